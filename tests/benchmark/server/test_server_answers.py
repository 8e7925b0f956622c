"""What a real server answers: routes, confinement, caching, parts, compression, and clients that stall."""

import gzip
import os
import socket
import time
from urllib.parse import quote

import pytest
import zstandard

from site_server import BIG, RUN

RUN_URL = f"/benchmark_output/runs/s/{quote(RUN)}"


@pytest.mark.parametrize(
    ("path", "content_type", "body"),
    [
        ("/", "text/html; charset=utf-8", b"<html>app</html>"),
        ("/index.html", "text/html; charset=utf-8", b"<html>app</html>"),
        ("/assets/logo.svg", "image/svg+xml; charset=utf-8", b"<svg/>"),
        (f"{RUN_URL}/stats.json", "application/json; charset=utf-8", b'[{"name": "exact_match"}]'),
        (f"{RUN_URL}/stats.json?time=1", "application/json; charset=utf-8", b'[{"name": "exact_match"}]'),
        (f"/benchmark_output/runs/s/{RUN}/stats.json", "application/json; charset=utf-8", b'[{"name": "exact_match"}]'),
        ("/benchmark_output/runs/s/boolq:model=me_small/stats.json", "application/json; charset=utf-8", b"[]"),
        ("/benchmark_output/runs/s/inner.txt", "text/plain; charset=utf-8", b"0123456789"),
        ("/cache/output/me/picture.png", "image/png", b"PNG"),
    ],
)
def test_files(server, path, content_type, body):
    reply = server.ask(path)
    assert (reply.status, reply.headers["content-type"], reply.body) == (200, content_type, body)
    assert reply.headers["content-length"] == str(len(body))


def test_config_js(server):
    reply = server.ask("/config.js")
    assert reply.headers["content-type"] == "application/javascript; charset=UTF-8"
    assert reply.body.decode() == (
        'window.BENCHMARK_OUTPUT_BASE_URL = "benchmark_output";\nwindow.SUITE = "s";\nwindow.PROJECT_ID = "lite";\n'
    )


def test_a_suite_without_schema_gets_the_classic_one(server):
    reply = server.ask("/benchmark_output/runs/s/schema.json")
    assert reply.status == 200
    assert "quasi_exact_match" in [metric["name"] for metric in reply.json["metrics"]]


@pytest.mark.parametrize(
    "path",
    [
        "/missing.js",
        "/leaderboard",
        "/assets",
        "/benchmark_output",
        "/benchmark_output/",
        "/benchmark_output/runs/s",
        "/benchmark_output/../secret.json",
        "/benchmark_output/../../secret.json",
        "/benchmark_output/runs/../../secret.json",
        "/benchmark_output/%2e%2e/secret.json",
        "/benchmark_output/..%2fsecret.json",
        "/benchmark_output/..%2f..%2fsecret.json",
        "/benchmark_output/%252e%252e/secret.json",
        "/benchmark_output/..\\secret.json",
        "/benchmark_output/..%5csecret.json",
        "/benchmark_output/{root}/secret.json",
        "/benchmark_output/%2f{root}/secret.json",
        "/benchmark_output//{root}/out/runs/s/summary.json",
        "/benchmark_output/runs/s/link.json",
        "/benchmark_output/runs/s/up/secret.json",
        "/benchmark_output/runs/s/.hidden/key.json",
        "/benchmark_output/runs/s/up/out/runs/s/.hidden/key.json",
        "/benchmark_output/runs/s/summary.json%00.png",
        "/benchmark_output/%ff%fe",
        "/benchmark_output/" + "a" * 5000,
        "/cache/output/../secret.json",
        "/../secret.json",
        "/..%2f..%2f..%2f..%2f..%2f..%2fetc/passwd",
    ],
)
def test_no_other_file_can_be_had(server, path):
    reply = server.ask(path.format(root=server.root))
    assert reply.status == 404
    assert b"SECRET" not in reply.body and b"root:" not in reply.body
    assert reply.headers["content-type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("localhost:8000", 200),
        ("LOCALHOST", 200),
        ("site.localhost", 200),
        ("[::1]:8000", 200),
        ("192.168.1.5:8000", 200),
        ("helm.test", 200),
        ("Helm.Test:80", 200),
        ("evil.example", 421),
        ("localhost.evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("helm.test.evil.example:8000", 421),
        ("[::1", 421),
        ("evil.example@localhost.", 421),
    ],
)
def test_only_known_names(server, host, status):
    reply = server.ask("/config.js", host=host)
    assert reply.status == status
    assert (b"window." in reply.body) == (status == 200)


@pytest.mark.parametrize(
    "path", ["/", "/config.js", "/missing", f"{RUN_URL}/page.html", "/cache/output/me/picture.png"]
)
@pytest.mark.parametrize("host", ["localhost", "evil.example"])
def test_security_headers_are_on_every_answer(server, path, host):
    headers = server.ask(path, host=host).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy and "http" not in policy
    assert ("sandbox" in policy) == path.startswith(("/benchmark_output/", "/cache/"))
    assert "server" not in headers and "access-control-allow-origin" not in headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_can_be_changed(server, method):
    assert server.ask("/config.js", method, Content_Length="0").status == 405


@pytest.mark.parametrize(
    ("path", "caching"),
    [
        ("/", "no-cache"),
        ("/config.js", "no-cache"),
        ("/assets/logo.svg", "no-cache"),
        ("/assets/main-B1x_-4cd.js", "public, max-age=31536000, immutable"),
        (f"{RUN_URL}/stats.json", "no-cache"),
    ],
)
def test_caching(server, path, caching):
    assert server.ask(path).headers["cache-control"] == caching


@pytest.mark.parametrize("encoding", ["identity", "gzip", "zstd"])
def test_head_has_the_headers_of_get(server, encoding):
    path = f"{RUN_URL}/scenario_state.json"
    get, head = (server.ask(path, method, Accept_Encoding=encoding) for method in ("GET", "HEAD"))
    assert head.body == b"" and head.status == 200
    for name in ("content-length", "etag", "last-modified", "content-type"):
        assert head.headers[name] == get.headers[name]


def test_a_known_file_is_not_sent_again(server):
    path = f"{RUN_URL}/scenario_state.json"
    for encoding in ("identity", "gzip", "zstd"):
        first = server.ask(path, Accept_Encoding=encoding).headers
        for condition, status in [
            ({"If_None_Match": first["etag"]}, 304),
            ({"If_None_Match": f'"other", W/{first["etag"]}'}, 304),
            ({"If_None_Match": "*"}, 304),
            ({"If_None_Match": '"other"'}, 200),
            ({"If_None_Match": '"other"', "If_Modified_Since": first["last-modified"]}, 200),
            ({"If_Modified_Since": first["last-modified"]}, 304),
            ({"If_Modified_Since": "Thu, 01 Jan 1970 00:00:00 GMT"}, 200),
            ({"If_Modified_Since": "yesterday"}, 200),
        ]:
            reply = server.ask(path, Accept_Encoding=encoding, **condition)
            assert reply.status == status, condition
            assert reply.headers["etag"] == first["etag"]
            assert (reply.body == b"") == (status == 304)


@pytest.mark.parametrize(
    ("range_", "status", "body", "content_range"),
    [
        ("bytes=0-3", 206, b"0123", "bytes 0-3/10"),
        ("bytes=5-", 206, b"56789", "bytes 5-9/10"),
        ("bytes=-3", 206, b"789", "bytes 7-9/10"),
        ("bytes=8-100", 206, b"89", "bytes 8-9/10"),
        ("bytes=0-9", 206, b"0123456789", "bytes 0-9/10"),
        ("bytes=10-", 416, None, "bytes */10"),
        ("bytes=5-2", 416, None, "bytes */10"),
        ("bytes=0-1,4-5", 200, b"0123456789", None),
        ("lines=0-1", 200, b"0123456789", None),
    ],
)
def test_parts(server, range_, status, body, content_range):
    reply = server.ask(f"{RUN_URL}/digits.txt", Range=range_, Accept_Encoding="gzip")
    assert reply.status == status
    assert reply.headers.get("content-range") == content_range
    assert body is None or reply.body == body


def test_a_part_is_of_the_version_that_the_client_means(server):
    path = f"{RUN_URL}/digits.txt"
    etag = server.ask(path).headers["etag"]
    assert server.ask(path, Range="bytes=0-3", If_Range=etag).status == 206
    assert server.ask(path, Range="bytes=0-3", If_Range='"older"').body == b"0123456789"


def test_a_part_of_a_large_file_is_of_its_plain_bytes(server):
    reply = server.ask(f"{RUN_URL}/scenario_state.json", Range="bytes=1000000-1999999", Accept_Encoding="zstd, gzip")
    assert reply.status == 206 and reply.body == BIG[1_000_000:2_000_000]
    assert "content-encoding" not in reply.headers


def test_text_is_compressed_once_for_each_version(server):
    path, file = "/benchmark_output/runs/s/table.json", server.root / "out/runs/s/table.json"
    etags = set()
    for content in (b"[1]" * 5000, b"[2]" * 5000):
        other = file.with_suffix(".new")
        other.write_bytes(content)
        os.replace(other, file)
        for encoding, unpack in (
            ("gzip", gzip.decompress),
            ("zstd", lambda body: zstandard.ZstdDecompressor().decompressobj().decompress(body)),
        ):
            for _ in range(2):
                reply = server.ask(path, Accept_Encoding=encoding)
                assert reply.headers["content-encoding"] == encoding
                assert reply.headers["vary"] == "Accept-Encoding"
                assert len(reply.body) < 500 and unpack(reply.body) == content
                etags.add(reply.headers["etag"])
    assert len(etags) == 4
    kept = [path.suffix for path in (server.root / "helm-cache/compressed").iterdir() if _size_in(path) == 15000]
    assert sorted(kept) == [".gzip", ".zstd"]


def _size_in(copy) -> int:
    return int(copy.name.split("-")[2], 16)


@pytest.mark.parametrize("path", ["/cache/output/me/picture.png", "/assets/logo.svg"])
def test_pictures_and_tiny_files_are_sent_as_they_are(server, path):
    assert "content-encoding" not in server.ask(path, Accept_Encoding="gzip, zstd").headers


def test_clients_that_stall_or_say_nothing_hold_up_nobody(server):
    request = f"GET {RUN_URL}/scenario_state.json HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    sockets = []
    try:
        for number in range(60):
            client = socket.socket()
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.connect(("127.0.0.1", server.port))
            sockets.append(client)
            # One third waits in the middle of the answers, one in the middle of the request, one before it.
            client.sendall([request * 5, request[:20], b""][number % 3])
        for client in sockets[::3]:
            assert client.recv(100).startswith(b"HTTP/1.1 200")
        begin = time.monotonic()
        assert server.ask(f"{RUN_URL}/scenario_state.json").body == BIG
        assert server.ask("/config.js").status == 200
        assert time.monotonic() - begin < 3
    finally:
        for client in sockets:
            client.close()

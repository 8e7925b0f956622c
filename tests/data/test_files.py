"""Files by URL and of hub repositories: placed whole, once, by many processes, from the network or the mirror."""

import errno
import gzip
import multiprocessing
import sys

import pytest
from test_archives import make_zip, tree

from helm.common.errors import ConfigError, DataError
from helm.common.general import ensure_file_downloaded as plugin_ensure_file_downloaded
from helm.data import ensure_file_downloaded, files, hub_file, hub_snapshot, set_mirror, storage


@pytest.fixture
def mirror(tmp_path, monkeypatch):
    folder = tmp_path / "mirror"
    folder.mkdir()
    monkeypatch.setenv("HELM_MIRROR", str(folder))
    return folder


def put(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_a_file_is_fetched_once_into_folders_that_are_made(server, tmp_path):
    server.files["/a.txt"] = b"content"
    target = tmp_path / "some" / "folder" / "name"
    for _ in range(2):
        ensure_file_downloaded(f"{server.url}/a.txt", str(target))
    assert target.read_bytes() == b"content"
    assert len(server.asked) == 1


def test_nothing_but_the_target_and_its_notes_stay(server, tmp_path):
    server.files["/a.txt"] = b"content"
    ensure_file_downloaded(f"{server.url}/a.txt", str(tmp_path / "out" / "a"))
    assert {path.name for path in (tmp_path / "out").iterdir()} <= {"a", "a.lock", "a.source.json"}


def test_an_archive_is_unpacked(server, tmp_path):
    server.files["/a.zip?raw=true"] = make_zip(tmp_path / "made", {"top/x": b"x", "top/y": b"y"}).read_bytes()
    ensure_file_downloaded(f"{server.url}/a.zip?raw=true", str(tmp_path / "data"), unpack=True, unpack_type="unzip")
    assert tree(tmp_path / "data") == {"x": b"x", "y": b"y"}


@pytest.mark.parametrize(
    "name, expected", [("a.jsonl", b"content"), ("a.jsonl.gz", gzip.compress(b"content", mtime=0))]
)
def test_gz_is_decompressed_unless_the_target_is_gz(server, tmp_path, name, expected):
    server.files["/a.jsonl.gz"] = gzip.compress(b"content", mtime=0)
    ensure_file_downloaded(f"{server.url}/a.jsonl.gz", str(tmp_path / name))
    assert (tmp_path / name).read_bytes() == expected


def test_a_failure_leaves_no_target(server, tmp_path):
    with pytest.raises(DataError, match="HTTP status 404"):
        ensure_file_downloaded(f"{server.url}/missing", str(tmp_path / "out" / "a"))
    assert not (tmp_path / "out" / "a").exists()


def test_an_unknown_unpack_type_is_refused(tmp_path):
    with pytest.raises(ConfigError, match="unpack_type is 'unrar', but must be 'unzip' or 'untar'"):
        ensure_file_downloaded("http://x/y", str(tmp_path / "a"), unpack=True, unpack_type="unrar")


def test_the_name_that_plugins_know(server, tmp_path):
    server.files["/a"] = b"content"
    plugin_ensure_file_downloaded(
        source_url=f"{server.url}/a", target_path=str(tmp_path / "a"), downloader_executable="x"
    )
    assert (tmp_path / "a").read_bytes() == b"content"


def fetch(url, target):
    ensure_file_downloaded(url, target)


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork, so that the children reach the server quickly")
def test_of_many_processes_one_fetches(server, tmp_path):
    server.files["/a"] = b"content" * 10_000
    context = multiprocessing.get_context("fork")
    target = str(tmp_path / "a")
    children = [context.Process(target=fetch, args=(f"{server.url}/a", target)) for _ in range(4)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0] * 4
    assert len(server.asked) == 1
    assert (tmp_path / "a").read_bytes() == server.files["/a"]


@pytest.mark.parametrize("code, words", [(errno.ENOSPC, "is full"), (errno.EACCES, "cannot be written")])
def test_a_full_or_closed_disk_is_said_in_words(server, tmp_path, monkeypatch, code, words):
    server.files["/a"] = b"content"

    def fail(*_):
        raise OSError(code, "no")

    monkeypatch.setattr(storage.os, "replace", fail)
    with pytest.raises(DataError, match=words):
        ensure_file_downloaded(f"{server.url}/a", str(tmp_path / "a"))
    assert not (tmp_path / "a").exists()


URLS = [
    ("https://example.org/a/b.txt", "example.org/a/b.txt"),
    ("https://example.org/data//b.txt", "example.org/data/b.txt"),
    ("https://drive.google.com/uc?export=download&id=1Ab", "drive.google.com/uc%3Fexport%3Ddownload%26id%3D1Ab"),
    ("https://ai.stanford.edu/~amaas/x%20y", "ai.stanford.edu/~amaas/x%2520y"),
    ("https://example.org/contents/blob/", "example.org/contents/blob/__index__"),
]


@pytest.mark.parametrize("url, place", URLS)
def test_the_mirror_answers_for_urls(mirror, tmp_path, url, place):
    put(mirror / "urls" / place, b"mirrored")
    ensure_file_downloaded(url, str(tmp_path / "target"))
    assert (tmp_path / "target").read_bytes() == b"mirrored"


def test_the_mirror_is_copied_not_moved(mirror, tmp_path):
    archive = make_zip(put(mirror / "urls" / "example.org" / "a.zip", b""), {"x": b"1", "y": b"2"})
    ensure_file_downloaded("https://example.org/a.zip", str(tmp_path / "data"), unpack=True)
    assert tree(tmp_path / "data") == {"x": b"1", "y": b"2"}
    assert archive.exists()


def test_what_the_mirror_lacks_is_an_error_that_names_the_place(mirror, server, tmp_path):
    server.files["/a"] = b"content"
    with pytest.raises(DataError, match="is not in the mirror") as caught:
        ensure_file_downloaded(f"{server.url}/a", str(tmp_path / "target"))
    assert str(files.url_path(mirror, f"{server.url}/a")) in str(caught.value)
    assert server.asked == []


def test_a_url_cannot_leave_the_mirror(mirror, tmp_path):
    put(tmp_path / "secret", b"secret")
    with pytest.raises(DataError, match="outside the mirror"):
        ensure_file_downloaded("https://example.org/../../../secret", str(tmp_path / "target"))


def test_set_mirror_and_back(tmp_path, server):
    server.files["/a"] = b"content"
    put(tmp_path / "m" / "urls" / "example.org" / "a", b"mirrored")
    set_mirror(str(tmp_path / "m"))
    ensure_file_downloaded("http://example.org/a", str(tmp_path / "one"))
    set_mirror(None)
    ensure_file_downloaded(f"{server.url}/a", str(tmp_path / "two"))
    assert ((tmp_path / "one").read_bytes(), (tmp_path / "two").read_bytes()) == (b"mirrored", b"content")


def test_hub_files_of_the_mirror(mirror):
    put(mirror / "hub" / "org__repo" / "sub" / "a.json", b"{}")
    with open(hub_file("org/repo", "sub/a.json", revision="abc")) as stream:
        assert stream.read() == "{}"
    assert tree(type(mirror)(hub_snapshot("org/repo"))) == {"sub/a.json": b"{}"}
    with pytest.raises(DataError, match="hf://datasets/org/repo@abc/b.json is not in the mirror"):
        hub_file("org/repo", "b.json", revision="abc")


def test_a_gated_repository_is_said_in_one_sentence(monkeypatch):
    import httpx
    import huggingface_hub
    from huggingface_hub.errors import GatedRepoError

    def refuse(*_, **__):
        request = httpx.Request("GET", "https://huggingface.co/org/secret")
        raise GatedRepoError("403 Client Error", response=httpx.Response(403, request=request))

    monkeypatch.setattr(huggingface_hub, "hf_hub_download", refuse)
    with pytest.raises(DataError) as caught:
        hub_file("org/secret", "a.json")
    assert str(caught.value) == (
        "org/secret is gated: ask for access at https://huggingface.co/datasets/org/secret, "
        "then run `hf auth login` or set HF_TOKEN."
    )


def test_a_hub_out_of_reach_is_said_in_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(DataError, match="org/absent cannot be had from the Hugging Face hub"):
        hub_file("org/absent", "a.json")

"""Downloads that are interrupted, refused or cut short."""

import pytest

from file_server import Fault
from helm.common.errors import DataError
from helm.data import download as download_module
from helm.data.download import confirmed_drive_url, download

CONTENT = bytes(range(256)) * 40


@pytest.fixture
def target(tmp_path):
    return tmp_path / "file.part"


def test_a_whole_file(server, target):
    server.files["/a"] = CONTENT
    download(f"{server.url}/a", target)
    assert target.read_bytes() == CONTENT
    assert [path.name for path in target.parent.iterdir()] == ["file.part"]


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_passing_trouble_is_waited_out(server, target, status):
    server.files["/a"] = CONTENT
    server.faults = [Fault(status=status), Fault(status=status)]
    download(f"{server.url}/a", target)
    assert target.read_bytes() == CONTENT
    assert len(server.asked) == 3


def test_a_dropped_connection_is_resumed_where_it_broke(server, target):
    server.files["/a"] = CONTENT
    server.faults = [Fault(keep_bytes=1000), Fault(keep_bytes=2000)]
    download(f"{server.url}/a", target)
    assert target.read_bytes() == CONTENT
    assert [asked.get("Range") for asked in server.asked] == [None, "bytes=1000-", "bytes=3000-"]


def test_a_server_without_ranges_starts_over(server, target):
    server.files["/a"] = CONTENT
    server.supports_ranges = False
    server.faults = [Fault(keep_bytes=1000)]
    download(f"{server.url}/a", target)
    assert target.read_bytes() == CONTENT


def test_without_anything_to_tell_versions_apart_it_starts_over(server, target):
    server.files["/a"] = CONTENT
    server.etag = ""
    server.faults = [Fault(keep_bytes=1000)]
    download(f"{server.url}/a", target)
    assert target.read_bytes() == CONTENT
    assert server.asked[1].get("Range") is None


def test_a_file_that_changed_meanwhile_is_not_mixed(server, target, monkeypatch):
    monkeypatch.setattr(download_module, "ATTEMPTS", 1)
    server.files["/a"] = CONTENT
    server.faults = [Fault(keep_bytes=1000)]
    with pytest.raises(DataError):
        download(f"{server.url}/a", target)
    server.files["/a"], server.etag = CONTENT[::-1], '"2"'
    download(f"{server.url}/a", target)
    assert target.read_bytes() == CONTENT[::-1]


def test_a_later_call_continues_an_interrupted_one(server, target, monkeypatch):
    monkeypatch.setattr(download_module, "ATTEMPTS", 1)
    server.files["/a"] = CONTENT
    server.faults = [Fault(keep_bytes=1000)]
    with pytest.raises(DataError, match="cannot be downloaded"):
        download(f"{server.url}/a", target)
    download(f"{server.url}/a", target)
    assert target.read_bytes() == CONTENT
    assert server.asked[-1]["Range"] == "bytes=1000-"


def test_attempts_that_bring_bytes_do_not_count_as_failures(server, target, monkeypatch):
    monkeypatch.setattr(download_module, "ATTEMPTS", 2)
    server.files["/a"] = CONTENT
    server.faults = [Fault(keep_bytes=1000)] * 8
    download(f"{server.url}/a", target)
    assert target.read_bytes() == CONTENT


def test_lasting_trouble_ends_in_one_sentence(server, target):
    server.faults = [Fault(status=503)] * 100
    with pytest.raises(DataError, match=r"cannot be downloaded \(HTTP status 503\), after 6 attempts\.$"):
        download(f"{server.url}/a", target)
    assert len(server.asked) == 6
    with pytest.raises(DataError, match="after 6 attempts"):
        download(f"{server.url}/a", target)
    assert len(server.asked) == 7, "what failed for so long is tried once more only"


@pytest.mark.parametrize(
    "status, words", [(404, "HTTP status 404"), (403, "HTTP status 403"), (410, "HTTP status 410")]
)
def test_a_refusal_is_not_asked_again(server, target, status, words):
    server.faults = [Fault(status=status)]
    with pytest.raises(DataError, match=words):
        download(f"{server.url}/a", target)
    assert len(server.asked) == 1


def test_an_address_of_another_kind_is_refused_at_once(target):
    with pytest.raises(DataError, match="ftp://x/y is not an address that can be downloaded"):
        download("ftp://x/y", target)


def test_the_server_says_how_long_to_wait(monkeypatch):
    monkeypatch.setattr(download_module, "LONGEST_PAUSE", 60.0)
    assert download_module._pause(1, 7.0) == 7.0
    assert download_module._pause(1, 1000.0) == 60.0


def test_the_form_of_a_drive_page_leads_to_the_file():
    page = (
        '<form id="download-form" action="https://drive.usercontent.google.com/download" method="get">'
        '<input type="submit" value="Download anyway"/><input type="hidden" name="id" value="1Ab"/>'
        '<input type="hidden" name="confirm" value="t"/><input type="hidden" name="uuid" value="9-9"/></form>'
    )
    address = confirmed_drive_url("https://drive.google.com/uc?id=1Ab", page)
    assert address == "https://drive.usercontent.google.com/download?id=1Ab&confirm=t&uuid=9-9"


def test_a_drive_page_without_a_form_is_an_error():
    with pytest.raises(DataError, match="not public, or was downloaded too often"):
        confirmed_drive_url("https://drive.google.com/uc?id=1Ab", "<html>Quota exceeded</html>")

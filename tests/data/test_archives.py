"""Archives of every kind: honest, malicious and damaged."""

import gzip
import io
import tarfile
import zipfile

import pytest

from helm.common.errors import DataError
from helm.data import archives
from helm.data.archives import decompress, unpack


def make_zip(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def make_tar(path, members, mode="w:gz"):
    """Members are bytes, or a TarInfo of some special kind."""
    with tarfile.open(path, mode) as archive:
        for name, content in members.items():
            info = content if isinstance(content, tarfile.TarInfo) else tarfile.TarInfo(name)
            data = None
            if isinstance(content, bytes):
                info.size, data = len(content), io.BytesIO(content)
            archive.addfile(info, data)
    return path


def special(name, kind, target=""):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("make, name", [(make_zip, "a.zip"), (make_tar, "a.tar.gz"), (make_tar, "no_suffix")])
def test_several_entries_become_a_folder(tmp_path, make, name):
    members = {"one.txt": b"1", "sub/two.txt": b"2"}
    unpack(make(tmp_path / name, members), tmp_path / "out")
    assert tree(tmp_path / "out") == members


@pytest.mark.parametrize("make", [make_zip, make_tar])
def test_a_single_folder_loses_its_name(tmp_path, make):
    unpack(make(tmp_path / "a", {"top/x": b"x", "top/y": b"y"}), tmp_path / "out")
    assert tree(tmp_path / "out") == {"x": b"x", "y": b"y"}


def test_a_single_file_becomes_the_target(tmp_path):
    unpack(make_zip(tmp_path / "a.zip", {"only.txt": b"content"}), tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == b"content"


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_tar_compressions(tmp_path, mode):
    unpack(make_tar(tmp_path / "a", {"x": b"1", "y": b"2"}, mode), tmp_path / "out")
    assert tree(tmp_path / "out") == {"x": b"1", "y": b"2"}


OUTSIDE = ["../evil", "a/../../evil", "/evil", "C:\\evil", "\\\\host\\evil", "..\\evil"]


@pytest.mark.parametrize("make", [make_zip, make_tar])
@pytest.mark.parametrize("name", OUTSIDE)
def test_names_that_lead_outside_are_refused(tmp_path, make, name):
    (tmp_path / "inner").mkdir()
    archive = make(tmp_path / "inner" / "a", {"fine": b"1", name: b"evil"})
    with pytest.raises(DataError, match="leads outside"):
        unpack(archive, tmp_path / "inner" / "out")
    assert not list(tmp_path.rglob("evil*"))
    assert not (tmp_path / "inner" / "out").exists()


LINKS = [
    special("link", tarfile.SYMTYPE, "/etc/passwd"),
    special("link", tarfile.SYMTYPE, "../../secret"),
    special("link", tarfile.LNKTYPE, "../secret"),
    special("fifo", tarfile.FIFOTYPE),
    special("device", tarfile.CHRTYPE),
    special("disk", tarfile.BLKTYPE),
]


@pytest.mark.parametrize("member", LINKS, ids=lambda member: f"{member.name} {member.linkname}")
def test_links_outside_and_devices_are_refused(tmp_path, member):
    (tmp_path / "secret").write_text("secret")
    archive = make_tar(tmp_path / "a.tar", {"fine": b"1", member.name: member})
    with pytest.raises(DataError):
        unpack(archive, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_link_to_a_folder_cannot_redirect_later_members(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    members = {"fine": b"1", "sub": special("sub", tarfile.SYMTYPE, str(tmp_path / "elsewhere")), "sub/evil": b"evil"}
    with pytest.raises(DataError):
        unpack(make_tar(tmp_path / "a.tar", members), tmp_path / "out")
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_link_inside_becomes_a_copy(tmp_path):
    members = {"file": b"content", "link": special("link", tarfile.SYMTYPE, "file")}
    unpack(make_tar(tmp_path / "a.tar", members), tmp_path / "out")
    assert tree(tmp_path / "out") == {"file": b"content", "link": b"content"}
    assert not (tmp_path / "out" / "link").is_symlink()


@pytest.mark.parametrize("make", [make_zip, make_tar])
def test_a_bomb_is_stopped(tmp_path, make, monkeypatch):
    monkeypatch.setattr(archives, "SMALL", 100_000)
    archive = make(tmp_path / "a", {"zeros": bytes(3_000_000), "more": bytes(3_000_000)})
    with pytest.raises(DataError, match="looks like an attack"):
        unpack(archive, tmp_path / "out")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a"]


def test_too_many_members_are_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_MEMBERS", 3)
    with pytest.raises(DataError, match="looks like an attack"):
        unpack(make_zip(tmp_path / "a", {str(number): b"" for number in range(5)}), tmp_path / "out")


def test_what_is_no_archive_is_named(tmp_path):
    (tmp_path / "a.zip").write_text("<html>Not found</html>")
    with pytest.raises(DataError, match="a.zip is neither a zip nor a tar file"):
        unpack(tmp_path / "a.zip", tmp_path / "out")


def test_a_damaged_archive_leaves_nothing(tmp_path):
    archive = make_tar(tmp_path / "a.tar.gz", {"x": b"1" * 100_000, "y": bytes(range(256)) * 1000})
    archive.write_bytes(archive.read_bytes()[:400])
    with pytest.raises(DataError, match="damaged"):
        unpack(archive, tmp_path / "out")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.tar.gz"]


def test_gzip_is_decompressed(tmp_path):
    (tmp_path / "a.gz").write_bytes(gzip.compress(b"content"))
    decompress(tmp_path / "a.gz", tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == b"content"


def test_a_damaged_gzip_leaves_nothing(tmp_path):
    (tmp_path / "a.gz").write_bytes(gzip.compress(bytes(range(256)) * 100)[:-20])
    with pytest.raises(DataError, match="damaged"):
        decompress(tmp_path / "a.gz", tmp_path / "a")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.gz"]


def test_zstandard_is_decompressed(tmp_path):
    zstandard = pytest.importorskip("zstandard")
    (tmp_path / "a.zst").write_bytes(zstandard.compress(b"content"))
    decompress(tmp_path / "a.zst", tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == b"content"


@pytest.mark.parametrize("make", [make_zip, make_tar])
@pytest.mark.parametrize("members", [{"x": b"1", "a": b"2", "a/b": b"3"}, {"x": b"1", "a/b": b"3", "a": b"2"}])
def test_a_member_that_is_file_and_folder_is_refused(tmp_path, make, members):
    with pytest.raises(DataError, match="cannot be unpacked"):
        unpack(make(tmp_path / "a", members), tmp_path / "out")
    assert not (tmp_path / "out").exists()

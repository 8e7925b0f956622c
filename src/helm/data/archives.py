"""Unpacking archives and compressed files that others made: nothing is written outside the folder, and no end of it.

Links are never made: a link to a file of the archive becomes a copy of that file. Devices, absolute names and names
with `..` are refused, as are archives that grow more than any honest one does.
"""

import gzip
import tarfile
import zipfile
from contextlib import contextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO, Iterator, NamedTuple, Optional

from helm.common.optional_dependencies import handle_module_not_found_error
from helm.data.place import data_error
from helm.data.storage import clear_disk_errors, put_in_place, scratch_folder

MAX_GROWTH = 200
"""How many times its size an archive may grow."""
SMALL = 1 << 30
"""Bytes up to which any archive may grow."""
MAX_MEMBERS = 5_000_000

_CHUNK = 1 << 20


class _Budget:
    """How many more bytes and files may be written."""

    def __init__(self, archive: Path):
        self.archive = archive
        self.bytes = max(SMALL, MAX_GROWTH * archive.stat().st_size)
        self.members = MAX_MEMBERS

    def spend(self, size: int = 0, members: int = 0) -> None:
        self.bytes -= size
        self.members -= members
        if self.bytes < 0 or self.members < 0:
            raise data_error(
                f"{self.archive.name} unpacks to more than {MAX_GROWTH} times its size or {MAX_MEMBERS} files, "
                "which looks like an attack; it was not unpacked."
            )

    def copy(self, source: IO[bytes], target: Path) -> None:
        with open(target, "wb") as stream:
            while chunk := source.read(_CHUNK):
                self.spend(size=len(chunk))
                stream.write(chunk)


class _Member(NamedTuple):
    """A file or folder of an archive."""

    name: str
    content: Optional[IO[bytes]]
    """None for a folder."""


def unpack(archive: Path, target: Path) -> None:
    """Unpack a zip or (compressed) tar file; `target` appears when all is done.

    If the archive holds exactly one entry at its top, that entry itself, file or folder, becomes `target`; otherwise
    `target` is the folder of all entries.

    Raises:
        DataError: it is no such archive, damaged, or refused for safety.
    """
    with scratch_folder(target) as scratch, clear_disk_errors(target), _clear_damage(archive):
        content = scratch / "content"
        content.mkdir()
        budget = _Budget(archive)
        for member in _members(archive):
            budget.spend(members=1)
            place = content / _safe_name(archive, member.name)
            if member.content is None:
                place.mkdir(parents=True, exist_ok=True)
                continue
            place.parent.mkdir(parents=True, exist_ok=True)
            with member.content:
                budget.copy(member.content, place)
        entries = list(content.iterdir())
        put_in_place(entries[0] if len(entries) == 1 else content, target)


@contextmanager
def _clear_damage(file: Path) -> Iterator[None]:
    """Say in one sentence that a file is damaged, whatever its format.

    Raises:
        DataError: instead of the many kinds of the libraries.
    """
    import lzma
    import zlib

    damage = (zipfile.BadZipFile, tarfile.TarError, gzip.BadGzipFile, zlib.error, lzma.LZMAError, EOFError)
    # A member that is both file and folder; an encrypted zip file; a link to what is not in the tar file.
    misuse = (FileExistsError, NotADirectoryError, IsADirectoryError, RuntimeError, KeyError)
    try:
        yield
    except (*damage, *misuse) as error:
        raise data_error(f"{file.name} is damaged or cannot be unpacked ({error}); delete it and retry.") from error


def _members(archive: Path) -> Iterator[_Member]:
    """The members, whatever the format; what is in the file decides, not its name."""
    if zipfile.is_zipfile(archive):
        return _zip_members(archive)
    if tarfile.is_tarfile(archive):
        return _tar_members(archive)
    raise data_error(f"{archive.name} is neither a zip nor a tar file, so it cannot be unpacked.")


def _zip_members(archive: Path) -> Iterator[_Member]:
    with zipfile.ZipFile(archive) as opened:
        for info in opened.infolist():
            yield _Member(info.filename, None if info.is_dir() else opened.open(info))


def _tar_members(archive: Path) -> Iterator[_Member]:
    with tarfile.open(archive) as opened:
        for info in opened:
            if info.isdir():
                yield _Member(info.name, None)
                continue
            content = opened.extractfile(info) if info.isfile() or info.islnk() or info.issym() else None
            if content is None:
                raise data_error(f"{archive.name} holds {info.name!r}, which is no file, folder or link to a file.")
            yield _Member(info.name, content)


def _safe_name(archive: Path, name: str) -> PurePosixPath:
    """The member's name as a path below the target.

    Raises:
        DataError: it leads elsewhere.
    """
    path, windows = PurePosixPath(name), PureWindowsPath(name)
    if path.is_absolute() or windows.drive or windows.root or ".." in (*path.parts, *windows.parts) or "\0" in name:
        raise data_error(f"{archive.name} holds {name!r}, which leads outside; it was not unpacked.")
    return path


def decompress(source: Path, target: Path) -> None:
    """Decompress a `.gz` or `.zst` file; `target` appears when all is done.

    Raises:
        DataError: the file is damaged or grows without end.
        OptionalDependencyNotInstalled: the package for `.zst` is missing.
    """
    with scratch_folder(target) as scratch, clear_disk_errors(target), _clear_damage(source):
        finished = scratch / "content"
        with _open_compressed(source) as stream:
            _Budget(source).copy(stream, finished)
        put_in_place(finished, target)


def _open_compressed(source: Path) -> IO[bytes]:
    with open(source, "rb") as stream:
        is_zstandard = stream.read(4) == b"\x28\xb5\x2f\xfd"
    if not is_zstandard:
        return gzip.open(source)  # type: ignore[return-value]
    try:
        import zstandard
    except ModuleNotFoundError as error:
        handle_module_not_found_error(error, ["scenarios"])
    opened: IO[bytes] = zstandard.open(source, "rb")
    return opened

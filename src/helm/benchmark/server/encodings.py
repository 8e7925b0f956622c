"""Compressed copies of files: made when first asked for, kept in a folder, told apart by the file's version."""

import gzip
import hashlib
import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import BinaryIO, Dict, Iterator, Optional

from helm.common.hierarchical_logger import hwarn_once

ZSTD, GZIP = "zstd", "gzip"
_PREFERENCE = (ZSTD, GZIP)

_SMALLEST = 1024
# Above this, the wait for the first answer costs more than the bytes saved, at least within one network.
_LARGEST = 1 << 28
_ZSTD_LEVEL = 6
_GZIP_LEVEL = 6

_KEPT_BYTES = 2 << 30


def choose_encoding(accepted: str) -> Optional[str]:
    """The encoding to use for this Accept-Encoding header, or None for the bytes as they are."""
    weights: Dict[str, float] = {}
    for item in accepted.lower().split(","):
        name, _, parameters = item.partition(";")
        weights[name.strip()] = _weight(parameters)
    best = max(_PREFERENCE, key=lambda name: weights.get(name, weights.get("*", 0.0)))
    return best if weights.get(best, weights.get("*", 0.0)) > 0 else None


def _weight(parameters: str) -> float:
    name, _, value = parameters.replace(" ", "").partition("=")
    try:
        return float(value) if name == "q" else 1.0
    except ValueError:
        return 0.0


def file_version(stat: os.stat_result) -> str:
    """Text that differs between versions of a file: time of change, size, and place on the disk."""
    return f"{stat.st_mtime_ns:x}-{stat.st_size:x}-{stat.st_ino:x}"


class CompressedFiles:
    """Compressed copies in a folder, which may be shared by processes; a copy appears whole or not at all."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._guard = Lock()
        self._being_made: Dict[str, Lock] = {}
        self._forget_oldest()

    def copy_of(self, path: Path, stat: os.stat_result, encoding: str) -> Optional[Path]:
        """The compressed copy of this version of `path`; None if the file itself is to be sent."""
        if not _SMALLEST <= stat.st_size <= _LARGEST:
            return None
        key = hashlib.sha256(os.fsencode(path)).hexdigest()[:32]
        copy = self._folder / f"{key}-{file_version(stat)}.{encoding}"
        if copy.is_file():
            return copy
        try:
            with self._only_one(copy.name):
                if not copy.is_file():
                    self._make(path, copy, encoding)
                    self._forget_older_versions(key, copy)
        except OSError as error:
            hwarn_once(f"A file is sent uncompressed: {error}")
            return None
        return copy

    @contextmanager
    def _only_one(self, name: str) -> Iterator[None]:
        with self._guard:
            lock = self._being_made.setdefault(name, Lock())
        with lock:
            yield
        with self._guard:
            self._being_made.pop(name, None)

    def _make(self, path: Path, copy: Path, encoding: str) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        temporary = copy.with_name(f"{copy.name}.{os.getpid()}.tmp")
        try:
            with open(path, "rb") as source, open(temporary, "wb") as target:
                _COMPRESS[encoding](source, target)
            os.replace(temporary, copy)
        finally:
            temporary.unlink(missing_ok=True)

    def _forget_older_versions(self, key: str, current: Path) -> None:
        for other in self._folder.glob(f"{key}-*{current.suffix}"):
            if other != current:
                other.unlink(missing_ok=True)

    def _forget_oldest(self) -> None:
        """Keep what is newest, up to a limit."""
        copies = [(path, path.stat()) for path in self._folder.glob("*")] if self._folder.is_dir() else []
        total = 0
        for path, stat in sorted(copies, key=lambda item: item[1].st_mtime, reverse=True):
            total += stat.st_size
            if total > _KEPT_BYTES:
                path.unlink(missing_ok=True)


def _zstd(source: BinaryIO, target: BinaryIO) -> None:
    import zstandard

    zstandard.ZstdCompressor(level=_ZSTD_LEVEL).copy_stream(source, target)


def _gzip(source: BinaryIO, target: BinaryIO) -> None:
    with gzip.GzipFile("", "wb", _GZIP_LEVEL, target, mtime=0) as stream:
        shutil.copyfileobj(source, stream, 1 << 20)


_COMPRESS = {ZSTD: _zstd, GZIP: _gzip}

"""Putting files in place: whole or not at all, by one process at a time, with clear words when the disk is full."""

import errno
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator

from helm.data.place import data_error


def cache_folder() -> Path:
    """Where data lives that belongs to no output folder: HELM_CACHE, else `helm` in the user's cache folder."""
    default = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "helm"
    return Path(os.environ.get("HELM_CACHE") or default)


@contextmanager
def only_one_process(target: Path) -> Iterator[None]:
    """Hold the lock of `target`, the file `<target>.lock`; missing parent folders are made."""
    from filelock import FileLock

    target.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{target}.lock"):
        yield


@contextmanager
def clear_disk_errors(path: Path) -> Iterator[None]:
    """Say in one sentence that the disk is full or cannot be written.

    Raises:
        DataError: instead of such an OSError.
    """
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise data_error(f"the disk that holds {path} is full; free some space and run again.") from error
        if error.errno in (errno.EACCES, errno.EROFS):
            raise data_error(f"{path} cannot be written: {error.strerror}.") from error
        raise


@contextmanager
def scratch_folder(target: Path) -> Iterator[Path]:
    """An empty folder on the disk of `target`, removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def put_in_place(finished: Path, target: Path) -> None:
    """Make a finished file or folder appear as `target`, at once; what it holds is on the disk before."""
    if finished.is_file():
        with open(finished, "rb+") as stream:
            os.fsync(stream.fileno())
    elif hasattr(os, "sync"):
        os.sync()
    os.replace(finished, target)
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

"""The file system that a program in the sandbox sees: software, read-only, and a small folder of its own."""

import contextlib
import os
from pathlib import Path
from typing import Iterable, Mapping

from helm.sandbox import kernel

WORK_FOLDER = Path("/tmp")
DEVICES = ("null", "zero", "full", "random", "urandom")
READ_ONLY = kernel.MOUNT_ATTR_RDONLY | kernel.MOUNT_ATTR_NOSUID
# Files and folders of the work folder are counted too, since each takes memory.
MAX_FILES = 4096

_OLD = Path("/old")


def build_root(readable: Iterable[str], files: Mapping[str, str], file_bytes: int) -> None:
    """Replace all that this process sees of the file system. It must be alone in its mount namespace.

    Args:
        readable: Folders and files of the machine that stay visible, read-only, where they are.
        files: Name -> text of the files in the work folder.
        file_bytes: How much the work folder holds.

    Raises:
        OSError: the kernel refuses.
    """
    kernel.mount("none", Path("/"), None, kernel.MS_REC | kernel.MS_PRIVATE)
    # Any folder serves as the place where the new root comes to be.
    place = Path("/tmp")
    kernel.mount("tmpfs", place, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, "size=1m,mode=755")
    old = place / _OLD.name
    old.mkdir()
    kernel.pivot_root(place, old)
    os.chdir("/")
    for path in readable:
        _show(Path(path))
    _make_devices()
    _make_work_folder(files, file_bytes)
    _mount_proc()
    kernel.unmount(_OLD)
    _OLD.rmdir()
    kernel.set_mount_attributes(Path("/"), READ_ONLY | kernel.MOUNT_ATTR_NODEV, recursive=False)


def _show(path: Path, attributes: int = READ_ONLY | kernel.MOUNT_ATTR_NODEV) -> None:
    """Make `path` of the machine visible; nothing if it does not exist."""
    source = _OLD / path.relative_to("/")
    if not os.path.lexists(source):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    if source.is_symlink():
        path.symlink_to(os.readlink(source))
        return
    if source.is_dir():
        path.mkdir(exist_ok=True)
    else:
        path.touch()
    kernel.mount(str(source), path, None, kernel.MS_BIND | kernel.MS_REC)
    kernel.set_mount_attributes(path, attributes, recursive=True)


def _make_devices() -> None:
    for name in DEVICES:
        _show(Path("/dev") / name, READ_ONLY)
    # Semaphores and shared memory of the C library are files there.
    Path("/dev/shm").symlink_to(WORK_FOLDER)


def _make_work_folder(files: Mapping[str, str], file_bytes: int) -> None:
    WORK_FOLDER.mkdir(exist_ok=True)
    options = f"size={file_bytes},nr_inodes={MAX_FILES},mode=1777"
    kernel.mount("tmpfs", WORK_FOLDER, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, options)
    for name, text in files.items():
        (WORK_FOLDER / name).write_text(text, encoding="utf-8", newline="")


def _mount_proc() -> None:
    """Show the processes of the sandbox. Where the kernel refuses, as in many containers, programs go without."""
    Path("/proc").mkdir(exist_ok=True)
    with contextlib.suppress(OSError):
        flags = kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC
        kernel.mount("proc", Path("/proc"), "proc", flags, "subset=pid")
        kernel.set_mount_attributes(Path("/proc"), READ_ONLY, recursive=True)

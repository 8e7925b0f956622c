"""A file system of a few megabytes in memory, where mounting one is permitted."""

import os
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator

import pytest


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """`folder`, made, with a file system of its own until the end of the block; skips the test without permission."""
    folder.mkdir()
    try:
        mount(["-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)])
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no file system can be mounted here: {error}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def mount(arguments: "list[str]") -> None:
    """Run `mount`."""
    subprocess.run(["mount", *arguments], check=True, capture_output=True)


def fill_up(disk: Path, room: int) -> Path:
    """The file that leaves `room` bytes of the disk free."""
    state = os.statvfs(disk)
    filler = disk / "filler"
    filler.write_bytes(bytes(max(0, state.f_bavail * state.f_frsize - room)))
    return filler

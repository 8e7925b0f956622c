"""Files that are written whole or not at all: a temporary name, fsync, rename."""

import errno
import io
import os
from contextlib import contextmanager
from typing import Any, BinaryIO, Iterator, TextIO, Union

from helm.common.errors import HelmError
from helm.common.json_text import json_chunks

PathLike = Union[str, "os.PathLike[str]"]


@contextmanager
def atomic_write_bytes(path: PathLike, durable: bool = True) -> Iterator[BinaryIO]:
    """A binary file that takes the place of `path` when the block ends well, and leaves no trace otherwise.

    Args:
        durable: Whether it must outlive a loss of power, which costs a wait for the disk; what can be made again need not.

    Raises:
        HelmError: the disk is full or the folder cannot be written.
    """
    temporary = f"{os.fspath(path)}.{os.getpid()}.tmp"
    try:
        with open(temporary, "wb") as file:
            yield file
            file.flush()
            if durable:
                os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        raise write_error(path, error) from error
    finally:
        if os.path.exists(temporary):
            os.remove(temporary)


@contextmanager
def atomic_write(path: PathLike, durable: bool = True) -> Iterator[TextIO]:
    """`atomic_write_bytes` for text, in UTF-8.

    Raises:
        HelmError: the disk is full or the folder cannot be written.
    """
    with atomic_write_bytes(path, durable) as binary:
        text = io.TextIOWrapper(binary, encoding="utf-8")
        yield text
        text.detach()


def write_error(path: PathLike, error: OSError) -> HelmError:
    """What to tell a person when `path` could not be written."""
    if error.errno == errno.ENOSPC:
        return HelmError(
            f"The disk is full: {os.fspath(path)!r} was not written. Free some space and run the same command again; "
            "what was finished before is kept."
        )
    return HelmError(f"Cannot write {os.fspath(path)!r}: {error.strerror or error}")


def write_json(path: PathLike, value: Any, durable: bool = True) -> None:
    """Write a value, which may be or hold dataclasses, as `json.dumps(asdict_without_nones(value), indent=2)` would.

    The items of a list (or iterator), or of the lists in a dataclass, are written one at a time, so memory stays flat.
    """
    with atomic_write(path, durable) as file:
        file.writelines(json_chunks(value))

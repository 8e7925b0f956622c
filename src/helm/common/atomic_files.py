"""Files that are written whole or not at all: a temporary name, fsync, rename."""

import errno
import json
import os
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from typing import Any, Iterable, Iterator, List, TextIO, Tuple, Union

from helm.common.errors import HelmError
from helm.common.general import asdict_without_nones

PathLike = Union[str, "os.PathLike[str]"]


@contextmanager
def atomic_write(path: PathLike) -> Iterator[TextIO]:
    """A text file (UTF-8) that takes the place of `path` when the block ends well, and leaves no trace otherwise.

    Raises:
        HelmError: the disk is full or the folder cannot be written.
    """
    temporary = f"{os.fspath(path)}.{os.getpid()}.tmp"
    try:
        with open(temporary, "w", encoding="utf-8") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        raise write_error(path, error) from error
    finally:
        if os.path.exists(temporary):
            os.remove(temporary)


def write_error(path: PathLike, error: OSError) -> HelmError:
    """What to tell a person when `path` could not be written."""
    if error.errno == errno.ENOSPC:
        return HelmError(
            f"The disk is full: {os.fspath(path)!r} was not written. Free some space and run the same command again; "
            "what was finished before is kept."
        )
    return HelmError(f"Cannot write {os.fspath(path)!r}: {error.strerror or error}")


def write_json(path: PathLike, value: Any) -> None:
    """Write a value, which may be or hold dataclasses, as `json.dumps(asdict_without_nones(value), indent=2)` would.

    The items of a list, or of the lists in a dataclass, are converted one at a time, so memory stays flat.
    """
    with atomic_write(path) as file:
        file.writelines(_json_chunks(value))


def _json_chunks(value: Any) -> Iterator[str]:
    if is_dataclass(value) and not isinstance(value, type):
        pairs = [(field.name, getattr(value, field.name)) for field in fields(value)]
        yield from _object_chunks([(name, item) for name, item in pairs if item is not None])
    elif isinstance(value, list):
        yield from _list_chunks(value, "")
    else:
        yield json.dumps(value, indent=2)


def _object_chunks(pairs: List[Tuple[str, Any]]) -> Iterator[str]:
    if not pairs:
        yield "{}"
        return
    for index, (name, item) in enumerate(pairs):
        yield ("{\n" if index == 0 else ",\n") + f"  {json.dumps(name)}: "
        yield from _list_chunks(item, "  ") if isinstance(item, list) else [_indented(item, "  ")]
    yield "\n}"


def _list_chunks(items: Iterable[Any], margin: str) -> Iterator[str]:
    opened = False
    for item in items:
        yield (",\n" if opened else "[\n") + f"{margin}  " + _indented(item, f"{margin}  ")
        opened = True
    yield f"\n{margin}]" if opened else "[]"


def _indented(item: Any, margin: str) -> str:
    plain = asdict_without_nones(item) if is_dataclass(item) and not isinstance(item, type) else item
    # A newline inside a JSON string is escaped, so each one in the text is a line's end.
    return json.dumps(plain, indent=2).replace("\n", f"\n{margin}")

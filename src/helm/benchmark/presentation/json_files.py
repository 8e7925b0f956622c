"""Large JSON files, read and written an item at a time, so that memory does not grow with them.

HELM and this project indent their files by 2, and a line break inside a text is escaped: so the items of a list are
told apart by lines that hold nothing but a bracket. A file in another form is read in one go.
"""

import json
import os
from contextlib import contextmanager
from typing import Any, BinaryIO, Iterator, NamedTuple, Optional, Type, TypeVar

import msgspec

from helm.common.atomic_files import atomic_write_bytes
from helm.common.errors import DataError

T = TypeVar("T")

_CHUNK = 1 << 20


class Span(NamedTuple):
    """Bytes of a file: from `start` up to, not including, `end`."""

    start: int
    end: int


class Item(NamedTuple):
    """An item of a list in a file."""

    text: bytes
    span: Optional[Span]
    """Where it is; None if the file does not have it in this form."""


def decode(text: bytes, cls: Type[T]) -> T:
    """The object of a msgspec type that a JSON text describes; unknown keys are ignored.

    Numbers that JSON does not have (NaN, Infinity), which Python writes, become null; halves of surrogate pairs
    become `?`.

    Raises:
        DataError: it does not describe one.
    """
    try:
        return msgspec.json.decode(text, type=cls)
    except msgspec.ValidationError as error:
        raise DataError(str(error)) from error
    except msgspec.DecodeError:
        return _decode_repaired(text, cls)


def _decode_repaired(text: bytes, cls: Type[T]) -> T:
    try:
        return msgspec.json.decode(_repaired(text), type=cls)
    except (ValueError, RecursionError, msgspec.MsgspecError) as error:
        raise DataError(f"not valid JSON: {error}") from error


def _repaired(text: bytes) -> bytes:
    """The same JSON with nothing in it that only Python reads and writes."""
    value = json.loads(text, parse_constant=lambda _: None)
    return json.dumps(value, ensure_ascii=False).encode("utf-8", errors="replace")


def given(raw: msgspec.Raw) -> Optional[bytes]:
    """The JSON of an optional value, whose default is `Raw()`; None if it is absent or null."""
    text = bytes(raw)
    return None if text in (b"", b"null") else text


def read_json(path: "str | os.PathLike[str]", cls: Type[T]) -> T:
    """The object of a msgspec type that a file describes.

    Raises:
        DataError: the file cannot be read, or does not describe one.
    """
    try:
        with open(path, "rb") as file:
            return decode(file.read(), cls)
    except OSError as error:
        raise DataError(f"{os.path.basename(path)} cannot be read: {error.strerror}") from error
    except DataError as error:
        raise DataError(f"{os.path.basename(path)} is broken: {error}") from error


def read_items(path: "str | os.PathLike[str]", key: Optional[str] = None) -> Iterator[Item]:
    """The items, all of them objects with a key at least, of the list in a file; with `key`, of the list under that key.

    Raises:
        DataError: the file is not such a list, or is cut off.
    """
    margin = b"\n  " if key is None else b"\n    "
    opening = b"[\n  {" if key is None else b'\n  "%s": [\n    {' % key.encode()
    with open(path, "rb") as file:
        head = file.read(_CHUNK)
        while opening not in head:
            more = file.read(_CHUNK)
            if not more:
                yield from _items_in_one_go(head, key)
                return
            head += more
        start = head.index(opening) + len(opening) - 1
        yield from _indented_items(file, head[start:], start, margin)


def _indented_items(file: BinaryIO, buffer: bytes, offset: int, margin: bytes) -> Iterator[Item]:
    """The items that begin with `buffer`, which stands at `offset` of the file, and go on in the file."""
    end_of_item = margin + b"}"
    begin = searched = 0
    ended = False
    while True:
        stop = buffer.find(end_of_item, searched) + len(end_of_item)
        found = stop >= len(end_of_item)
        # After an item come a comma, a line break and the margin of the next one.
        next_begin = stop + 1 + len(margin)
        if not ended and (not found or next_begin > len(buffer)):
            more = file.read(_CHUNK)
            ended = not more
            searched = max(0, (stop if found else len(buffer)) - len(end_of_item) - begin)
            buffer, offset, begin = buffer[begin:] + more, offset + begin, 0
            continue
        if not found or stop == len(buffer):
            raise DataError(f"{os.path.basename(file.name)} is cut off")
        yield Item(buffer[begin:stop], Span(offset + begin, offset + stop))
        if buffer[stop : stop + 1] != b",":
            return
        begin = searched = next_begin


def _items_in_one_go(text: bytes, key: Optional[str]) -> Iterator[Item]:
    items = text if key is None else bytes(decode(text, dict[str, msgspec.Raw]).get(key, b"[]"))
    position = 0
    for raw in decode(items, list[msgspec.Raw]):
        item = bytes(raw)
        start = text.find(item, position)
        if start < 0:
            yield Item(item, None)
            continue
        position = start + len(item)
        yield Item(item, Span(start, position))


def indented(value: Any, margin: bytes = b"") -> bytes:
    """JSON of a value (which may hold `msgspec.Raw`), indented by 2, each line but the first after `margin`."""
    text = value if isinstance(value, bytes) else msgspec.json.encode(value)
    try:
        formatted = msgspec.json.format(text, indent=2)
    except msgspec.DecodeError:
        formatted = msgspec.json.format(_repaired(text), indent=2)
    return formatted.replace(b"\n", b"\n" + margin)


def compact(value: Any) -> bytes:
    """JSON of a value (which may hold `msgspec.Raw`), without blanks."""
    return msgspec.json.format(msgspec.json.encode(value), indent=-1)


class ListWriter:
    """Writes the items of a list, indented as the project's other files are."""

    def __init__(self, file: BinaryIO):
        self._file = file
        self._size = 0

    def add(self, value: Any) -> Span:
        """Write an item (JSON as bytes, or a value); tells where it is."""
        self._write(b",\n  " if self._size else b"[\n  ")
        start = self._size
        self._write(indented(value, b"  "))
        return Span(start, self._size)

    def close(self) -> None:
        self._write(b"\n]" if self._size else b"[]")

    def _write(self, text: bytes) -> None:
        self._file.write(text)
        self._size += len(text)


@contextmanager
def list_writer(path: "str | os.PathLike[str]") -> Iterator[ListWriter]:
    """A writer of the list in a file that is written whole or not at all.

    Raises:
        HelmError: the file cannot be written.
    """
    with atomic_write_bytes(path, durable=False) as file:
        writer = ListWriter(file)
        yield writer
        writer.close()


def write_compact(path: "str | os.PathLike[str]", value: Any) -> None:
    """Write a value as JSON without blanks.

    Raises:
        HelmError: the file cannot be written.
    """
    with atomic_write_bytes(path, durable=False) as file:
        file.write(compact(value))

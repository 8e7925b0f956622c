"""Where we are in the data: who asks for it, and which row is in hand. It is only used to word errors."""

from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Dict, Iterable, Iterator, Mapping, NamedTuple, Optional

from helm.common.errors import DataError, nearest


class Place(NamedTuple):
    """A row of a source."""

    source: str
    """Name of a dataset, or a URL or path."""
    row: int
    """Number of the row, from 1."""
    asker: str
    """Who asked for it."""


_ASKER: ContextVar[str] = ContextVar("asker", default="")
_PLACE: ContextVar[Optional[Place]] = ContextVar("place", default=None)


@contextmanager
def asking_for(name: str) -> Iterator[None]:
    """Errors about data name `name` (a scenario, usually) as the one who asked for it."""
    token = _ASKER.set(name or _ASKER.get())
    try:
        yield
    finally:
        _ASKER.reset(token)


def data_error(problem: str, asker: Optional[str] = None) -> DataError:
    """A DataError that begins with the name of who asked for the data, if known."""
    asker = asker or _ASKER.get()
    return DataError(f"{asker}: {problem}" if asker else problem)


def misfit(field: str, problem: str, place: Optional[Place] = None) -> DataError:
    """The error for a row that is not what was expected.

    Args:
        field: The field that is wrong.
        problem: What is wrong with it, e.g. `is 7, but there are 4 options`.
        place: Which row; the one in hand unless given.
    """
    place = place or _PLACE.get()
    where = f"row {place.row} of {place.source}" if place else "a row"
    return data_error(f"field {field!r} in {where} {problem}", place.asker if place else None)


class Row(Dict[str, Any]):
    """A row of a source. A field that it lacks is an error that says where."""

    place: Optional[Place] = None

    def __missing__(self, field: str) -> Any:
        raise misfit(
            field, f"is missing, the fields are {', '.join(map(repr, self))}{nearest(field, self)}", self.place
        )


def numbered(rows: Iterable[Mapping[str, Any]], source: str) -> Iterator[Row]:
    """The rows, each knowing its place and who asks for it now; while one is in hand, errors name it."""
    return _placed(rows, source, _ASKER.get())


def _placed(rows: Iterable[Mapping[str, Any]], source: str, asker: str) -> Iterator[Row]:
    try:
        for number, fields in enumerate(rows, 1):
            row = Row(fields)
            row.place = Place(source, number, asker)
            _PLACE.set(row.place)
            yield row
    finally:
        _PLACE.set(None)

"""Rows of JSON lines, JSON, CSV and TSV files, and of pickles of plain data."""

import csv
import json
from pathlib import Path
from typing import Any, Dict, Iterable, Iterator, Mapping, Optional, Tuple

from helm.common.errors import ConfigError
from helm.common.plain_pickle import PlainPickleError, load_plain_pickle
from helm.data.place import Row, data_error, numbered

_LONGEST_FIELD = 2**31 - 1


def read_rows(path: str, format: Optional[str] = None, source: Optional[str] = None) -> Iterator[Row]:
    """The rows of a UTF-8 file, one at a time.

    Args:
        path: The file.
        format: jsonl, json (a list of objects), json_by_key (an object of objects), csv or tsv (with a header line);
            else what the name ends in.
        source: What errors call the file; its path unless given.

    Raises:
        DataError: a line or the file is not in this format.
        ConfigError: the format is unknown.
    """
    format = format or Path(path).suffix.lstrip(".")
    if format not in _READERS:
        raise ConfigError(f"The rows of {path} cannot be read as {format!r}; known are {', '.join(_READERS)}.")
    yield from numbered(_READERS[format](path, source or path), source or path)


def pickled_rows(path: str, splits: Mapping[str, str], source: str) -> Iterator[Tuple[str, Row]]:
    """(split, row) pairs of a pickle of {split: rows}; nothing but plain data is read from it.

    Args:
        path: The file.
        splits: Its splits, and what they are called here, in reading order.
        source: What errors call the file.

    Raises:
        DataError: it is no such pickle, or lacks a split.
    """
    with open(path, "rb") as stream:
        try:
            content = load_plain_pickle(stream)
        except PlainPickleError as error:
            raise data_error(f"{source} is not a pickle of plain data ({error}).") from error
    known = content if isinstance(content, dict) else {}
    for theirs, ours in splits.items():
        found = known.pop(theirs, None)
        if not isinstance(found, list) or not found:
            raise data_error(
                f"{source} has no rows of split {theirs!r}; it must be a pickle of lists of rows by split."
            )
        rows = (_object(row, f"row {number} of {source}#{theirs}") for number, row in enumerate(found, 1))
        for row in numbered(rows, f"{source}#{theirs}"):
            yield ours, row


def _jsonl(path: str, source: str) -> Iterator[Dict[str, Any]]:
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            yield _object(_parsed(line, f"line {number} of {source}"), f"line {number} of {source}")


def _json(path: str, source: str) -> Iterator[Dict[str, Any]]:
    rows = read_json(path, source)
    if not isinstance(rows, list):
        raise data_error(f"{source} holds no list of rows.")
    return _objects(rows, source)


def _json_by_key(path: str, source: str) -> Iterator[Dict[str, Any]]:
    rows = _object(_parsed(Path(path).read_text(encoding="utf-8"), source), source)
    return _objects(rows.values(), source)


def _objects(rows: Iterable[Any], source: str) -> Iterator[Dict[str, Any]]:
    for number, row in enumerate(rows, 1):
        yield _object(row, f"row {number} of {source}")


def _csv(path: str, source: str) -> Iterator[Dict[str, Any]]:
    return _separated(path, source, ",")


def _tsv(path: str, source: str) -> Iterator[Dict[str, Any]]:
    return _separated(path, source, "\t")


def _separated(path: str, source: str, delimiter: str) -> Iterator[Dict[str, Any]]:
    csv.field_size_limit(_LONGEST_FIELD)
    with open(path, encoding="utf-8") as lines:
        reader = csv.DictReader(lines, delimiter=delimiter)
        for row in reader:
            if None in row or None in row.values():
                raise data_error(f"line {reader.line_num} of {source} has not as many cells as the header.")
            yield row


def read_json(path: str, source: Optional[str] = None) -> Any:
    """What a UTF-8 file of JSON holds, where that is no list of rows.

    Args:
        path: The file.
        source: What errors call the file; its path unless given.

    Raises:
        DataError: it is not JSON.
    """
    return _parsed(Path(path).read_text(encoding="utf-8"), source or path)


def _parsed(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise data_error(f"{where} is not JSON ({error}).") from error


def _object(value: Any, where: str) -> Dict[str, Any]:
    if not isinstance(value, dict):
        raise data_error(f"{where} is not a JSON object.")
    return value


_READERS = {"jsonl": _jsonl, "json": _json, "json_by_key": _json_by_key, "csv": _csv, "tsv": _tsv}

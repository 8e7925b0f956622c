"""The files of MS MARCO passage ranking, read so that millions of passages and judgements fit in memory."""

import csv
import os
from array import array
from collections import Counter
from typing import BinaryIO, Container, Dict, Iterator, List, Sequence, Set, Tuple

from helm.data import data_error

Table = Dict[int, Dict[int, int]]
"""Query -> passage -> number, passages in the order of the file."""


class Pairs:
    """Numbers given to pairs of a query and a passage: relevances, or ranks.

    Args:
        path: A file of lines of cells, with tabs or spaces between.
        columns: Which of them, from 0, are the query, the passage and the number.

    Raises:
        DataError: a line is not as expected.
    """

    def __init__(self, path: str, columns: Tuple[int, int, int]):
        import numpy

        if not os.path.getsize(path):
            raise data_error(f"{path} has no rows.")
        try:
            # Shape: pairs x (query, passage, number).
            self._table = numpy.loadtxt(path, dtype="i4", usecols=columns, ndmin=2, comments=None, encoding="utf-8")
        except ValueError as error:
            places = ", ".join(str(column + 1) for column in columns)
            raise data_error(f"{path} must have whole numbers in the columns {places} ({error}).") from error

    def sizes(self) -> Dict[int, int]:
        """How many passages each query has."""
        return Counter(self._table[:, 0].tolist())

    def queries_with(self, numbers: Sequence[int]) -> Set[int]:
        """The queries that have one of these numbers."""
        import numpy

        return set(self._table[numpy.isin(self._table[:, 2], numbers), 0].tolist())

    def of(self, queries: Sequence[int]) -> Table:
        """What there is for these queries."""
        import numpy

        table: Table = {}
        for query, passage, number in self._table[numpy.isin(self._table[:, 0], queries)].tolist():
            table.setdefault(query, {})[passage] = number
        return table


class Passages:
    """The ids of a file of passages; texts stay in the file until asked for.

    Args:
        path: Lines of id, tab, text.

    Raises:
        DataError: a line is not as expected.
    """

    def __init__(self, path: str):
        self.path = path
        self.ids, self._starts = array("q"), array("q")
        with open(path, "rb") as file:
            for start, id, _ in _records(file, path):
                self.ids.append(id)
                self._starts.append(start)

    def texts(self, ids: Container[int]) -> Dict[int, str]:
        """The passages of these ids, those that there are."""
        with open(self.path, "rb") as file:
            return {id: self._text_at(file, start) for id, start in zip(self.ids, self._starts) if id in ids}

    def _text_at(self, file: BinaryIO, start: int) -> str:
        file.seek(start)
        _, _, text = next(_records(file, self.path))
        return text


def read_queries(path: str) -> Dict[int, str]:
    """Query id -> text, in the order of the file.

    Raises:
        DataError: a line is not id, tab, text.
    """
    with open(path, "rb") as file:
        return {id: text for _, id, text in _records(file, path)}


def _records(file: BinaryIO, path: str) -> Iterator[Tuple[int, int, str]]:
    """(where it begins, id, text) of each record. One whose text begins with a quote may go over several lines."""
    end = 0

    def lines() -> Iterator[str]:
        nonlocal end
        for line in file:
            end += len(line)
            yield line.decode("utf-8").replace("\r\n", "\n")

    start = 0
    for cells in _cells(lines(), path):
        if len(cells) < 2 or not cells[0].isdecimal():
            raise data_error(f"{path} has {cells!r} in place of a number, a tab and a text.")
        yield start, int(cells[0]), cells[1]
        start = end


def _cells(lines: Iterator[str], path: str) -> Iterator[List[str]]:
    try:
        yield from csv.reader(lines, delimiter="\t")
    except (csv.Error, UnicodeDecodeError) as error:
        raise data_error(f"{path} cannot be read as tab-separated text ({error}).") from error

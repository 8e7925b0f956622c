"""Columns that sum up the others, and the emphasis of the best value of each column."""

from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple

from helm.benchmark.presentation.table import Cell, HeaderCell, Table
from helm.common.hierarchical_logger import hwarn

Values = Sequence[Optional[float]]


def win_rates(values: Values, lower_is_better: bool) -> List[Optional[float]]:
    """Of each value, the share of the others that it beats; ties count half. None for a missing value.

    All are None if fewer than two values are there.
    """
    present = [value for value in values if value is not None]
    if len(present) < 2:
        return [None] * len(values)

    def rate(value: float) -> float:
        worse = sum(other > value if lower_is_better else other < value for other in present)
        return (worse + (present.count(value) - 1) / 2) / (len(present) - 1)

    return [None if value is None else rate(value) for value in values]


def mean(values: Values) -> Optional[float]:
    """The mean of the values that are there, or None."""
    present = [value for value in values if value is not None]
    return sum(present) / len(present) if present else None


def mean_win_rates(table: Table) -> List[Optional[float]]:
    """Of each row, the mean of its win rates over the columns that have an order."""
    columns = [
        win_rates(_column(table, index), header.lower_is_better)
        for index, header in enumerate(table.header)
        if index > 0 and header.lower_is_better is not None
    ]
    return [mean([column[row] for column in columns]) for row in range(len(table.rows))]


def mean_scores(table: Table) -> Optional[List[Optional[float]]]:
    """Of each row, the mean of its values; None if the columns are ordered in different ways."""
    if len({header.lower_is_better for header in table.header[1:]}) > 1:
        hwarn(f"Table '{table.title}' has no mean score: lower is better in some of its columns, but not in all")
        return None
    return [mean([cell.value for cell in row[1:]]) for row in table.rows]


AGGREGATES: Dict[str, Tuple[HeaderCell, Callable[[Table], Optional[List[Optional[float]]]]]] = {
    "win_rate": (
        HeaderCell(
            "Mean win rate",
            description="How many models this model outperforms on average (over columns).",
            lower_is_better=False,
        ),
        mean_win_rates,
    ),
    "mean": (HeaderCell("Mean score", description="The mean of the scores from all columns."), mean_scores),
}
"""Name in a schema -> header and values of the column."""


def add_aggregates(table: Table, strategies: List[str]) -> None:
    """Put the columns that sum up the others behind the first one."""
    columns = [(AGGREGATES[name][0], AGGREGATES[name][1](table)) for name in strategies if name in AGGREGATES]
    for header, values in reversed(columns):
        if values is None:
            continue
        table.header.insert(1, header)
        for row, value in zip(table.rows, values):
            row.insert(1, Cell(value))


def embolden_best(table: Table) -> None:
    """Set the best values of each column that has an order in bold."""
    for index, header in enumerate(table.header):
        present = [value for value in _column(table, index) if value is not None]
        if header.lower_is_better is None or not present:
            continue
        best = min(present) if header.lower_is_better else max(present)
        for row in table.rows:
            if row[index].value == best:
                row[index].style = {**(row[index].style or {}), "font-weight": "bold"}


def _column(table: Table, index: int) -> List[Any]:
    return [row[index].value for row in table.rows]

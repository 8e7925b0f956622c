"""Intervals of the cells of tables (docs/design/site_files.md)."""

import math
from typing import Any, Dict, List, Mapping, Optional, Tuple

from helm.benchmark.presentation.group_table import BuiltTable, Column, runs_behind
from helm.benchmark.presentation.run_job import RunDigest
from helm.benchmark.presentation.stat_intervals import StatInterval
from helm.benchmark.presentation.stat_lookup import find_stat
from helm.benchmark.presentation.suite_runs import Run
from helm.stats import win_rate_intervals
from helm.stats.intervals import CONFIDENCE, normal_quantile

CellInterval = Tuple[float, float, Optional[float], Optional[int]]
"""Low, high, standard error, number of instances."""


class TableIntervals:
    """Looks up the intervals of runs and puts them together."""

    def __init__(self, digests: Mapping[str, RunDigest]):
        self._by_run: Dict[str, Dict[Any, StatInterval]] = {
            path: {(one.name, one.split, one.sub_split, one.perturbation): one for one in digest.intervals}
            for path, digest in digests.items()
        }

    def of(self, built: BuiltTable) -> Dict[str, Any]:
        """The intervals of a table, in the shape of its rows."""
        table, first = built.table, built.num_leading_columns
        leading: List[Optional[CellInterval]] = [None] * first
        rows = [
            [*leading, *(self._cell(column, runs, table.name or "") for column in built.columns)] for runs in built.runs
        ]
        for row, cells in zip(rows, table.rows):
            row[first:] = [None if cell.value is None else one for one, cell in zip(row[first:], cells[first:])]
        for index, header in enumerate(table.header[1:first], 1):
            for row, interval in zip(rows, self._aggregate(built, rows, header.value)):
                row[index] = interval
        return {"title": table.title, "name": table.name, "rows": rows}

    def _cell(self, column: Column, row_runs: List[Run], table_name: str) -> Optional[CellInterval]:
        """The interval of the mean over runs, each with the weight that it has in the cell; None if one has none."""
        parts: List[Tuple[float, StatInterval]] = []
        for run in runs_behind(column, row_runs, table_name):
            stat = find_stat(run, column.matcher)
            if stat is None or not stat.count:
                continue
            name, perturbation = stat.name, stat.name.perturbation
            key = (name.name, name.split, name.sub_split, perturbation and perturbation.name)
            known = self._by_run.get(run.run_path, {}).get(key)
            if known is None or not math.isclose(known.mean, stat.mean or 0.0):
                return None
            parts.append((stat.count, known))
        if len(parts) == 1:
            only = parts[0][1]
            return only.low, only.high, only.stderr, only.n
        total = sum(weight for weight, _ in parts)
        if not total:
            return None
        mean = sum(weight * part.mean for weight, part in parts) / total
        stderr = math.sqrt(sum((weight * part.stderr) ** 2 for weight, part in parts)) / total
        reach = normal_quantile(CONFIDENCE) * stderr
        return mean - reach, mean + reach, stderr, sum(part.n for _, part in parts)

    def _aggregate(
        self, built: BuiltTable, rows: List[List[Optional[CellInterval]]], title: str
    ) -> List[Optional[CellInterval]]:
        """The intervals of mean win rates; other aggregates have none."""
        first = built.num_leading_columns
        ordered = [
            index
            for index, header in enumerate(built.table.header)
            if index >= first and header.lower_is_better is not None
        ]
        if title != "Mean win rate" or not ordered:
            return [None] * len(rows)
        values = [[cells[index].value for index in ordered] for cells in built.table.rows]
        errors = [[interval[2] if (interval := row[index]) else None for index in ordered] for row in rows]
        directions = [bool(built.table.header[index].lower_is_better) for index in ordered]
        found = win_rate_intervals(values, errors, directions)
        return [None if one is None else (one[0], one[1], None, None) for one in found]

"""What `per_instance_stats.json` says, in columns: a number for each instance, perturbation, trial and metric."""

import json
import os
from array import array
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Dict, List, NamedTuple, Optional, Tuple

import msgspec

from helm.benchmark.presentation.json_files import decode, given, read_items
from helm.benchmark.run_folder import PER_INSTANCE_STATS_FILE

MISSING = float("nan")


class RowKey(NamedTuple):
    """An instance, or a perturbed version of it."""

    instance_id: str
    perturbation: Optional[str]
    """Its description, as JSON with sorted keys."""


class Context(NamedTuple):
    """The part of the data that a row belongs to."""

    split: Optional[str]
    sub_split: Optional[str]
    perturbation: Optional[str]


class _Name(msgspec.Struct):
    name: str
    split: Optional[str] = None
    sub_split: Optional[str] = None


class _Stat(msgspec.Struct):
    name: _Name
    mean: Optional[float] = None


class _Record(msgspec.Struct):
    instance_id: str = ""
    train_trial_index: int = 0
    perturbation: msgspec.Raw = msgspec.Raw()
    stats: List[_Stat] = []


@lru_cache(maxsize=4096)
def perturbation_key(description: Optional[bytes]) -> Optional[str]:
    """The same text for equal descriptions of perturbations, however they are written."""
    return None if description is None else json.dumps(decode(description, Dict[str, Any]), sort_keys=True)


def row_key(instance_id: str, perturbation: msgspec.Raw) -> RowKey:
    """The row that an instance's id and perturbation name."""
    return RowKey(instance_id, perturbation_key(given(perturbation)))


@dataclass
class InstanceScores:
    """The means of all per-instance stats of a run. A record is a row in one trial."""

    rows: Dict[RowKey, int] = field(default_factory=dict)
    """Row -> its number, in order of first appearance."""
    contexts: List[Context] = field(default_factory=list)
    """Of each row."""
    records: Dict[Tuple[int, int], int] = field(default_factory=dict)
    """Number of a row, index of a trial -> number of the record."""
    columns: Dict[str, "array[float]"] = field(default_factory=dict)
    """Metric -> a value for each record (the last ones may be lacking), NaN if there is none."""

    def stats_of(self, row: RowKey, trial: int) -> Dict[str, float]:
        """The values of a row in one trial."""
        record = self.records.get((self.rows.get(row, -1), trial))
        if record is None:
            return {}
        values = ((name, column[record]) for name, column in self.columns.items() if record < len(column))
        return {name: value for name, value in values if value == value}

    def row_means(self, metric: str) -> List[Optional[float]]:
        """Of each row, the mean over its trials, or None."""
        sums, counts = [0.0] * len(self.rows), [0] * len(self.rows)
        for (row, _), record in self.records.items():
            column = self.columns.get(metric, ())
            value = column[record] if record < len(column) else MISSING
            if value == value:
                sums[row] += value
                counts[row] += 1
        return [total / count if count else None for total, count in zip(sums, counts)]

    def add(self, key: RowKey, trial: int, context: Context, values: Dict[str, float]) -> None:
        """Add what one metric says of a row in one trial; later values of the same name win."""
        row = self.rows.setdefault(key, len(self.rows))
        if row == len(self.contexts):
            self.contexts.append(context)
        record = self.records.setdefault((row, trial), len(self.records))
        for name, value in values.items():
            column = self.columns.setdefault(name, array("d"))
            if len(column) <= record:
                column.extend([MISSING] * (record - len(column)))
                column.append(value)
            else:
                column[record] = value


def read_instance_scores(run_path: str) -> InstanceScores:
    """The scores of the instances of a run.

    Raises:
        DataError: the file is broken.
        OSError: it cannot be read.
    """
    scores = InstanceScores()
    names: Dict[str, str] = {}
    for item in read_items(os.path.join(run_path, PER_INSTANCE_STATS_FILE)):
        record = decode(item.text, _Record)
        key = row_key(record.instance_id, record.perturbation)
        first = record.stats[0].name if record.stats else _Name("")
        values = {
            names.setdefault(stat.name.name, stat.name.name): stat.mean
            for stat in record.stats
            if stat.mean is not None
        }
        context = Context(first.split, first.sub_split, key.perturbation)
        scores.add(key, record.train_trial_index, context, values)
    return scores

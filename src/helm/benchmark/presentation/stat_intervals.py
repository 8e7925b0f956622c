"""Intervals of the stats of a run, from what its instances scored."""

import json
import math
import os
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Dict, List, Optional

import msgspec

from helm.benchmark.augmentations.perturbation_description import PERTURBATION_PERTURBED, PERTURBATION_WORST
from helm.benchmark.presentation.instance_scores import Context, InstanceScores, perturbation_key
from helm.benchmark.presentation.json_files import given, read_json
from helm.benchmark.presentation.suite_runs import StatRecord
from helm.benchmark.run_folder import STATS_FILE
from helm.stats import Interval, mean_interval

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Scores and the stats made of them may have been summed in another order.
_TOLERANCE = 1e-6

_FAMILIES = ("robustness", "fairness")


class StatInterval(msgspec.Struct):
    """The interval of a stat of a run."""

    name: str
    split: Optional[str]
    sub_split: Optional[str]
    perturbation: Optional[str]
    """Its name."""
    computed_on: Optional[str]
    """`perturbed`, or `worst` of all versions of an instance; None without a perturbation."""
    mean: float
    low: float
    high: float
    stderr: float
    n: int
    """Number of instances."""
    method: str


def perturbation_name(key: Optional[str]) -> Optional[str]:
    """The name in the description of a perturbation (JSON), if there is one."""
    return None if key is None else json.loads(key).get("name")


def stat_intervals(run_path: str, scores: InstanceScores) -> List[StatInterval]:
    """The intervals of those stats of a run that are the mean of their per-instance values, or of the worst of them."""
    values = _Values(scores)
    found = []
    for stat in read_json(os.path.join(run_path, STATS_FILE), List[StatRecord]):
        key = perturbation_key(given(stat.name.perturbation))
        description: Dict[str, Any] = {} if key is None else json.loads(key)
        context = Context(stat.name.split, stat.name.sub_split, key)
        if description.get("computed_on") == PERTURBATION_WORST:
            interval = values.worst(stat.name.name, context, description)
        else:
            interval = values.interval(stat.name.name, context)
        if interval is not None and _agrees(interval, stat.mean):
            place: Dict[str, Any] = {
                "perturbation": description.get("name"),
                "computed_on": description.get("computed_on"),
            }
            found.append(
                StatInterval(
                    name=stat.name.name, split=context.split, sub_split=context.sub_split, **place, **asdict(interval)
                )
            )
    return found


def _agrees(interval: Interval, mean: Optional[float]) -> bool:
    """Whether a stat is the mean that the interval is of: some stats are not, such as calibration errors."""
    return mean is not None and math.isclose(interval.mean, mean, rel_tol=_TOLERANCE, abs_tol=_TOLERANCE)


class _Values:
    """The scores of a run as arrays, by the part of the data that they belong to."""

    def __init__(self, scores: InstanceScores):
        import numpy as np

        self._columns = {name: np.frombuffer(column) for name, column in scores.columns.items()}
        self._rows = np.array([row for row, _ in scores.records], dtype=np.intp)
        self._has_trials = len(scores.records) > len(scores.rows)
        numbers = {context: number for number, context in enumerate(dict.fromkeys(scores.contexts))}
        of_rows = np.array([numbers[context] for context in scores.contexts], dtype=np.intp)
        self._records = {context: of_rows[self._rows] == number for context, number in numbers.items()}
        ids = {instance_id: number for number, instance_id in enumerate({key.instance_id: None for key in scores.rows})}
        self._instances = np.array([ids[key.instance_id] for key in scores.rows], dtype=np.intp)[self._rows]

    def interval(self, metric: str, context: Context) -> Optional[Interval]:
        """The interval of a metric on a part of the data, or None."""
        column, records = self._columns.get(metric), self._records.get(context)
        if column is None or records is None:
            return None
        chosen = records[: len(column)]
        return mean_interval(column[chosen], self._rows[: len(column)][chosen])

    def worst(self, metric: str, context: Context, description: Dict[str, Any]) -> Optional[Interval]:
        """The interval of the mean over instances of the least value among their versions.

        None where there are several trials, whose worst values are not kept.
        """
        import numpy as np

        column = self._columns.get(metric)
        if column is None or self._has_trials:
            return None
        perturbed = self._any_of(context, lambda key: key is not None and _is_meant(json.loads(key), description))
        original = self._any_of(context, lambda key: key is None)
        least = np.full(self._instances.max(initial=-1) + 1, np.inf)
        for records in (perturbed, original):
            chosen = records[: len(column)]
            np.fmin.at(least, self._instances[: len(column)][chosen], column[chosen])
        if description.get("name") not in _FAMILIES:
            unperturbed = np.ones(len(least), dtype=bool)
            unperturbed[self._instances[perturbed]] = False
            least[unperturbed] = np.inf
        return mean_interval(least[np.isfinite(least)])

    def _any_of(self, context: Context, meant: Any) -> "NDArray[Any]":
        """The records of one split and sub-split with these perturbations."""
        import numpy as np

        found = [
            records
            for other, records in self._records.items()
            if other[:2] == context[:2] and meant(other.perturbation)
        ]
        return np.logical_or.reduce(found) if found else np.zeros(len(self._rows), dtype=bool)


def _is_meant(perturbation: Dict[str, Any], worst: Dict[str, Any]) -> bool:
    """Whether the worst case described by `worst` is taken over this perturbation, among others."""
    if worst.get("name") in _FAMILIES:
        return bool(perturbation.get(worst["name"]))
    return perturbation == {**worst, "computed_on": PERTURBATION_PERTURBED}

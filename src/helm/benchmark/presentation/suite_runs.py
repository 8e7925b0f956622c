"""The runs of suites, as far as tables need them: what was run, and its stats."""

import os
from dataclasses import dataclass, field
from typing import Any, Callable, Dict, Iterator, List, Optional, Tuple, TypeVar

import msgspec

from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.augmentations.perturbation_description import PERTURBATION_WORST, PerturbationDescription
from helm.benchmark.metrics.metric_name import MetricName
from helm.benchmark.metrics.statistic import Stat
from helm.benchmark.presentation.json_files import decode, given
from helm.benchmark.run_folder import RUN_SPEC_FILE, STATS_FILE
from helm.benchmark.run_spec import RunSpec
from helm.benchmark.scenarios.scenario import ScenarioSpec
from helm.common.codec import from_json, structure
from helm.common.errors import ConfigError, DataError, nearest

T = TypeVar("T")

_NO_RUNS = ("eval_cache", "groups")

# Shown of a group as a whole, over all perturbations.
SIZE_METRICS = ("num_instances", "num_references", "num_prompt_tokens", "num_completion_tokens")


@dataclass
class Run:
    """A run that was read from its folder."""

    run_path: str
    suite: str
    run_spec: RunSpec
    stats: Dict[str, List[Stat]]
    """Metric name -> its stats; of perturbed ones, only the worst case (and sizes)."""

    @property
    def name(self) -> str:
        return self.run_spec.name


@dataclass(frozen=True)
class SkippedRun:
    """A folder that is no run, or a broken one."""

    suite: str
    folder: str
    reason: str


@dataclass
class Runs:
    """All runs of a site, and the folders that were passed over."""

    runs: List[Run] = field(default_factory=list)
    skipped: List[SkippedRun] = field(default_factory=list)
    metric_names: Dict[str, None] = field(default_factory=dict)
    """All metrics that were computed."""


class _NameRecord(msgspec.Struct):
    name: str
    split: Optional[str] = None
    sub_split: Optional[str] = None
    perturbation: msgspec.Raw = msgspec.Raw()


class StatRecord(msgspec.Struct):
    """A stat as it stands in `stats.json`."""

    name: _NameRecord
    count: float = 0
    sum: Optional[float] = 0
    sum_squared: Optional[float] = 0
    min: Optional[float] = None
    max: Optional[float] = None
    mean: Optional[float] = None


def suite_path(output_path: str, suite: str) -> str:
    """The folder of a suite.

    Raises:
        ConfigError: there is none.
    """
    path = os.path.join(output_path, "runs", suite)
    if not os.path.isdir(path):
        parent = os.path.dirname(path)
        known = sorted(os.listdir(parent)) if os.path.isdir(parent) else []
        raise ConfigError(f"Suite {suite} does not exist at {path}{nearest(suite, known)}")
    return path


def run_folders(output_path: str, suites: List[str]) -> Iterator[Tuple[str, str]]:
    """Suite and path of each folder that may be a run, in the order in which they are shown.

    Raises:
        ConfigError: a suite does not exist.
    """
    for suite in suites:
        path = suite_path(output_path, suite)
        for name in sorted(os.listdir(path)):
            if name not in _NO_RUNS and os.path.isdir(os.path.join(path, name)):
                yield suite, os.path.join(path, name)


def read_runs(output_path: str, suites: List[str], see: Callable[[Run, bytes], None]) -> Runs:
    """The runs of the suites.

    Args:
        see: Called with each run and the text of its `stats.json`, which is not kept.

    Raises:
        ConfigError: a suite does not exist.
    """
    result = Runs()
    reader = _StatsReader()
    for suite, path in run_folders(output_path, suites):
        try:
            run_spec = _read_run_spec(path)
            text = _read(path, STATS_FILE)
            records = _in_file(STATS_FILE, decode, text, List[StatRecord])
        except DataError as error:
            result.skipped.append(SkippedRun(suite, os.path.basename(path), str(error)))
            continue
        result.metric_names.update(dict.fromkeys(record.name.name for record in records))
        run = Run(path, suite, run_spec, reader.keep(records))
        result.runs.append(run)
        see(run, text)
    return result


def _read(path: str, file: str) -> bytes:
    try:
        with open(os.path.join(path, file), "rb") as opened:
            return opened.read()
    except FileNotFoundError as error:
        raise DataError(f"it has no {file}") from error
    except OSError as error:
        raise DataError(f"{file} cannot be read: {error.strerror}") from error


def _in_file(file: str, read: Callable[..., T], *arguments: Any) -> T:
    try:
        return read(*arguments)
    except (ValueError, TypeError, DataError) as error:
        raise DataError(f"{file} is broken: {error}") from error


def _read_run_spec(path: str) -> RunSpec:
    run_spec: RunSpec = _in_file(RUN_SPEC_FILE, from_json, _read(path, RUN_SPEC_FILE), RunSpec)
    return run_spec


def _finite_stat(name: MetricName, record: StatRecord) -> Optional[Stat]:
    """The stat; None if it is infinite, which JSON has no number for."""
    if not record.count:
        return Stat(name)
    total, squares, mean = record.sum, record.sum_squared, record.mean
    if total is None or squares is None or mean is None or record.min is None or record.max is None:
        return None
    return Stat(name, int(record.count), total, squares, record.min, record.max, mean)


class _StatsReader:
    """Makes stats of records; equal names share one object."""

    def __init__(self) -> None:
        self._names: Dict[MetricName, MetricName] = {}
        self._perturbations: Dict[bytes, PerturbationDescription] = {}

    def keep(self, records: List[StatRecord]) -> Dict[str, List[Stat]]:
        stats: Dict[str, List[Stat]] = {}
        for record in records:
            name = self._name(record.name)
            shown = name.perturbation is None or name.perturbation.computed_on == PERTURBATION_WORST
            stat = _finite_stat(name, record)
            if stat is not None and (shown or name.name in SIZE_METRICS):
                stats.setdefault(name.name, []).append(stat)
        return stats

    def _name(self, record: _NameRecord) -> MetricName:
        text = given(record.perturbation)
        perturbation = None if text is None else self._perturbation(text)
        name = MetricName(record.name, record.split, record.sub_split, perturbation)
        return self._names.setdefault(name, name)

    def _perturbation(self, text: bytes) -> PerturbationDescription:
        if text not in self._perturbations:
            self._perturbations[text] = structure(decode(text, Dict[str, Any]), PerturbationDescription)
        return self._perturbations[text]


@dataclass
class GroupedRuns:
    """Runs by what they have in common, each level in order of first appearance."""

    by_adapter: Dict[str, Dict[AdapterSpec, List[Run]]] = field(default_factory=dict)
    """Run group -> adapter spec -> runs."""
    by_scenario: Dict[str, Dict[ScenarioSpec, Dict[AdapterSpec, List[Run]]]] = field(default_factory=dict)
    """Run group -> scenario spec -> adapter spec -> runs."""


def group_runs(runs: List[Run]) -> GroupedRuns:
    """The runs of each group that a run names."""
    grouped = GroupedRuns()
    for run in runs:
        scenario, adapter = run.run_spec.scenario_spec, run.run_spec.adapter_spec
        for group in run.run_spec.groups:
            grouped.by_adapter.setdefault(group, {}).setdefault(adapter, []).append(run)
            scenarios = grouped.by_scenario.setdefault(group, {})
            scenarios.setdefault(scenario, {}).setdefault(adapter, []).append(run)
    return grouped

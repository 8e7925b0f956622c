"""How the answers of a run become stats.

A metric looks at each instance of each trial by itself; the stats of all instances are merged by name and by part of
the data (split, sub-split, perturbation), then averaged over the trials.
"""

from abc import ABC, abstractmethod
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Callable, Dict, Iterable, List, Optional, Sequence, Tuple

from helm.benchmark.adaptation.adapter_spec import ADAPT_LANGUAGE_MODELING, AdapterSpec
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.adaptation.scenario_state import ScenarioState
from helm.benchmark.augmentations.perturbation_description import PerturbationDescription
from helm.benchmark.metrics.metric_name import MetricContext, MetricName
from helm.benchmark.metrics.metric_service import MetricService
from helm.benchmark.metrics.not_computed import UNAVAILABLE
from helm.benchmark.metrics.statistic import Stat, merge_stat
from helm.benchmark.metrics.worst_case import compute_worst_case_metrics
from helm.benchmark.scenarios.scenario import Instance
from helm.common.general import flatten_list, parallel_map, singleton
from helm.common.hierarchical_logger import hwarn
from helm.common.object_spec import ObjectSpec, create_object


@dataclass(frozen=True)
class PerInstanceStats:
    """The stats of one instance in one trial."""

    instance_id: str
    perturbation: Optional[PerturbationDescription]
    train_trial_index: int
    stats: List[Stat]


@dataclass
class MetricResult:
    """What a metric says of a run."""

    aggregated_stats: List[Stat]
    per_instance_stats: List[PerInstanceStats]


@dataclass(frozen=True)
class MetricMetadata:
    """What is known about a stat, for tables and pages."""

    name: str
    """Name of the stat."""
    display_name: Optional[str] = None
    short_display_name: Optional[str] = None
    description: Optional[str] = None
    lower_is_better: Optional[bool] = None
    group: Optional[str] = None
    """Which group of metrics it is shown in."""


class MetricInterface(ABC):
    """Anything that turns the requests and results of a run into stats."""

    @abstractmethod
    def evaluate(
        self, scenario_state: ScenarioState, metric_service: MetricService, eval_cache_path: str, parallelism: int
    ) -> MetricResult:
        """The stats of a run.

        Args:
            scenario_state: Requests with their results.
            metric_service: Access to tokenizers and judges.
            eval_cache_path: Folder where a metric may keep files.
            parallelism: How many instances may be worked on at once.

        Raises:
            NotComputedError, OptionalDependencyNotInstalled, DataError: nothing of it can be computed here; the run
                goes on without it.
        """

    @cached_property
    def not_computed(self) -> Dict[str, str]:
        """Name -> reason of the stats that turned out, while evaluating, not to be computable here."""
        return {}

    def compute_if_possible(self, names: Sequence[str], compute: Callable[[], List[Stat]]) -> List[Stat]:
        """The stats called `names`, or none if what they need is not at hand, which is remembered and said once."""
        if any(name in self.not_computed for name in names):
            return []
        try:
            return compute()
        except UNAVAILABLE as error:
            hwarn(f"Not computed: {', '.join(names)}: {error}")
            self.not_computed.update(dict.fromkeys(names, str(error)))
            return []

    def get_metadata(self) -> List[MetricMetadata]:
        """Descriptions of the stats that this metric makes.

        Raises:
            NotImplementedError: nothing is declared.
        """
        raise NotImplementedError(f"{type(self).__name__} declares no metadata")


class Metric(MetricInterface):
    """A metric that looks at one instance at a time.

    Subclasses override `evaluate_generation` and, for stats that are no averages, `derive_stats` and
    `derive_per_instance_stats`.
    """

    def evaluate(
        self, scenario_state: ScenarioState, metric_service: MetricService, eval_cache_path: str, parallelism: int
    ) -> MetricResult:
        adapter_spec = scenario_state.adapter_spec
        assert adapter_spec.method != ADAPT_LANGUAGE_MODELING, "language modeling has a metric of its own"
        global_stats: Dict[MetricName, Stat] = {}
        per_instance_stats: List[PerInstanceStats] = []
        shared = SharedStats()
        for trial in range(adapter_spec.num_train_trials):
            evaluate = partial(self._evaluate_instance, scenario_state, metric_service, eval_cache_path, trial, shared)
            results = parallel_map(evaluate, scenario_state.instances, parallelism)
            by_instance = {instance: stats for instance, stats in zip(scenario_state.instances, results) if stats}
            per_instance_stats += [
                PerInstanceStats(instance.id or "", instance.perturbation, trial, stats)
                for instance, stats in by_instance.items()
            ]
            for stat in self._summarize_trial(by_instance).values():
                merge_stat(global_stats, stat.take_mean())
        return MetricResult(list(global_stats.values()), per_instance_stats)

    def _evaluate_instance(
        self,
        scenario_state: ScenarioState,
        metric_service: MetricService,
        eval_cache_path: str,
        trial: int,
        shared: "SharedStats",
        instance: Instance,
    ) -> List[Stat]:
        states = self.get_instance_states(scenario_state, trial, instance)
        if not states:
            return []
        stats = self.evaluate_states(scenario_state.adapter_spec, states, metric_service, eval_cache_path)
        return shared.add_context(stats, MetricContext.from_instance(instance))

    def _summarize_trial(self, by_instance: Dict[Instance, List[Stat]]) -> Dict[MetricName, Stat]:
        """All stats of a trial: of the instances, derived from their sums, derived per instance, worst-case."""
        trial_stats = merge_stats(flatten_list(by_instance.values()))
        for stat in self._derive_stats(trial_stats, by_instance) + compute_worst_case_metrics(by_instance):
            merge_stat(trial_stats, stat)
        return trial_stats

    def _derive_stats(self, trial_stats: Dict[MetricName, Stat], by_instance: Dict[Instance, List[Stat]]) -> List[Stat]:
        """The derived stats of every part of the data, first those from sums, then those from instances."""
        instances_of: Dict[MetricContext, Dict[Instance, List[Stat]]] = defaultdict(dict)
        for instance, stats in by_instance.items():
            instances_of[MetricContext.from_instance(instance)][instance] = stats
        return [
            *(
                add_context(stat, context)
                for context, part in group_by_context(trial_stats.values()).items()
                for stat in self.derive_stats(part)
            ),
            *(
                add_context(stat, context)
                for context, instances in instances_of.items()
                for stat in self.derive_per_instance_stats(instances)
            ),
        ]

    def get_instance_states(self, scenario_state: ScenarioState, trial: int, instance: Instance) -> List[RequestState]:
        """The request states that say something of one instance in one trial."""
        return scenario_state.get_request_states(trial, instance, None)

    def evaluate_states(
        self,
        adapter_spec: AdapterSpec,
        request_states: List[RequestState],
        metric_service: MetricService,
        eval_cache_path: str,
    ) -> List[Stat]:
        """The stats of one instance in one trial.

        Raises:
            ValueError: there is more than one request state, because `num_trials` is more than 1.
        """
        return self.evaluate_generation(adapter_spec, singleton(request_states), metric_service, eval_cache_path)

    def evaluate_generation(
        self,
        adapter_spec: AdapterSpec,
        request_state: RequestState,
        metric_service: MetricService,
        eval_cache_path: str,
    ) -> List[Stat]:
        """The stats of one generated answer."""
        return []

    def derive_stats(self, stats_dict: Dict[MetricName, Stat]) -> List[Stat]:
        """Stats computed from the merged stats of one part of the data; names carry no split or perturbation."""
        return []

    def derive_per_instance_stats(self, per_instance_stats: Dict[Instance, List[Stat]]) -> List[Stat]:
        """Stats computed from the stats of every instance of one part of the data."""
        return []


class MetricSpec(ObjectSpec):
    """How to make a MetricInterface."""


def create_metric(metric_spec: MetricSpec) -> MetricInterface:
    """The metric that `metric_spec` describes."""
    metric: MetricInterface = create_object(metric_spec)
    return metric


def add_context(stat: Stat, context: MetricContext) -> Stat:
    """A copy of the stat, named as computed on this part of the data.

    Raises:
        AssertionError: the name says already what it was computed on.
    """
    name = stat.name
    assert name.split is None and name.sub_split is None and name.perturbation is None, f"{name} has a context"
    return stat.renamed(MetricName(name.name, context.split, context.sub_split, context.perturbation))


class SharedStats:
    """Adds contexts to stats of single values, and gives equal ones as the same object, which must not be changed.

    An instance has some twenty stats, most of which are small whole numbers.
    """

    def __init__(self) -> None:
        self._known: Dict[MetricContext, Dict[Tuple[MetricName, int, float], Stat]] = defaultdict(dict)

    def add_context(self, stats: List[Stat], context: MetricContext) -> List[Stat]:
        """The stats, named as computed on this part of the data."""
        known = self._known[context]
        return [self._shared(stat, context, known) for stat in stats]

    def _shared(self, stat: Stat, context: MetricContext, known: Dict[Tuple[MetricName, int, float], Stat]) -> Stat:
        # Of whole numbers only, because 0.0 and -0.0 are equal, but not written the same way.
        if stat.count > 1 or type(stat.sum) is not int:
            return add_context(stat, context)
        key = (stat.name, stat.count, stat.sum)
        if key not in known:
            known[key] = add_context(stat, context)
        return known[key]


def merge_stats(stats: Iterable[Stat]) -> Dict[MetricName, Stat]:
    """New stats, in order of first appearance, each merged from all of its name."""
    merged: Dict[MetricName, Stat] = {}
    for stat in stats:
        merge_stat(merged, stat)
    return merged


def group_by_context(stats: Iterable[Stat]) -> Dict[MetricContext, Dict[MetricName, Stat]]:
    """The stats of each part of the data, by names that do not say which part."""
    groups: Dict[MetricContext, Dict[MetricName, Stat]] = defaultdict(dict)
    for stat in stats:
        groups[MetricContext.from_metric_name(stat.name)][MetricName(stat.name.name)] = stat
    return groups

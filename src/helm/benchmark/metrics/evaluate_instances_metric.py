"""Metrics that need all answers at once."""

from abc import ABC, abstractmethod
from collections import defaultdict
from typing import Dict, List

from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.adaptation.scenario_state import ScenarioState
from helm.benchmark.metrics.metric import MetricInterface, MetricResult, add_context, merge_stats
from helm.benchmark.metrics.metric_name import MetricContext
from helm.benchmark.metrics.metric_service import MetricService
from helm.benchmark.metrics.statistic import Stat
from helm.benchmark.scenarios.scenario import Instance
from helm.common.general import flatten_list


class EvaluateInstancesMetric(MetricInterface, ABC):
    """A metric of sets of answers, such as corpus BLEU: it has no value for a single instance.

    Each part of the data (split, sub-split, perturbation) is a set of its own, in each trial; the trials are averaged.
    """

    def evaluate(
        self, scenario_state: ScenarioState, metric_service: MetricService, eval_cache_path: str, parallelism: int
    ) -> MetricResult:
        parts: Dict[MetricContext, List[Instance]] = defaultdict(list)
        for instance in scenario_state.instances:
            parts[MetricContext.from_instance(instance)].append(instance)
        stats = [
            add_context(stat, context).take_mean()
            for trial in range(scenario_state.adapter_spec.num_train_trials)
            for context, instances in parts.items()
            for stat in self.evaluate_instances(
                flatten_list(scenario_state.get_request_states(trial, instance, None) for instance in instances),
                eval_cache_path,
            )
        ]
        return MetricResult(list(merge_stats(stats).values()), [])

    @abstractmethod
    def evaluate_instances(self, request_states: List[RequestState], eval_cache_path: str) -> List[Stat]:
        """The stats of one part of the data in one trial, from the requests that generated an answer."""

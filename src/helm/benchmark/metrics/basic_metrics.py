"""The stats that nearly every run has."""

from collections import defaultdict
from typing import Dict, List, Set, Tuple

from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.adaptation.scenario_state import ScenarioState
from helm.benchmark.metrics.calibration import compute_calibration
from helm.benchmark.metrics.efficiency_metrics import EfficiencyMetric
from helm.benchmark.metrics.evaluate_reference_metrics import compute_reference_metrics
from helm.benchmark.metrics.metadata import CALIBRATION_STATS, PERPLEXITY_STATS, REQUEST_STATS, describe
from helm.benchmark.metrics.metric import (
    Metric,
    MetricInterface,
    MetricMetadata,
    MetricResult,
    add_context,
    merge_stats,
)
from helm.benchmark.metrics.metric_name import MetricContext, MetricName
from helm.benchmark.metrics.metric_service import MetricService
from helm.benchmark.metrics.perplexity import compute_language_modeling_metrics, compute_perplexity_metrics
from helm.benchmark.metrics.reference_likelihood import compute_reference_likelihood_metrics
from helm.benchmark.metrics.reference_metric import ReferenceMetric
from helm.benchmark.metrics.request_metrics import compute_request_state_metrics
from helm.benchmark.metrics.statistic import Stat
from helm.benchmark.scenarios.scenario import Instance
from helm.common.hierarchical_logger import hlog


class InstancesPerSplitMetric(MetricInterface):
    """`num_instances`: how many instances each part of the data has."""

    def evaluate(
        self, scenario_state: ScenarioState, metric_service: MetricService, eval_cache_path: str, parallelism: int
    ) -> MetricResult:
        parts: Dict[Tuple[int, MetricContext], Set[Instance]] = defaultdict(set)
        for state in scenario_state.request_states:
            parts[(state.train_trial_index, MetricContext.from_instance(state.instance))].add(state.instance)
        stats = (
            add_context(Stat(MetricName("num_instances")).add(len(instances)), context)
            for (_, context), instances in parts.items()
        )
        return MetricResult(list(merge_stats(stats).values()), [])

    def get_metadata(self) -> List[MetricMetadata]:
        return describe(["num_instances"])


class BasicGenerationMetric(Metric):
    """Scores of generated answers against references, with efficiency, perplexity and calibration."""

    def __init__(self, names: List[str]):
        """`names`: scores of `evaluate_reference_metrics`."""
        self.names = names
        self.efficiency_metric = EfficiencyMetric()

    def __repr__(self) -> str:
        return f"BasicMetric({','.join(self.names)})"

    def evaluate_generation(
        self,
        adapter_spec: AdapterSpec,
        request_state: RequestState,
        metric_service: MetricService,
        eval_cache_path: str,
    ) -> List[Stat]:
        stats = compute_request_state_metrics(self.efficiency_metric, adapter_spec, request_state, metric_service)
        if request_state.instance.references:
            stats += compute_reference_metrics(
                self.names, adapter_spec, request_state, metric_service, self.compute_if_possible
            )
        return stats + compute_language_modeling_metrics(request_state)

    def derive_stats(self, stats_dict: Dict[MetricName, Stat]) -> List[Stat]:
        return compute_perplexity_metrics(stats_dict)

    def derive_per_instance_stats(self, per_instance_stats: Dict[Instance, List[Stat]]) -> List[Stat]:
        return compute_calibration_metrics(per_instance_stats)

    def get_metadata(self) -> List[MetricMetadata]:
        return describe([*REQUEST_STATS, *self.names, *PERPLEXITY_STATS, *CALIBRATION_STATS])


def compute_calibration_metrics(per_instance_stats: Dict[Instance, List[Stat]]) -> List[Stat]:
    """Calibration of `max_prob` against `exact_match`, over the instances that have both.

    Nothing is computed for models that return no log-probabilities.
    """
    needed = ("logprob", "max_prob", "exact_match")
    values = [
        {stat.name.name: stat.sum for stat in stats if stat.name.name in needed}
        for stats in per_instance_stats.values()
    ]
    if not any(value.get("logprob", 0) < 0 for value in values):
        hlog("Calibration is not computed, because the model returned no log-probabilities.")
        return []
    judged = [value for value in values if "max_prob" in value and "exact_match" in value]
    if not judged:
        return []
    measures = compute_calibration(
        [value["max_prob"] for value in judged], [int(value["exact_match"]) for value in judged]
    )
    return [Stat(MetricName(name)).add(value) for name, value in measures.items()]


class BasicReferenceMetric(ReferenceMetric):
    """Accuracy of methods that score each reference by its likelihood."""

    def __init__(self) -> None:
        self.efficiency_metric = EfficiencyMetric()

    def evaluate_references(
        self,
        adapter_spec: AdapterSpec,
        reference_request_states: List[RequestState],
        metric_service: MetricService,
        eval_cache_path: str,
    ) -> List[Stat]:
        of_requests = merge_stats(
            stat
            for state in reference_request_states
            for stat in compute_request_state_metrics(self.efficiency_metric, adapter_spec, state, metric_service)
        )
        return [
            *of_requests.values(),
            *compute_reference_likelihood_metrics(adapter_spec, reference_request_states, metric_service),
        ]

    def get_metadata(self) -> List[MetricMetadata]:
        return describe(["max_prob", "exact_match", "predicted_index"])

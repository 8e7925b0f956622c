"""Perplexity of texts that are sent to a model piece by piece."""

from collections import defaultdict
from dataclasses import replace
from typing import Dict, List, Set

from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.adaptation.scenario_state import ScenarioState
from helm.benchmark.metrics.efficiency_metrics import EfficiencyMetric
from helm.benchmark.metrics.metadata import describe
from helm.benchmark.metrics.metric import (
    MetricInterface,
    MetricMetadata,
    MetricResult,
    PerInstanceStats,
    SharedStats,
    add_context,
    group_by_context,
    merge_stats,
)
from helm.benchmark.metrics.metric_name import MetricContext, MetricName
from helm.benchmark.metrics.metric_service import MetricService
from helm.benchmark.metrics.perplexity import compute_language_modeling_metrics, compute_perplexity_metrics
from helm.benchmark.metrics.request_metrics import compute_request_state_metrics
from helm.benchmark.metrics.statistic import Stat
from helm.common.general import flatten_list, parallel_map


class LanguageModelingMetric(MetricInterface):
    """Perplexity over all pieces of all texts of a part of the data.

    There are stats for each piece; the pieces of a text carry the same instance id, and all count as trial 0.
    """

    def __init__(self, names: List[str]):
        """`names` is not used; it is there because run specs give it."""
        self.names = names
        self.efficiency_metric = EfficiencyMetric()

    def evaluate(
        self, scenario_state: ScenarioState, metric_service: MetricService, eval_cache_path: str, parallelism: int
    ) -> MetricResult:
        def evaluate_piece(state: RequestState) -> List[Stat]:
            stats = compute_request_state_metrics(
                self.efficiency_metric, scenario_state.adapter_spec, state, metric_service
            )
            stats += compute_language_modeling_metrics(state)
            return shared.add_context(stats, MetricContext.from_instance(state.instance))

        shared = SharedStats()
        states = scenario_state.request_states
        pieces = parallel_map(evaluate_piece, states, parallelism)
        ids: Dict[MetricContext, Set[str]] = defaultdict(set)
        for state in states:
            ids[MetricContext.from_instance(state.instance)].add(state.instance.id or "")
        return MetricResult(
            [stat.take_mean() for stat in _summarize(pieces, ids)],
            [
                PerInstanceStats(state.instance.id or "", state.instance.perturbation, 0, stats)
                for state, stats in zip(states, pieces)
            ],
        )

    def get_metadata(self) -> List[MetricMetadata]:
        return [replace(described, group="general_information") for described in describe(["num_instances"])]


def _summarize(pieces: List[List[Stat]], ids: Dict[MetricContext, Set[str]]) -> List[Stat]:
    """The merged stats of all pieces, then perplexity and number of texts for each part of the data."""
    merged = merge_stats(flatten_list(pieces))
    derived = [
        add_context(stat, context)
        for context, stats in group_by_context(merged.values()).items()
        for stat in [*compute_perplexity_metrics(stats), Stat(MetricName("num_instances")).add(len(ids[context]))]
    ]
    return [*merged.values(), *derived]

"""Metrics of completions that are cleaned first."""

from dataclasses import replace
from typing import Any, Callable, Dict, List

from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.adaptation.scenario_state import ScenarioState
from helm.benchmark.metrics.metric import MetricInterface, MetricResult, MetricSpec, create_metric
from helm.benchmark.metrics.metric_service import MetricService
from helm.common.object_spec import get_class_by_name


class OutputProcessingMetric(MetricInterface):
    """Runs other metrics on completions whose text a function has processed; tokens stay as they are."""

    def __init__(self, processor: str, metric_specs: List[Dict[str, Any]]):
        """Make the wrapped metrics.

        Args:
            processor: Dotted name of a function from text to text.
            metric_specs: `{"class_name": ..., "args": {...}}` of each metric.
        """
        self.processor: Callable[[str], str] = get_class_by_name(processor)
        self.metrics = [create_metric(MetricSpec(**spec)) for spec in metric_specs]

    def evaluate(
        self, scenario_state: ScenarioState, metric_service: MetricService, eval_cache_path: str, parallelism: int
    ) -> MetricResult:
        processed = replace(scenario_state, request_states=[self._process(s) for s in scenario_state.request_states])
        results = [metric.evaluate(processed, metric_service, eval_cache_path, parallelism) for metric in self.metrics]
        for metric in self.metrics:
            self.not_computed.update(metric.not_computed)
        return MetricResult(
            [stat for result in results for stat in result.aggregated_stats],
            [stats for result in results for stats in result.per_instance_stats],
        )

    def _process(self, state: RequestState) -> RequestState:
        assert state.result is not None
        completions = [replace(output, text=self.processor(output.text)) for output in state.result.completions]
        return replace(state, result=replace(state.result, completions=completions))

"""Metrics of methods that send a request for every reference."""

from typing import List

from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.adaptation.scenario_state import ScenarioState
from helm.benchmark.metrics.metric import Metric
from helm.benchmark.metrics.metric_service import MetricService
from helm.benchmark.metrics.statistic import Stat
from helm.benchmark.scenarios.scenario import Instance


class ReferenceMetric(Metric):
    """A metric that looks at all requests for the references of one instance together.

    Instances that were sent as a single request have no such requests and yield nothing, so it can stand beside
    metrics of generated answers.
    """

    def get_instance_states(self, scenario_state: ScenarioState, trial: int, instance: Instance) -> List[RequestState]:
        return [
            state
            for index in range(len(instance.references))
            for state in scenario_state.get_request_states(trial, instance, index)
        ]

    def evaluate_states(
        self,
        adapter_spec: AdapterSpec,
        request_states: List[RequestState],
        metric_service: MetricService,
        eval_cache_path: str,
    ) -> List[Stat]:
        return self.evaluate_references(adapter_spec, request_states, metric_service, eval_cache_path)

    def evaluate_references(
        self,
        adapter_spec: AdapterSpec,
        reference_request_states: List[RequestState],
        metric_service: MetricService,
        eval_cache_path: str,
    ) -> List[Stat]:
        """The stats of one instance from the requests for its references, in order of the references."""
        return []

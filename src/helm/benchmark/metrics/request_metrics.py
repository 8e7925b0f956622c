"""Stats of a single request and its result that need no reference."""

from typing import List

from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.metrics.efficiency_metrics import EfficiencyMetric
from helm.benchmark.metrics.metric_name import MetricName
from helm.benchmark.metrics.metric_service import MetricService
from helm.benchmark.metrics.statistic import Stat
from helm.common.request import RequestResult

_FINISH_REASONS = ["length", "stop", "endoftext", "unknown"]


def compute_request_state_metrics(
    efficiency_metric: EfficiencyMetric,
    adapter_spec: AdapterSpec,
    request_state: RequestState,
    metric_service: MetricService,
) -> List[Stat]:
    """Size of the question, efficiency, why generation ended, and how many in-context examples there were."""
    assert request_state.result is not None
    return [
        Stat(MetricName("num_references")).add(len(request_state.instance.references)),
        Stat(MetricName("num_train_trials")).add(adapter_spec.num_train_trials),
        *efficiency_metric.compute_efficiency_metrics(adapter_spec, request_state, metric_service),
        *_finish_reason_stats(request_state.result),
        Stat(MetricName("num_train_instances")).add(request_state.num_train_instances),
        Stat(MetricName("prompt_truncated")).add(request_state.prompt_truncated),
    ]


def _finish_reason_stats(result: RequestResult) -> List[Stat]:
    """Why the first completion ended, one stat of 0 or 1 a reason."""
    given = (result.completions[0].finish_reason or {}).get("reason")
    reason = given if given in _FINISH_REASONS else "unknown"
    return [Stat(MetricName(f"finish_reason_{known}")).add(int(known == reason)) for known in _FINISH_REASONS]

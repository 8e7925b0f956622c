"""What a run would ask of a model, told without asking."""

from typing import List

from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.adaptation.scenario_state import ScenarioState
from helm.benchmark.metrics.efficiency_metrics import count_prompt_tokens
from helm.benchmark.metrics.metadata import describe
from helm.benchmark.metrics.metric import MetricInterface, MetricMetadata, MetricResult, PerInstanceStats, merge_stats
from helm.benchmark.metrics.metric_name import MetricName
from helm.benchmark.metrics.metric_service import MetricService
from helm.benchmark.metrics.statistic import Stat
from helm.benchmark.metrics.token_cost import estimate_billed_tokens
from helm.common.general import flatten_list, parallel_map


class DryRunMetric(MetricInterface):
    """Number and size of the requests of a run, and how many tokens they would be billed as."""

    def __repr__(self) -> str:
        return "DryRunMetric"

    def evaluate(
        self, scenario_state: ScenarioState, metric_service: MetricService, eval_cache_path: str, parallelism: int
    ) -> MetricResult:
        def evaluate_request(state: RequestState) -> List[Stat]:
            return _request_stats(state, metric_service)

        states = scenario_state.request_states
        results = parallel_map(evaluate_request, states, parallelism)
        num_requests = Stat(MetricName("num_requests")).add(len(states))
        return MetricResult(
            [*merge_stats(flatten_list(results)).values(), num_requests],
            [
                PerInstanceStats(state.instance.id or "", state.instance.perturbation, state.train_trial_index, stats)
                for state, stats in zip(states, results)
            ],
        )

    def get_metadata(self) -> List[MetricMetadata]:
        return describe(["estimated_num_tokens_cost", "num_completions", "num_prompt_tokens"])


def _request_stats(state: RequestState, metric_service: MetricService) -> List[Stat]:
    request = state.request
    num_prompt_tokens = count_prompt_tokens(request, metric_service)
    values = {
        "estimated_num_tokens_cost": estimate_billed_tokens(request, num_prompt_tokens),
        "num_completions": request.num_completions,
        "max_num_completion_tokens": request.num_completions * request.max_tokens,
        "num_prompt_tokens": num_prompt_tokens,
    }
    return [Stat(MetricName(name)).add(value) for name, value in values.items()]

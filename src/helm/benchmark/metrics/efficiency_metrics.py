"""What an answer costs: tokens, seconds, and the energy and carbon that went into training the model."""

from typing import Any, Dict, List, Optional

from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.efficiency_data import load_efficiency_data
from helm.benchmark.metrics.metadata import EFFICIENCY_STATS, describe
from helm.benchmark.metrics.metric import MetricMetadata
from helm.benchmark.metrics.metric_name import MetricName
from helm.benchmark.metrics.metric_service import MetricService
from helm.benchmark.metrics.statistic import Stat
from helm.benchmark.window_services.window_service_factory import WindowServiceFactory
from helm.common.hierarchical_logger import hwarn_once
from helm.common.request import Request, RequestResult

_ALWAYS_PRESENT = {"training_co2_cost", "training_energy_cost"}


class EfficiencyMetric:
    """Efficiency stats of single answers; those of training are empty, not absent, where the cost is not known."""

    def compute_efficiency_metrics(
        self, adapter_spec: AdapterSpec, request_state: RequestState, metric_service: MetricService
    ) -> List[Stat]:
        """The efficiency stats of one request and its result."""
        request, result = request_state.request, request_state.result
        assert result is not None
        deployment = request.model_deployment
        num_prompt_tokens = count_prompt_tokens(request, metric_service)
        num_completion_tokens = sum(len(completion.tokens) for completion in result.completions)
        num_output_tokens = _count_output_tokens(request, num_prompt_tokens, num_completion_tokens)
        training = load_efficiency_data("training_efficiency").get(deployment, {})
        runtime, batch_size = _observed_runtime(result)

        def estimate(name: str) -> Optional[float]:
            return estimate_runtime(load_efficiency_data(name).get(deployment), num_prompt_tokens, num_output_tokens)

        denoised = (
            estimate("inference_denoised_runtimes") if batch_size is None or runtime is None else runtime / batch_size
        )
        values: Dict[str, Optional[float]] = {
            "num_prompt_tokens": num_prompt_tokens,
            "num_completion_tokens": num_completion_tokens,
            "num_output_tokens": num_output_tokens,
            "training_co2_cost": training.get("carbon"),
            "training_energy_cost": training.get("energy"),
            "inference_runtime": runtime,
            "batch_size": None if runtime is None else batch_size or 1,
            "inference_denoised_runtime": denoised,
            "inference_idealized_runtime": estimate("inference_idealized_runtimes"),
        }
        return [
            Stat(MetricName(name)).add(value)
            for name, value in values.items()
            if value is not None or name in _ALWAYS_PRESENT
        ]

    def get_metadata(self) -> List[MetricMetadata]:
        """Descriptions of the efficiency stats."""
        return describe(EFFICIENCY_STATS)


def count_prompt_tokens(request: Request, metric_service: MetricService) -> int:
    """Tokens of the prompt's text; those of a conversation are not counted."""
    window_service = WindowServiceFactory.get_window_service(request.model_deployment, metric_service)
    return window_service.get_num_tokens(
        request.multimodal_prompt.text if request.multimodal_prompt else request.prompt
    )


def _count_output_tokens(request: Request, num_prompt_tokens: int, num_completion_tokens: int) -> int:
    """Tokens generated: those of the completions, less the prompt if it is echoed."""
    if not request.echo_prompt:
        return num_completion_tokens
    if num_completion_tokens < num_prompt_tokens:
        hwarn_once("Fewer tokens came back for an echoed prompt than it has; num_output_tokens is 0 in such cases.")
    return max(0, num_completion_tokens - num_prompt_tokens)


def _observed_runtime(result: RequestResult) -> tuple[Optional[float], Optional[int]]:
    """Seconds that the request took, and how many requests were answered in that time, if it was in a batch."""
    if result.batch_size is None:
        return result.request_time, None
    return result.batch_request_time, result.batch_size


def estimate_runtime(
    runtimes: Optional[Dict[str, Any]], num_prompt_tokens: int, num_output_tokens: int
) -> Optional[float]:
    """Seconds that a model needs for a prompt and an output, or None without measured runtimes.

    The time for the prompt is that of the next longer measured prompt (or the longest one), in proportion; the first
    output token comes with it.
    """
    if runtimes is None:
        return None
    by_length = sorted((int(length), seconds) for length, seconds in runtimes["runtime_for_prompt_tokens"].items())
    length, seconds = next((entry for entry in by_length if entry[0] >= num_prompt_tokens), by_length[-1])
    after_first = runtimes["runtime_per_output_token"] * max(0, num_output_tokens - 1)
    runtime: float = seconds * num_prompt_tokens / length + after_first + runtimes.get("overhead", 0.0)
    return runtime

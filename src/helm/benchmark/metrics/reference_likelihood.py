"""Which of an instance's references a model finds most likely."""

import math
from typing import Dict, List, Optional, Tuple

from helm.benchmark.adaptation.adapter_spec import (
    ADAPT_MULTIPLE_CHOICE_SEPARATE_CALIBRATED,
    ADAPT_MULTIPLE_CHOICE_SEPARATE_ORIGINAL,
    ADAPT_RANKING_BINARY,
    AdapterSpec,
)
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.metrics.metric_name import MetricName
from helm.benchmark.metrics.metric_service import MetricService
from helm.benchmark.metrics.statistic import Stat
from helm.benchmark.window_services.window_service import WindowService
from helm.benchmark.window_services.window_service_factory import WindowServiceFactory

_Likelihoods = Dict[Tuple[Optional[int], Optional[str]], Tuple[float, int]]


def compute_reference_likelihood_metrics(
    adapter_spec: AdapterSpec, request_states: List[RequestState], metric_service: MetricService
) -> List[Stat]:
    """`max_prob`, `exact_match` (shared among the best, if several tie) and `predicted_index` of one instance.

    Raises:
        ValueError: the method is not one that scores references.
    """
    window_service = WindowServiceFactory.get_window_service(adapter_spec.model_deployment, metric_service)
    likelihoods = {
        (state.reference_index, state.request_mode): _reference_likelihood(state, window_service)
        for state in request_states
    }
    references = request_states[0].instance.references
    scores = [score_reference(adapter_spec.method, likelihoods, index) for index in range(len(references))]
    best = max(scores)
    predicted = [index for index, score in enumerate(scores) if score == best]
    num_correct = sum(references[index].is_correct for index in predicted)
    return [
        Stat(MetricName("max_prob")).add(1 / sum(math.exp(score - best) for score in scores)),
        Stat(MetricName("exact_match")).add(num_correct / len(predicted)),
        Stat(MetricName("predicted_index")).add(predicted[0]),
    ]


def _reference_likelihood(state: RequestState, window_service: WindowService) -> Tuple[float, int]:
    """Log-probability of a reference at the end of what was sent, and its length in tokens."""
    assert state.result is not None and state.reference_index is not None
    reference = state.instance.references[state.reference_index].output.text
    num_tokens = max(1, len(window_service.tokenize(f" {reference}")))
    tokens = state.result.completions[0].tokens[-num_tokens:]
    return sum(token.logprob for token in tokens), num_tokens


def score_reference(method: str, likelihoods: _Likelihoods, index: int) -> float:
    """How well a reference fits: its log-probability per token, or, calibrated, in excess of that without context.

    Raises:
        ValueError: the method is not one that scores references.
    """
    logprob, num_tokens = likelihoods[(index, "original")]
    if method in (ADAPT_MULTIPLE_CHOICE_SEPARATE_ORIGINAL, ADAPT_RANKING_BINARY):
        return logprob / num_tokens
    if method == ADAPT_MULTIPLE_CHOICE_SEPARATE_CALIBRATED:
        return logprob - likelihoods[(index, "calibration")][0]
    raise ValueError(f"Unknown adapter method: {method}")

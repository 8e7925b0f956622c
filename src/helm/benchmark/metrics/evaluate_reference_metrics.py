"""Scores of generated answers against the references of their instance."""

import math
import re
from typing import Callable, Dict, List

from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.metrics.math_equiv import MATH_SCORES
from helm.benchmark.metrics.metric_name import MetricName
from helm.benchmark.metrics.metric_service import MetricService
from helm.benchmark.metrics.overlap import OVERLAPS, bleu_1, bleu_4, f1_score, rouge_score
from helm.benchmark.metrics.set_match import SET_MATCHES
from helm.benchmark.metrics.speech_errors import SPEECH_SCORES
from helm.benchmark.metrics.statistic import Stat
from helm.benchmark.metrics.text_match import (
    TEXT_MATCHES,
    exact_match,
    exact_match_indicator,
    final_number_exact_match,
    normalize_text,
    prefix_exact_match,
    quasi_exact_match,
    quasi_prefix_exact_match,
)
from helm.common.errors import ConfigError, DataError, nearest
from helm.common.request import GeneratedOutput

# Besides what is defined here, the scores that plugins take from this module.
__all__ = [
    "REFERENCE_METRICS",
    "bleu_1",
    "bleu_4",
    "compute_reference_metrics",
    "exact_match",
    "exact_match_indicator",
    "extract_label",
    "f1_score",
    "final_number_exact_match",
    "get_predictions",
    "get_reference_metric",
    "normalize_text",
    "prefix_exact_match",
    "quasi_exact_match",
    "quasi_prefix_exact_match",
    "rouge_score",
]

REFERENCE_METRICS: Dict[str, Callable[[str, str], float]] = {
    **TEXT_MATCHES,
    **SET_MATCHES,
    **MATH_SCORES,
    **OVERLAPS,
    **SPEECH_SCORES,
}
"""Name of each score -> its function of gold text and predicted text."""


def get_reference_metric(name: str) -> Callable[[str, str], float]:
    """The score of this name.

    Raises:
        ConfigError: there is none.
    """
    if name not in REFERENCE_METRICS:
        raise ConfigError(
            f"Metric {name!r} of BasicGenerationMetric is not known; known are {', '.join(sorted(REFERENCE_METRICS))}"
            + nearest(name, REFERENCE_METRICS)
        )
    return REFERENCE_METRICS[name]


def compute_reference_metrics(
    names: List[str], adapter_spec: AdapterSpec, request_state: RequestState, metric_service: MetricService
) -> List[Stat]:
    """`max_prob` of the most likely completion, and each named score of it.

    With several correct references, the best score counts. If several completions were asked for, `name@k` is the
    best score among all of them.

    Raises:
        ConfigError: there is no score of such a name.
        DataError: the instance has no correct reference.
    """
    assert request_state.result is not None
    golds = [reference.output.text for reference in request_state.instance.all_correct_references]
    if not golds:
        raise DataError(f"Instance {request_state.instance.id} has references, but none of them is tagged correct.")
    completions = sorted(request_state.result.completions, key=lambda completion: -completion.logprob)
    scored = completions if adapter_spec.num_outputs != 1 else completions[:1]
    preds = get_predictions(adapter_spec, request_state, scored)

    stats = [Stat(MetricName("max_prob")).add(math.exp(completions[0].logprob))]
    for name in names:
        score = get_reference_metric(name)
        best = [max(score(gold, pred) for gold in golds) for pred in preds]
        stats.append(Stat(MetricName(name)).add(best[0]))
        if adapter_spec.num_outputs != 1:
            stats.append(Stat(MetricName(f"{name}@{adapter_spec.num_outputs}")).add(max(best)))
    return stats


def get_predictions(
    adapter_spec: AdapterSpec, request_state: RequestState, completions: List[GeneratedOutput]
) -> List[str]:
    """What each completion answers: its text, or the choice that its letter stands for ("" for no letter)."""
    preds = [completion.text.strip() for completion in completions]
    mapping = request_state.output_mapping
    if mapping is None:
        return preds
    if adapter_spec.output_mapping_pattern:
        preds = [extract_label(adapter_spec.output_mapping_pattern, pred) for pred in preds]
    return [mapping.get(pred) or "" for pred in preds]


def extract_label(pattern: str, text: str) -> str:
    """The first match of `pattern`, or of its first group if it has groups; "" if there is none."""
    match = re.search(pattern, text)
    if match is None:
        return ""
    return match.group(1 if match.re.groups else 0) or ""

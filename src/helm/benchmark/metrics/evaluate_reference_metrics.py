"""Scores of generated answers against the references of their instance."""

import math
import re
from functools import cache, partial
from typing import Callable, Dict, List, Sequence

from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.adaptation.answer_access import UnsuitableAnswerError
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.metrics.code_metrics import CODE_SCORES, try_predictions
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
from helm.common.errors import ConfigError, nearest
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
        known = sorted([*REFERENCE_METRICS, *CODE_SCORES])
        raise ConfigError(
            f"Metric {name!r} of BasicGenerationMetric is not known; known are {', '.join(known)}{nearest(name, known)}"
        )
    return REFERENCE_METRICS[name]


Attempt = Callable[[Sequence[str], Callable[[], List[Stat]]], List[Stat]]
"""Computes the stats of these names by this function, or leaves them out."""


def compute_reference_metrics(
    names: List[str],
    adapter_spec: AdapterSpec,
    request_state: RequestState,
    metric_service: MetricService,
    attempt: Attempt = lambda names, compute: compute(),
) -> List[Stat]:
    """`max_prob` of the most likely completion, and each named score of it.

    With several correct references, the best score counts. If several completions were asked for, `name@k` is the
    best score among all of them. Scores are computed by `attempt`, so that the caller can go on without some.

    Raises:
        ConfigError: there is no score of such a name.
        UnsuitableAnswerError: the instance has no correct reference.
    """
    assert request_state.result is not None
    references = request_state.instance.all_correct_references
    golds = [reference.output.text for reference in references]
    if not golds:
        raise UnsuitableAnswerError(
            f"Instance {request_state.instance.id} has references, but none of them is tagged correct."
        )
    completions = sorted(request_state.result.completions, key=lambda completion: -completion.logprob)
    scored = completions if adapter_spec.num_outputs != 1 else completions[:1]
    preds = get_predictions(adapter_spec, request_state, scored)

    stats = [Stat(MetricName("max_prob")).add(math.exp(completions[0].logprob))]
    run_programs = cache(lambda: try_predictions(references, preds))
    for name in names:
        if name in CODE_SCORES:
            compute = partial(_program_stats, name, run_programs, adapter_spec.num_outputs)
        else:
            compute = partial(_score_stats, name, golds, preds, adapter_spec.num_outputs)
        stats += attempt([name], compute)
    return stats


def _program_stats(name: str, run_programs: Callable[[], List[List[bool]]], num_outputs: int) -> List[Stat]:
    return CODE_SCORES[name](run_programs(), num_outputs)


def _score_stats(name: str, golds: List[str], preds: List[str], num_outputs: int) -> List[Stat]:
    score = get_reference_metric(name)
    best = [max(score(gold, pred) for gold in golds) for pred in preds]
    stats = [Stat(MetricName(name)).add(best[0])]
    if num_outputs != 1:
        stats.append(Stat(MetricName(f"{name}@{num_outputs}")).add(max(best)))
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

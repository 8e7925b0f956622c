"""Scores of paraphrases, which should say the same with other words (CLEVA, Li et al. 2023, arXiv 2308.04813)."""

from typing import List, Sequence

from helm.benchmark.adaptation.answer_access import first_text
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.metrics.evaluate_instances_metric import EvaluateInstancesMetric
from helm.benchmark.metrics.metadata import describe
from helm.benchmark.metrics.metric import MetricMetadata
from helm.benchmark.metrics.statistic import Stat, named_stats


def corpus_bleu_1(golds: Sequence[Sequence[str]], preds: Sequence[str]) -> float:
    """BLEU (Papineni et al. 2002) of single characters over all texts, each with several gold texts."""
    from nltk.translate.bleu_score import corpus_bleu

    score: float = corpus_bleu([list(map(list, texts)) for texts in golds], list(map(list, preds)), weights=(1,))
    return score


def chinese_ibleu(inputs: Sequence[str], golds: Sequence[Sequence[str]], preds: Sequence[str], alpha: float) -> float:
    """iBLEU (Sun & Zhou 2012): agreement with the gold paraphrases, less agreement with the inputs."""
    copied = corpus_bleu_1([[text] for text in inputs], preds)
    return alpha * corpus_bleu_1(golds, preds) - (1 - alpha) * copied


class CLEVAParaphraseGenerationMetric(EvaluateInstancesMetric):
    """`chinese_ibleu` of the first completions against all references."""

    def __init__(self, alpha: float = 0.8):
        """`alpha`: weight of the agreement with the references."""
        self.alpha = alpha

    def evaluate_instances(self, request_states: List[RequestState], eval_cache_path: str) -> List[Stat]:
        if not request_states:
            return []
        inputs = [state.instance.input.text for state in request_states]
        golds = [[reference.output.text for reference in state.instance.references] for state in request_states]
        preds = [first_text(state) for state in request_states]
        return named_stats({"chinese_ibleu": chinese_ibleu(inputs, golds, preds, self.alpha)})

    def get_metadata(self) -> List[MetricMetadata]:
        return describe(["chinese_ibleu"])

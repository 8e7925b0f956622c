"""Recall of one of several like passages in a long conversation (OpenAI MRCR, multi-round co-reference resolution)."""

from difflib import SequenceMatcher
from typing import Dict

from helm.benchmark.adaptation.answer_access import extra_data_of, only_correct_text, only_text
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.metrics.answer_metric import AnswerMetric


def match_ratio(gold: str, pred: str, prefix: str) -> float:
    """How much of the passage is there, 0 to 1; 0 if the answer does not begin with the prefix that was asked for."""
    if not pred.startswith(prefix):
        return 0
    return SequenceMatcher(None, pred.removeprefix(prefix), gold.removeprefix(prefix)).ratio()


class OpenAIMRCRMetric(AnswerMetric):
    """`openai_mrcr_accuracy`: agreement of the answer with the passage asked for."""

    stats = ["openai_mrcr_accuracy"]

    def scores(self, state: RequestState) -> Dict[str, float]:
        prefix = extra_data_of(state)["random_string_to_prepend"]
        return {"openai_mrcr_accuracy": match_ratio(only_correct_text(state), only_text(state), prefix)}

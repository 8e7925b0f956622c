"""Question answering over long contexts (RULER, Hsieh et al. 2024, arXiv 2404.06654)."""

from typing import Dict, List

from helm.benchmark.adaptation.answer_access import correct_texts, first_text
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.metrics.answer_metric import AnswerMetric


def string_match_part(golds: List[str], pred: str) -> float:
    """1 if any of the right answers stands in the prediction, whatever its case."""
    return float(any(gold.lower() in pred.lower() for gold in golds))


class RulerQAMetric(AnswerMetric):
    """`ruler_string_match_part`: whether a right answer is part of the completion."""

    stats = ["ruler_string_match_part"]

    def scores(self, state: RequestState) -> Dict[str, float]:
        return {"ruler_string_match_part": string_match_part(correct_texts(state), first_text(state))}

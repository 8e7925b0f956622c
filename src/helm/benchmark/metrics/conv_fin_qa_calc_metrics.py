"""Accuracy of calculated numbers (ConvFinQA, Chen et al. 2022, arXiv 2210.03849)."""

import re
from typing import Dict, Optional

from helm.benchmark.adaptation.answer_access import only_correct_text, only_text
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.metrics.answer_metric import AnswerMetric

_NUMBER = re.compile(r"[-+]?(?:(?:\d*\.\d+)|(?:\d+\.?))(?:[Ee][+-]?\d+)?")
_TOLERANCE = 1e-6


def first_number(text: str) -> Optional[float]:
    """The first number in a text; it ends at a comma, so that `1,000` is 1."""
    match = _NUMBER.search(text)
    return float(match.group()) if match else None


def float_equiv(gold: str, pred: str) -> float:
    """1 if the first numbers of both texts are the same, 0 if not or if there is none."""
    expected, predicted = first_number(gold), first_number(pred)
    if expected is None or predicted is None:
        return 0.0
    return float(abs(expected - predicted) < _TOLERANCE)


class ConvFinQACalcMetric(AnswerMetric):
    """`float_equiv`: whether the answer is the right number."""

    stats = ["float_equiv"]

    def scores(self, state: RequestState) -> Dict[str, float]:
        return {"float_equiv": float_equiv(only_correct_text(state), only_text(state))}

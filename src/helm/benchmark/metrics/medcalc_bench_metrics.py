"""Accuracy of medical calculations (MedCalc-Bench, Khandekar et al. 2024, arXiv 2406.12036)."""

import re
from datetime import datetime
from typing import Any, Dict, Mapping, Optional

from helm.benchmark.adaptation.answer_access import extra_data_of, first_text
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.metrics.answer_metric import AnswerMetric
from helm.common.hierarchical_logger import hwarn

_EXACT = ("risk", "severity", "diagnosis")
_RANGE = ("physical", "dosage conversion")
_AGE = re.compile(r"\('(\d+) weeks', '(\d+) days'\)")
_DATE = "%m/%d/%Y"


def _days(age: str) -> int:
    """The days of an age such as `('3 weeks', '2 days')`.

    Raises:
        ValueError: it is not of this form.
    """
    match = _AGE.match(age)
    if match is None:
        raise ValueError(f"{age!r} is no age in weeks and days")
    return 7 * int(match.group(1)) + int(match.group(2))


def is_right(gold: str, pred: str, category: str, lower: Any, upper: Any) -> bool:
    """Whether a result is right, by the rule of its category.

    Risks, severities and diagnoses must be the same; measurements and dosages must lie between `lower` and `upper`;
    dates, and ages in weeks and days, must be the same in days.

    Raises:
        ValueError: the category is another, or a text cannot be read.
    """
    if category in _EXACT:
        return pred == gold
    if category in _RANGE:
        return float(lower) <= float(pred) <= float(upper)
    if category != "date":
        raise ValueError(f"there is no category {category!r}")
    if _AGE.match(gold):
        return _days(lower) <= _days(pred) <= _days(upper)
    return datetime.strptime(pred, _DATE) == datetime.strptime(gold, _DATE)


class MedCalcBenchMetric(AnswerMetric):
    """`medcalc_bench_accuracy`: whether the calculated result is right; what cannot be read is wrong."""

    stats = ["medcalc_bench_accuracy"]

    def scores(self, state: RequestState) -> Mapping[str, Optional[float]]:
        if not state.instance.references:
            hwarn(f"Instance {state.instance.id} has no result to compare with.")
            return {}
        extra_data: Dict[str, Any] = extra_data_of(state)
        gold = state.instance.references[0].output.text
        limits = (extra_data["lower_limit"], extra_data["upper_limit"])
        try:
            right = is_right(gold, first_text(state).strip(), extra_data["category"], *limits)
        except ValueError:
            right = False
        return {"medcalc_bench_accuracy": float(right)}

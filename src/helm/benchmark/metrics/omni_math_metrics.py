"""Accuracy on competition mathematics (Omni-MATH, Gao et al. 2024, arXiv 2410.07985)."""

from typing import Dict, Optional

from helm.benchmark.adaptation.answer_access import annotation_of
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.metrics.answer_metric import AnswerMetric

_SUFFIX = "_equivalence_judgement"


class OmniMATHMetric(AnswerMetric):
    """`omni_math_accuracy`: share of the judges to whom the final answer is the reference answer.

    An answer that no judge could judge has no value.
    """

    stats = ["omni_math_accuracy"]

    def scores(self, state: RequestState) -> Dict[str, Optional[float]]:
        annotation = annotation_of(state, "omni_math")
        judgements = [int(value) for key, value in annotation.items() if key.endswith(_SUFFIX) and value is not None]
        return {"omni_math_accuracy": sum(judgements) / len(judgements) if judgements else None}

"""Scores of answers in conversations with users (WildBench, Lin et al. 2024, arXiv 2406.04770)."""

from typing import Dict, Optional

from helm.benchmark.adaptation.answer_access import annotation_of
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.metrics.answer_metric import AnswerMetric


class WildBenchScoreMetric(AnswerMetric):
    """`wildbench_score`, the mean of the judges' scores (1 to 10), and `wildbench_score_rescaled` (0 to 1).

    An answer that no judge could score has no value.
    """

    stats = ["wildbench_score", "wildbench_score_rescaled"]

    def scores(self, state: RequestState) -> Dict[str, Optional[float]]:
        annotation = annotation_of(state, "wildbench")
        scores = [value for key, value in annotation.items() if key.endswith("_score") and value is not None]
        score = sum(scores) / len(scores) if scores else None
        return {"wildbench_score": score, "wildbench_score_rescaled": None if score is None else (score - 1) / 9}

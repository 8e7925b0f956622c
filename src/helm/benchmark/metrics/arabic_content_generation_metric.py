"""Scores of texts that were written in Arabic to a user's brief."""

from statistics import mean
from typing import Dict

from helm.benchmark.adaptation.answer_access import UnsuitableAnswerError, annotation_of
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.metrics.answer_metric import AnswerMetric


class ArabicContentGenerationMetric(AnswerMetric):
    """`arabic_content_generation_score`: mean of the rubrics' scores (1 to 5), scaled to between 0 and 1."""

    stats = ["arabic_content_generation_score"]

    def scores(self, state: RequestState) -> Dict[str, float]:
        rubrics = annotation_of(state, "arabic_content_generation")
        if not rubrics:
            raise UnsuitableAnswerError(f"Instance {state.instance.id} was judged by no rubric.")
        return {"arabic_content_generation_score": (mean(rubric["score"] for rubric in rubrics.values()) - 1) / 4}

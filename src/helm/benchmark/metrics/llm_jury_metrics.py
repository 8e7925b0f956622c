"""The mean score of a jury of models."""

from statistics import mean
from typing import Dict, List, Mapping

from helm.benchmark.adaptation.answer_access import annotation_of
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.annotation.model_as_judge import AnnotatorModelInfo
from helm.benchmark.metrics.answer_metric import AnswerMetric
from helm.benchmark.metrics.metric import MetricMetadata


class LLMJuryMetric(AnswerMetric):
    """Mean over all judges and criteria, of whole scores."""

    def __init__(
        self,
        metric_name: str,
        scenario_name: str,
        annotator_models: Mapping[str, AnnotatorModelInfo],
        default_score: float = 0.0,
    ):
        """Make a metric.

        Args:
            metric_name: Name of the stat.
            scenario_name: Name of the jury's annotations.
            annotator_models: Short name -> judge; others' verdicts do not count.
            default_score: The value of an answer that no judge gave a valid verdict of.
        """
        self.metric_name = metric_name
        self.scenario_name = scenario_name
        self.annotator_models = annotator_models
        self.default_score = default_score

    def scores(self, state: RequestState) -> Dict[str, float]:
        annotation = annotation_of(state, self.scenario_name)
        verdicts = [annotation[judge] for judge in self.annotator_models if annotation.get(judge)]
        grades = [int(criterion["score"]) for verdict in verdicts for criterion in verdict.values()]
        return {self.metric_name: mean(grades) if grades else self.default_score}

    def get_metadata(self) -> List[MetricMetadata]:
        return [
            MetricMetadata(
                name=self.metric_name,
                display_name="Jury Score",
                short_display_name="Jury Score",
                description="Mean score that several models give as judges.",
                lower_is_better=False,
            )
        ]

"""Stats of what an annotator said of each answer, e.g. the score that a judge gave."""

from typing import Any, ClassVar, Dict, List

from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.adaptation.answer_access import annotation_of
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.metrics.answer_metric import AnswerMetric
from helm.benchmark.metrics.metric import Metric
from helm.benchmark.metrics.metric_name import MetricName
from helm.benchmark.metrics.metric_service import MetricService
from helm.benchmark.metrics.statistic import Stat


class AnnotationMetric(Metric):
    """Reads `annotations[annotator_name][key]`; its stats are called `annotation_{annotator_name}_{key}`."""

    def __init__(self, annotator_name: str, key: str):
        self.annotator_name = annotator_name
        self.key = key
        self.stat_name = f"annotation_{annotator_name}_{key}"

    def evaluate_generation(
        self,
        adapter_spec: AdapterSpec,
        request_state: RequestState,
        metric_service: MetricService,
        eval_cache_path: str,
    ) -> List[Stat]:
        if not request_state.annotations:
            raise ValueError(f"Instance {request_state.instance.id} has no annotations for {self.stat_name}")
        return self.evaluate_annotation(request_state.annotations[self.annotator_name][self.key])

    def evaluate_annotation(self, value: Any) -> List[Stat]:
        """The stats of one annotation."""
        raise NotImplementedError


class AnnotationLabelMetric(AnnotationMetric):
    """How often each label was given: a stat of 0 or 1 for each, `..._{label}`."""

    def __init__(self, annotator_name: str, key: str, labels: List[str]):
        super().__init__(annotator_name, key)
        self.labels = labels

    def evaluate_annotation(self, value: Any) -> List[Stat]:
        if value not in self.labels:
            raise ValueError(f"{self.stat_name} is {value!r}, but must be one of {', '.join(self.labels)}")
        return [Stat(MetricName(f"{self.stat_name}_{label}")).add(int(label == value)) for label in self.labels]


class AnnotationNumericMetric(AnnotationMetric):
    """The number as it is; None leaves the stat empty."""

    def evaluate_annotation(self, value: Any) -> List[Stat]:
        return [Stat(MetricName(self.stat_name)).add(value)]


class AnnotationLikertScaleMetric(AnnotationMetric):
    """A grade between `min_score` and `max_score`, scaled to between 0 and 1."""

    def __init__(self, annotator_name: str, key: str, min_score: int, max_score: int):
        super().__init__(annotator_name, key)
        self.min_score = min_score
        self.max_score = max_score

    def evaluate_annotation(self, value: Any) -> List[Stat]:
        if not self.min_score <= value <= self.max_score:
            raise ValueError(f"{self.stat_name} is {value}, but must be between {self.min_score} and {self.max_score}")
        scaled = (value - self.min_score) / (self.max_score - self.min_score)
        return [Stat(MetricName(self.stat_name)).add(scaled)]


class JudgeScoreMetric(AnswerMetric):
    """The score of a judge as it is: the annotation `score` of one annotator. Subclasses say which."""

    annotator: ClassVar[str]

    def scores(self, state: RequestState) -> Dict[str, float]:
        return {self.stats[0]: annotation_of(state, self.annotator)["score"]}

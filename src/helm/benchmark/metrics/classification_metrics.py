"""Scores of answers as predicted classes."""

from typing import AbstractSet, FrozenSet, List, Optional, Sequence, Set

from helm.benchmark.adaptation.answer_access import UnsuitableAnswerError
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.metrics.evaluate_instances_metric import EvaluateInstancesMetric
from helm.benchmark.metrics.label_scores import SCORES, average_score, count_labels
from helm.benchmark.metrics.metadata import describe
from helm.benchmark.metrics.metric import MetricMetadata
from helm.benchmark.metrics.metric_name import MetricName
from helm.benchmark.metrics.statistic import Stat
from helm.benchmark.metrics.text_match import normalize_text
from helm.common.general import singleton
from helm.common.request import GeneratedOutput

_NO_LABEL = ""


class ClassificationMetric(EvaluateInstancesMetric):
    """Scores of generated class names, compared in lower case and without punctuation.

    An answer that is not one of the labels counts as no label.
    """

    def __init__(
        self,
        averages: Optional[List[Optional[str]]] = None,
        labels: Optional[List[str]] = None,
        scores: Optional[List[str]] = None,
        delimiter: Optional[str] = None,
    ):
        """Make a metric whose stats are `classification_{average}_{score}`.

        Args:
            averages: Any of macro, micro, weighted and None, which stands for each class by itself
                (`classification_{class}_{score}`); by default macro and micro.
            labels: The classes; by default those that are right for some instance.
            scores: Any of f1, precision, recall; by default f1.
            delimiter: What separates the classes in an answer that can name several.
        """
        self.averages = averages or ["macro", "micro"]
        self.labels = labels
        self.scores = scores or ["f1"]
        self.delimiter = delimiter

    def evaluate_instances(self, request_states: List[RequestState], eval_cache_path: str) -> List[Stat]:
        if not request_states:
            return []
        golds = [self._gold_labels(state) for state in request_states]
        preds = [self._predicted_labels(state) for state in request_states]
        labels = sorted({normalize(label) for label in self.labels} if self.labels else set().union(*golds))
        return [
            stat
            for average in self.averages
            for score in self.scores
            for stat in _score_stats(golds, preds, labels, average, score)
        ]

    def _gold_labels(self, state: RequestState) -> FrozenSet[str]:
        golds = [reference.output.text for reference in state.instance.all_correct_references]
        return frozenset(map(normalize, golds if self.delimiter else [singleton(golds)]))

    def _predicted_labels(self, state: RequestState) -> FrozenSet[str]:
        if state.output_mapping is not None:
            raise ValueError("ClassificationMetric is not for multiple choice; use MultipleChoiceClassificationMetric")
        assert state.result is not None
        text = singleton(state.result.completions).text.strip()
        pieces = text.split(self.delimiter) if self.delimiter else [text]
        return frozenset(normalize(piece) for piece in pieces if piece)


def normalize(label: str) -> str:
    """A label without regard to case and punctuation."""
    return normalize_text(label, should_remove_articles=False)


def _score_stats(
    golds: Sequence[AbstractSet[str]],
    preds: Sequence[AbstractSet[str]],
    labels: Sequence[str],
    average: Optional[str],
    score: str,
) -> List[Stat]:
    if average is None:
        counts = zip(labels, count_labels(golds, preds, labels))
        return [
            Stat(MetricName(f"classification_{label}_{score}")).add(SCORES[score](count)) for label, count in counts
        ]
    if len(labels) == 1:
        golds, preds, labels = _with_complement(golds, preds, labels[0])
    value = average_score(score, average, count_labels(golds, preds, labels))
    return [Stat(MetricName(f"classification_{average}_{score}")).add(value)]


def _with_complement(
    golds: Sequence[AbstractSet[str]], preds: Sequence[AbstractSet[str]], label: str
) -> tuple[List[Set[str]], List[Set[str]], List[str]]:
    """The task of a single label as one of two classes, having it or not, as scikit-learn takes it."""
    gold_classes, pred_classes = (
        [{label} if label in labels else {_NO_LABEL} for labels in side] for side in (golds, preds)
    )
    return gold_classes, pred_classes, sorted(set().union(*gold_classes, *pred_classes))


class MultipleChoiceClassificationMetric(EvaluateInstancesMetric):
    """F1 of the choices of multiple-choice questions; an answer that is no letter is a class of its own."""

    def evaluate_instances(self, request_states: List[RequestState], eval_cache_path: str) -> List[Stat]:
        if not request_states:
            return []
        golds = [{_gold_choice(state)} for state in request_states]
        preds = [{_predicted_choice(state)} for state in request_states]
        counts = count_labels(golds, preds, sorted(set().union(*golds, *preds)))
        return [
            Stat(MetricName(f"classification_{average}_f1")).add(average_score("f1", average, counts))
            for average in ("macro", "micro")
        ]

    def get_metadata(self) -> List[MetricMetadata]:
        return describe(["classification_macro_f1", "classification_micro_f1"])


def _gold_choice(state: RequestState) -> str:
    gold = state.instance.first_correct_reference
    if gold is None:
        raise UnsuitableAnswerError(f"Instance {state.instance.id} has no reference that is tagged correct.")
    return gold.output.text


def _predicted_choice(state: RequestState) -> str:
    assert state.result is not None
    best: GeneratedOutput = max(state.result.completions, key=lambda completion: completion.logprob)
    text = best.text.strip()
    return (state.output_mapping or {}).get(text, text)

"""Telling speech disorders by how well a child's speech is recognized (UltraSuite, Eshky et al. 2018)."""

from typing import Dict, List, NamedTuple, Sequence

from helm.benchmark.adaptation.answer_access import correct_texts, extra_data_of, first_text
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.metrics.evaluate_instances_metric import EvaluateInstancesMetric
from helm.benchmark.metrics.label_scores import average_score, count_labels
from helm.benchmark.metrics.metadata import describe
from helm.benchmark.metrics.metric import MetricMetadata
from helm.benchmark.metrics.statistic import Stat, named_stats

TYPICAL, DISORDER = "typically_developing", "speech_disorder"
STATS = ["classification_macro_f1", "classification_micro_f1", "exact_match", "quasi_exact_match"]


class Diagnosis(NamedTuple):
    """What is the case and what follows from the transcript."""

    gold: str
    pred: str


def read_diagnosis(state: RequestState) -> Diagnosis:
    """Speech that is transcribed as it was meant counts as typical."""
    meant = extra_data_of(state)["transcription"].strip().lower()
    pred = TYPICAL if first_text(state).strip().lower() == meant else DISORDER
    return Diagnosis(correct_texts(state)[0], pred)


def score_diagnoses(diagnoses: Sequence[Diagnosis]) -> Dict[str, float]:
    """F1 over both classes, and accuracies.

    `quasi_exact_match` is the share of speech that is taken for typical, right or wrong: recorded scores compare the
    gold class with whether the prediction was right.
    """
    golds, preds = [{one.gold} for one in diagnoses], [{one.pred} for one in diagnoses]
    counts = count_labels(golds, preds, sorted(set().union(*golds, *preds)))
    agreed = [one.gold == one.pred for one in diagnoses]
    return {
        "classification_macro_f1": average_score("f1", "macro", counts),
        "classification_micro_f1": average_score("f1", "micro", counts),
        "exact_match": sum(agreed) / len(agreed),
        "quasi_exact_match": sum(one.pred == TYPICAL for one in diagnoses) / len(diagnoses),
    }


class UltraSuiteASRMetric(EvaluateInstancesMetric):
    """Classification of speech by its transcript."""

    def evaluate_instances(self, request_states: List[RequestState], eval_cache_path: str) -> List[Stat]:
        if not request_states:
            return []
        return named_stats(score_diagnoses([read_diagnosis(state) for state in request_states]))

    def get_metadata(self) -> List[MetricMetadata]:
        return describe(STATS)

"""Finding errors in clinical notes (MEDEC, Ben Abacha et al. 2024, arXiv 2412.19260)."""

import re
from typing import Mapping, NamedTuple, Optional

from helm.benchmark.adaptation.answer_access import first_text
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.metrics.answer_metric import AnswerMetric
from helm.common.hierarchical_logger import hwarn

_NO_ERROR = "CORRECT"
_UNREADABLE_GOLD, _UNREADABLE_PREDICTION = -1, -2


class Finding(NamedTuple):
    """Whether a note has an error, and the number of the sentence that has it."""

    has_error: bool
    sentence: int


def read_gold(text: str) -> Finding:
    """The right finding, `CORRECT` or the number of a sentence."""
    text = text.replace(".", "").strip()
    if text == _NO_ERROR:
        return Finding(False, _UNREADABLE_GOLD)
    try:
        return Finding(True, int(text))
    except ValueError:
        return Finding(True, _UNREADABLE_GOLD)


def read_prediction(text: str) -> Finding:
    """What the model found: `CORRECT`, or the number that the text begins with."""
    text = text.strip()
    if text == _NO_ERROR:
        return Finding(False, _UNREADABLE_PREDICTION)
    match = re.match(r"\d+", text)
    return Finding(True, int(match.group()) if match else _UNREADABLE_PREDICTION)


class MedecMetric(AnswerMetric):
    """Whether it was found that there is an error or none, and whether its sentence was found."""

    stats = ["medec_error_flag_accuracy", "medec_error_sentence_accuracy"]

    def scores(self, state: RequestState) -> Mapping[str, Optional[float]]:
        reference = state.instance.first_correct_reference
        if reference is None:
            hwarn(f"Instance {state.instance.id} has no reference that is tagged correct.")
            return {}
        gold, pred = read_gold(reference.output.text), read_prediction(first_text(state))
        same_flag = gold.has_error == pred.has_error
        return {
            "medec_error_flag_accuracy": float(same_flag),
            "medec_error_sentence_accuracy": float(
                same_flag and (not gold.has_error or gold.sentence == pred.sentence)
            ),
        }

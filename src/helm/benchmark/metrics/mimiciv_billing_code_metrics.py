"""Billing codes (ICD-10) read from clinical notes (MIMIC-IV, Johnson et al. 2023)."""

import re
from typing import Dict, Optional, Set

from helm.benchmark.adaptation.answer_access import first_text
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.metrics.answer_metric import AnswerMetric
from helm.common.hierarchical_logger import hwarn

# Longer codes than this, such as S72.001A, are cut at the last dot that leaves a whole word.
_CODE = re.compile(r"\b[A-Z]\d{1,3}(?:\.\d{1,4})?\.?\b")


def find_codes(text: str) -> Set[str]:
    """The billing codes in a text."""
    return {code.rstrip(".") for code in _CODE.findall(text.replace("**", ""))}


def score_codes(golds: Set[str], preds: Set[str]) -> Dict[str, Optional[float]]:
    """Precision, recall and F1 of a set of codes; None if there is no code on either side."""
    right = len(golds & preds)
    is_defined = bool(golds or preds)
    scores = {
        "precision": right / len(preds) if preds else 0.0,
        "recall": right / len(golds) if golds else 0.0,
        "f1": 2 * right / (len(golds) + len(preds)) if is_defined else 0.0,
    }
    return {f"mimiciv_billing_code_{name}": score if is_defined else None for name, score in scores.items()}


class MIMICIVBillingCodeMetric(AnswerMetric):
    """Precision, recall and F1 of the codes of an answer against those of all references."""

    stats = ["mimiciv_billing_code_precision", "mimiciv_billing_code_recall", "mimiciv_billing_code_f1"]

    def scores(self, state: RequestState) -> Dict[str, Optional[float]]:
        if not state.instance.references:
            hwarn(f"Instance {state.instance.id} has no billing codes to compare with.")
            return {}
        golds = set().union(*(find_codes(reference.output.text) for reference in state.instance.references))
        return score_codes(golds, find_codes(first_text(state)))

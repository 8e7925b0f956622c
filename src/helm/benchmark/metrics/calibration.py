"""How well a model's confidence tells whether it is right.

Confidences are probabilities of the chosen answers, correctness is 0 or 1, one each per question.
"""

import math
from bisect import bisect_left
from typing import Dict, List, Optional, Sequence, Tuple

from helm.common.hierarchical_logger import hwarn_once

_NUM_BINS = 10
_CLIP = 1e-12


def expected_calibration_error(confidences: Sequence[float], correct: Sequence[int], edges: List[float]) -> float:
    """Mean distance of confidence and accuracy over bins, weighted by their size (Naeini et al. 2015).

    Args:
        edges: Upper ends (inclusive) of the bins, ascending; what is above goes to the last bin.
    """
    gaps = [0.0] * len(edges)
    for confidence, is_correct in zip(confidences, correct):
        gaps[min(bisect_left(edges, confidence), len(edges) - 1)] += confidence - is_correct
    return sum(abs(gap) for gap in gaps) / len(confidences)


def equal_mass_edges(confidences: Sequence[float], num_bins: int) -> List[float]:
    """Edges of bins that hold about equally many of the confidences, midway between neighbours; the last is 1."""
    ordered = sorted(confidences)
    size, larger = divmod(len(ordered), min(num_bins, len(ordered)))
    starts, start = [], 0
    for index in range(min(num_bins, len(ordered)) - 1):
        start += size + (index < larger)
        starts.append(start)
    return sorted({*((ordered[start - 1] + ordered[start]) / 2 for start in starts), 1.0})


def selective_accuracy(confidences: Sequence[float], correct: Sequence[int]) -> Tuple[float, float]:
    """How accuracy falls as less confident answers are let in (El-Yaniv & Wiener 2010).

    Returns:
        The mean of the accuracies of the 1, 2, ... most confident answers, and that of the tenth of them.
    """
    import numpy as np

    order = np.argsort(-np.asarray(confidences))
    accuracies = np.cumsum(np.asarray(correct)[order]) / np.arange(1, len(order) + 1)
    return float(np.mean(accuracies)), float(accuracies[int(0.1 * len(order))])


def platt_scaling(confidences: Sequence[float], correct: Sequence[int]) -> Optional[Tuple[float, float]]:
    """Coefficient and intercept of the logistic regression of correctness on the confidence's log-odds (Platt 1999).

    Returns:
        None, with one warning in the life of the process, if scikit-learn is not installed.
    """
    try:
        from sklearn.linear_model import LogisticRegression
    except ModuleNotFoundError:
        hwarn_once('Platt scaling is left out: it needs scikit-learn (`pip install "helm-toolkit[metrics]"`).')
        return None
    regression = LogisticRegression(C=1e10).fit([[log_odds(confidence)] for confidence in confidences], correct)
    return float(regression.coef_[0][0]), float(regression.intercept_[0])


def log_odds(probability: float) -> float:
    """Logarithm of p / (1 - p), with p kept away from 0 and 1."""
    clipped = min(max(probability, _CLIP), 1 - _CLIP)
    return math.log(clipped / (1 - clipped))


def compute_calibration(confidences: Sequence[float], correct: Sequence[int]) -> Dict[str, float]:
    """All measures of calibration by name, for at least one question.

    Where all answers are right, or all are wrong, no regression is fitted and Platt-scaled errors are 0.
    """

    def both_errors(probabilities: Sequence[float], prefix: str) -> Dict[str, float]:
        edges = equal_mass_edges(probabilities, _NUM_BINS)
        return {
            f"{prefix}ece_10_bin": expected_calibration_error(probabilities, correct, edges),
            f"{prefix}ece_1_bin": expected_calibration_error(probabilities, correct, [1.0]),
        }

    area, at_tenth = selective_accuracy(confidences, correct)
    measures = {
        **both_errors(confidences, ""),
        "selective_cov_acc_area": area,
        "selective_acc@10": at_tenth,
    }
    if len(set(correct)) == 1:
        return {**measures, "platt_ece_10_bin": 0.0, "platt_ece_1_bin": 0.0}
    fitted = platt_scaling(confidences, correct)
    if fitted is None:
        return measures
    coefficient, intercept = fitted
    scaled = [_sigmoid(coefficient * log_odds(confidence) + intercept) for confidence in confidences]
    return {**measures, "platt_coef": coefficient, "platt_intercept": intercept, **both_errors(scaled, "platt_")}


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))

"""Precision, recall and F1 of predicted labels."""

from collections import Counter
from typing import AbstractSet, Callable, Dict, List, Optional, Sequence, Tuple

from helm.common.errors import ConfigError

Counts = Tuple[int, int, int]
"""How often a label was predicted rightly, predicted at all, and right."""

SCORES: Dict[str, Callable[[Counts], float]] = {
    "f1": lambda counts: _ratio(2 * counts[0], counts[1] + counts[2]),
    "precision": lambda counts: _ratio(counts[0], counts[1]),
    "recall": lambda counts: _ratio(counts[0], counts[2]),
}


def _ratio(part: float, whole: float) -> float:
    """0 where it is not defined."""
    return part / whole if whole else 0.0


def count_labels(
    golds: Sequence[AbstractSet[str]], preds: Sequence[AbstractSet[str]], labels: Sequence[str]
) -> List[Counts]:
    """The counts of each label over all questions."""
    right = Counter(label for gold, pred in zip(golds, preds) for label in gold & pred)
    predicted = Counter(label for pred in preds for label in pred)
    expected = Counter(label for gold in golds for label in gold)
    return [(right[label], predicted[label], expected[label]) for label in labels]


def average_score(score: str, average: Optional[str], by_label: Sequence[Counts]) -> float:
    """A score over all labels.

    Args:
        score: f1, precision or recall.
        average: `macro` for the mean over labels, `weighted` for that by how often each is right, `micro` for the
            score of all labels' counts together.

    Raises:
        ConfigError: there is no such score or average.
    """
    if score not in SCORES:
        raise ConfigError(f"Classification score {score!r} is not known; known are {', '.join(SCORES)}.")
    compute = SCORES[score]
    if average == "macro":
        return _ratio(sum(map(compute, by_label)), len(by_label))
    if average == "weighted":
        return _ratio(sum(compute(counts) * counts[2] for counts in by_label), sum(counts[2] for counts in by_label))
    if average == "micro":
        return compute((sum(c[0] for c in by_label), sum(c[1] for c in by_label), sum(c[2] for c in by_label)))
    raise ConfigError(f"Average {average!r} of classification scores is not known; known are macro, micro, weighted.")

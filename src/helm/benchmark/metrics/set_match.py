"""Scores of a sentence that states a set, such as `Carol is kind and big.`, by the set's overlap with the gold one.

Source: the synthetic natural reasoning task of HELM (Liang et al. 2022).
"""

from typing import AbstractSet, Callable, FrozenSet

_EMPTY = "Nothing."


def extract_set_from_text(text: str, set_start: str = " is ", set_separator: str = " and ") -> FrozenSet[str]:
    """`{kind, big}` of `Carol is kind and big.`; the empty set of `Nothing.`"""
    if text == _EMPTY:
        return frozenset()
    return frozenset(text.replace(".", "").split(set_start)[-1].split(set_separator))


def _compare(gold: str, pred: str, score: Callable[[AbstractSet[str], AbstractSet[str]], float]) -> float:
    """The score of the set in the prediction's first line; against an empty gold set, whether it is empty too."""
    gold_set = extract_set_from_text(gold)
    pred_set = extract_set_from_text(pred.split("\n", maxsplit=1)[0])
    return score(gold_set, pred_set) if gold_set else int(not pred_set)


def exact_set_match(gold: str, pred: str) -> float:
    """1 if the sets are equal."""
    return _compare(gold, pred, lambda golds, preds: int(golds == preds))


def iou_set_match(gold: str, pred: str) -> float:
    """Size of the intersection over size of the union."""
    return _compare(gold, pred, lambda golds, preds: len(golds & preds) / len(golds | preds))


def f1_set_match(gold: str, pred: str) -> float:
    """Harmonic mean of precision and recall."""
    return _compare(gold, pred, lambda golds, preds: 2 * len(golds & preds) / (len(golds) + len(preds)))


SET_MATCHES: dict[str, Callable[[str, str], float]] = {
    "exact_set_match": exact_set_match,
    "iou_set_match": iou_set_match,
    "f1_set_match": f1_set_match,
}

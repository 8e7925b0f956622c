"""Scores of a predicted text by whether it is, or begins with, the gold text.

All are 0 for an empty prediction.
"""

import re
import string
from typing import Callable

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_NO_PUNCTUATION = str.maketrans("", "", string.punctuation)
_NUMBER = re.compile(r"-?[\d,]+(?:.\d+)?")
_FORMULA = re.compile(r"[-+*/%\.\(\)\d]+")


def normalize_text(text: str, should_remove_articles: bool = True) -> str:
    """Lower-case words without ASCII punctuation and (by default) English articles, one blank between them.

    Source: the evaluation script of SQuAD (Rajpurkar et al. 2016).
    """
    text = text.lower().translate(_NO_PUNCTUATION)
    return " ".join((_ARTICLES.sub(" ", text) if should_remove_articles else text).split())


def exact_match(gold: str, pred: str) -> float:
    """1 if the texts are equal but for surrounding blanks."""
    return 1 if pred and gold.strip() == pred.strip() else 0


def quasi_exact_match(gold: str, pred: str) -> float:
    """1 if the normalized texts are equal."""
    return 1 if pred and normalize_text(gold) == normalize_text(pred) else 0


def quasi_leave_articles_exact_match(gold: str, pred: str) -> float:
    """1 if the texts, normalized but for their articles, are equal."""
    return 1 if pred and normalize_text(gold, False) == normalize_text(pred, False) else 0


def prefix_exact_match(gold: str, pred: str) -> float:
    """1 if the prediction begins with the gold text, surrounding blanks aside."""
    return 1 if pred and pred.strip().startswith(gold.strip()) else 0


def quasi_prefix_exact_match(gold: str, pred: str) -> float:
    """1 if the normalized prediction begins with the normalized gold text, which may be empty."""
    return 1 if pred and normalize_text(pred).startswith(normalize_text(gold)) else 0


def exact_match_indicator(gold: str, pred: str, indicator: str = " ") -> float:
    """Exact match of what follows the last `indicator` in each text: by default, of the last words."""
    return exact_match(gold.rsplit(indicator, maxsplit=1)[-1].strip(), pred.rsplit(indicator, maxsplit=1)[-1].strip())


def final_number_exact_match(gold: str, pred: str) -> float:
    """Exact match of the last numbers, thousands separators aside; 0 without a number.

    Numbers are compared as text: 15 is not 15.0. A single character of any kind joins two numbers.
    """
    return exact_match(_final_number(gold), _final_number(pred))


def _final_number(text: str) -> str:
    numbers = _NUMBER.findall(text)
    return numbers[-1].replace(",", "") if numbers else ""


def cleva_math_result_match(gold: str, pred: str) -> float:
    """1 if the last formula of digits, operators and brackets in the prediction is the gold text (CLEVA, 2023)."""
    formulas = _FORMULA.findall(pred)
    return exact_match(gold, formulas[-1].lstrip(")") if formulas else "")


def absolute_value_difference(gold: str, pred: str) -> float:
    """Distance of two integers, thousands separators aside; a text that is no integer counts as 0."""
    return abs(_integer_or_zero(gold) - _integer_or_zero(pred))


def _integer_or_zero(text: str) -> float:
    try:
        return int(text.replace(",", ""))
    except ValueError:
        return 0.0


TEXT_MATCHES: dict[str, Callable[[str, str], float]] = {
    function.__name__: function
    for function in (
        exact_match,
        quasi_exact_match,
        quasi_leave_articles_exact_match,
        prefix_exact_match,
        quasi_prefix_exact_match,
        exact_match_indicator,
        final_number_exact_match,
        cleva_math_result_match,
        absolute_value_difference,
    )
}

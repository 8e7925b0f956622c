"""Error rates of transcribed speech (Morris, Maier & Green 2004), by the package jiwer.

Texts are normalized (case, punctuation) first. An empty transcript counts as 0, the best value of a rate of errors;
a non-empty one of which nothing is left counts as all wrong.
"""

from functools import partial
from typing import Callable

from helm.benchmark.metrics.chinese_segmentation import split_chinese
from helm.benchmark.metrics.text_match import normalize_text
from helm.common.optional_dependencies import handle_module_not_found_error

_EXTRAS = ["multilingual"]


def _no_change(text: str) -> str:
    return text


def _chinese_words(text: str) -> str:
    """The words of a Chinese text with blanks between them."""
    return " ".join(split_chinese(text))


def speech_score(gold: str, pred: str, measure: str, split: Callable[[str], str] = _no_change) -> float:
    """One of jiwer's measures: `wer`, `mer`, `wip` (of words) or `cer` (of characters).

    Args:
        split: Puts blanks between the words of a language that is written without.
    """
    if not pred:
        return 0
    try:
        import jiwer
    except ModuleNotFoundError as error:
        handle_module_not_found_error(error, _EXTRAS)
    texts = (normalize_text(split(text), should_remove_articles=False) for text in (gold, pred))
    score: float = getattr(jiwer, measure)(*texts)
    return score


SPEECH_SCORES: dict[str, Callable[[str, str], float]] = {
    f"{language}{measure}_score": partial(speech_score, measure=measure, split=split)
    for language, split in (("", _no_change), ("chinese_", _chinese_words))
    for measure in ("wer", "mer", "wip", "cer")
}

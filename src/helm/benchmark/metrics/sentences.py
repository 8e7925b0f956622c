"""Splitting text into sentences."""

from functools import cache
from typing import Callable, List


@cache
def _splitter() -> Callable[[str], List[str]]:
    from nltk.tokenize import sent_tokenize

    from helm.data import ensure_nltk

    ensure_nltk("punkt_tab")
    split: Callable[[str], List[str]] = sent_tokenize
    return split


def split_sentences(text: str) -> List[str]:
    """The sentences of an English text, by NLTK's Punkt (Kiss & Strunk 2006).

    Raises:
        DataError: Punkt's model cannot be had.
    """
    return _splitter()(text)

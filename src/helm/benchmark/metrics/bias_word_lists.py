"""Words by which demographic groups, adjectives and professions are recognized.

Names and gender words: Garg et al. 2018 (arXiv 1711.08412) and Bolukbasi et al. 2016 (arXiv 1607.06520), the sources
also of the adjectives and of the professions, which are in `word_lists/`. All words are in lower case.
"""

from functools import cache
from importlib.resources import files
from typing import Dict, FrozenSet, Mapping, Tuple

_FEMALE = (
    "she daughter hers her mother woman girl herself female sister daughters mothers women girls femen sisters aunt "
    "aunts niece nieces"
)
_MALE = (
    "he son his him father man boy himself male brother sons fathers men boys males brothers uncle uncles nephew "
    "nephews"
)
_ASIAN = "cho wong tang huang chu chung ng wu liu chen lin yang kim chang shah wang li khan singh hong"
_HISPANIC = (
    "castillo gomez soto gonzalez sanchez rivera martinez torres rodriguez perez lopez medina diaz garcia castro cruz"
)
_WHITE = (
    "harris nelson robinson thompson moore wright anderson clark jackson taylor scott davis allen adams lewis williams "
    "jones wilson martin johnson"
)


def _word_lists(**lists: str) -> Dict[str, Tuple[str, ...]]:
    return {group: tuple(words.split()) for group, words in lists.items()}


GENDER_TO_WORD_LISTS: Mapping[str, Tuple[str, ...]] = _word_lists(female=_FEMALE, male=_MALE)
RACE_TO_NAME_LISTS: Mapping[str, Tuple[str, ...]] = _word_lists(asian=_ASIAN, hispanic=_HISPANIC, white=_WHITE)


@cache
def read_words(name: str) -> Tuple[str, ...]:
    """The words of `word_lists/{name}.txt`, one a line."""
    text = files("helm.benchmark.metrics").joinpath(f"word_lists/{name}.txt").read_text(encoding="utf-8")
    return tuple(word for word in text.split("\n") if word)


def read_word_list(name: str) -> FrozenSet[str]:
    """The different words of that list."""
    return frozenset(read_words(name))

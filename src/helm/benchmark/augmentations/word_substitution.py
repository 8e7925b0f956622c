"""Replacing words in a text, each with some probability and in the case of the word that it replaces."""

import re
from random import Random
from typing import Callable, Dict, Iterable, List, Pattern


def match_case(source: str, target: str) -> str:
    """`target` in the case of `source`: lower, upper or capitalized; unchanged if `source` is none of these.

    A source with anything but letters in it counts as capitalized if it begins with an upper-case letter.
    """
    if all(character.islower() for character in source):
        return target.lower()
    if all(character.isupper() for character in source):
        return target.upper()
    if source[0].isupper():
        return target.capitalize()
    return target


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of the words; of several that match at one place, the first of them.

    Words are grouped by their first letter, so that thousands can be looked for at once.
    """
    by_initial: Dict[str, List[str]] = {}
    for word in words:
        by_initial.setdefault(re.escape(word[0]), []).append(re.escape(word[1:]))
    return "|".join(f"{initial}(?:{'|'.join(rests)})" for initial, rests in by_initial.items())


def substitute_words(pattern: Pattern[str], text: str, choose: Callable[[str], str], prob: float, rng: Random) -> str:
    """`text` with the first group of each match of `pattern`, with probability `prob`, replaced by `choose(group)`."""

    def replacement(match: "re.Match[str]") -> str:
        word: str = match.group(1)
        if rng.random() >= prob:
            return match.group(0)
        return match.group(0).replace(word, match_case(word, choose(word)))

    return pattern.sub(replacement, text)

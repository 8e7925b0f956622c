"""What perturbations of Chinese text build on: words, homophones and traditional characters."""

import logging
from collections import defaultdict
from functools import cache
from typing import Any, Dict, List, NamedTuple, Optional, Tuple

from helm.common.optional_dependencies import handle_module_not_found_error

_EXTRAS = ["chinese"]

Sounds = Tuple[str, ...]
"""How a word is spoken: the pinyin of its characters."""


def words_of(text: str) -> List[str]:
    """The words of `text`, with whatever stands between them."""
    words: List[str] = _jieba().lcut(text)
    return words


def tagged_words_of(text: str) -> List[Tuple[str, str]]:
    """The words of `text` with their parts of speech; `nr` are names of people."""
    _jieba()
    import jieba.posseg

    return [(word, tag) for word, tag in jieba.posseg.lcut(text)]


def is_chinese(word: str) -> bool:
    """Whether all characters are Chinese."""
    return all("\u4e00" <= character <= "\u9fff" for character in word)


def to_traditional(text: str) -> str:
    """`text` in traditional characters."""
    traditional: str = _simplified_to_traditional().convert(text)
    return traditional


def homophones(word: str, consider_tone: bool) -> List[str]:
    """Other words of the dictionary that sound like `word`."""
    sounds = _sounds(word, consider_tone)
    same = _words_by_sounds(consider_tone).get(sounds, []) if sounds else []
    return [other for other in same if other != word]


class Homophones(NamedTuple):
    """Characters that sound alike."""

    common: List[str]
    rare: List[str]


def character_homophones(character: str, consider_tone: bool) -> Homophones:
    """Other characters that sound like `character`; common are the 3755 of level 1 of GB 2312."""
    sounds = _sounds(character, consider_tone)
    same = _characters_by_sound(consider_tone).get(sounds[0], []) if sounds else []
    others = [other for other in same if other != character]
    return Homophones([c for c in others if _is_common(c)], [c for c in others if not _is_common(c)])


def _is_common(character: str) -> bool:
    try:
        return b"\xb0" <= character.encode("gb2312")[:1] <= b"\xd7"
    except UnicodeEncodeError:
        return False


def _sounds(word: str, consider_tone: bool) -> Optional[Sounds]:
    """The most usual pinyin of each character, or None if there is one without."""
    table = _pinyin(consider_tone)
    sounds = tuple(table.get(character, "") for character in word)
    return sounds if all(sounds) else None


@cache
def _pinyin(consider_tone: bool) -> Dict[str, str]:
    """Character -> most usual pinyin, for the characters that GB 2312 or Unicode's basic block has."""
    try:
        from pypinyin.constants import PINYIN_DICT
        from pypinyin.contrib.tone_convert import to_normal
    except ModuleNotFoundError as error:
        handle_module_not_found_error(error, _EXTRAS)
    first = {chr(code): sounds.split(",")[0] for code, sounds in PINYIN_DICT.items() if is_chinese(chr(code))}
    return first if consider_tone else {character: to_normal(sound) for character, sound in first.items()}


@cache
def _characters_by_sound(consider_tone: bool) -> Dict[str, List[str]]:
    characters: Dict[str, List[str]] = defaultdict(list)
    for character, sound in sorted(_pinyin(consider_tone).items()):
        characters[sound].append(character)
    return characters


@cache
def _words_by_sounds(consider_tone: bool) -> Dict[Sounds, List[str]]:
    """The words of jieba's dictionary, the most frequent first."""
    words: Dict[Sounds, List[str]] = defaultdict(list)
    frequencies: Dict[str, int] = _jieba().dt.FREQ
    for word in sorted(frequencies, key=lambda word: (-frequencies[word], word)):
        sounds = _sounds(word, consider_tone) if frequencies[word] and is_chinese(word) else None
        if sounds:
            words[sounds].append(word)
    return words


@cache
def _jieba() -> Any:
    try:
        import jieba
    except ModuleNotFoundError as error:
        handle_module_not_found_error(error, _EXTRAS)
    # It reports the loading of its dictionary on standard error otherwise.
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    return jieba


@cache
def _simplified_to_traditional() -> Any:
    try:
        from opencc import OpenCC
    except ModuleNotFoundError as error:
        handle_module_not_found_error(error, _EXTRAS)
    return OpenCC("s2t")

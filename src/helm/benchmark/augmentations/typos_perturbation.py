"""Keys hit beside the right one."""

from dataclasses import dataclass
from random import Random
from typing import Dict

from helm.benchmark.augmentations.perturbation import TextPerturbation
from helm.benchmark.augmentations.perturbation_description import PerturbationDescription

_NEIGHBOURS: Dict[str, str] = {
    "q": "was",
    "w": "qesad",
    "e": "wsdfr",
    "r": "edfgt",
    "t": "rfghy",
    "y": "tghju",
    "u": "yhjki",
    "i": "ujklo",
    "o": "iklp",
    "p": "ol",
    "a": "qwsz",
    "s": "weadzx",
    "d": "erfcxs",
    "f": "rtgvcd",
    "g": "tyhbvf",
    "h": "yujnbg",
    "j": "uikmnh",
    "k": "iolmj",
    "l": "opk",
    "z": "asx",
    "x": "sdcz",
    "c": "dfvx",
    "v": "fgbc",
    "b": "ghnv",
    "n": "hjmb",
    "m": "jkn",
}
"""Letter -> letters around it on a QWERTY keyboard."""


class TyposPerturbation(TextPerturbation):
    """Replaces each Latin letter, with probability `prob`, by one beside it on the keyboard."""

    @dataclass(frozen=True)
    class Description(PerturbationDescription):
        prob: float = 0.0

    name: str = "typos"

    def __init__(self, prob: float):
        self.prob = prob

    @property
    def description(self) -> PerturbationDescription:
        return TyposPerturbation.Description(name=self.name, robustness=True, prob=self.prob)

    def perturb(self, text: str, rng: Random) -> str:
        return "".join(self._perturb_character(character, rng) for character in text)

    def _perturb_character(self, character: str, rng: Random) -> str:
        lower = typed = character.lower()
        if lower in _NEIGHBOURS and rng.random() < self.prob:
            typed = rng.choice(_NEIGHBOURS[lower])
        return typed if character == lower else typed.upper()

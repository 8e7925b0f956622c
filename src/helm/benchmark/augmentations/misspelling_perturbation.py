"""Common misspellings of English words.

Source: Wikipedia, "Lists of common misspellings/For machines"; `scripts/build_misspellings.py` makes the data file.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Dict, List, Pattern

from helm.benchmark.augmentations.perturbation import TextPerturbation
from helm.benchmark.augmentations.perturbation_description import PerturbationDescription
from helm.benchmark.augmentations.word_substitution import any_of, substitute_words

_DATA_FILE = Path(__file__).with_name("correct_to_misspelling.json")


class MisspellingPerturbation(TextPerturbation):
    """Replaces each word that has common misspellings, with probability `prob`, by one of them."""

    @dataclass(frozen=True)
    class Description(PerturbationDescription):
        prob: float = 0.0

    name: str = "misspellings"

    def __init__(self, prob: float):
        self.prob = prob

    @property
    def description(self) -> PerturbationDescription:
        return MisspellingPerturbation.Description(name=self.name, robustness=True, prob=self.prob)

    def perturb(self, text: str, rng: Random) -> str:
        misspellings = _misspellings()
        return substitute_words(_pattern(), text, lambda word: rng.choice(misspellings[word]), self.prob, rng)


@cache
def _misspellings() -> Dict[str, List[str]]:
    """Word, in lower case and capitalized -> its misspellings, in the order from which they are drawn."""
    table: Dict[str, List[str]] = json.loads(_DATA_FILE.read_text(encoding="utf-8"))
    variants: Dict[str, List[str]] = {}
    for word, misspellings in table.items():
        for variant in dict.fromkeys((word.lower(), word.capitalize())):
            variants.setdefault(variant, misspellings)
    return variants


@cache
def _pattern() -> Pattern[str]:
    return re.compile(rf"\b({any_of(_misspellings())})\b")

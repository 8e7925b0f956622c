"""Words of one gender replaced by those of another."""

import re
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import List, Optional, Pattern, Sequence, Tuple

from helm.benchmark.augmentations.perturbation import TextPerturbation
from helm.benchmark.augmentations.perturbation_description import PerturbationDescription
from helm.benchmark.augmentations.word_lists import read_json
from helm.benchmark.augmentations.word_substitution import substitute_words
from helm.common.errors import ConfigError

GENDER_TERM_MAPPINGS: List[Tuple[str, str, str]] = [
    ("child", "daughter", "son"),
    ("children", "daughters", "sons"),
    ("parent", "mother", "father"),
    ("parents", "mothers", "fathers"),
    ("kiddo", "girl", "boy"),
    ("kiddos", "girls", "boys"),
    ("person", "woman", "man"),
    ("people", "women", "men"),
    ("sibling", "sister", "brother"),
    ("siblings", "sisters", "brothers"),
    ("nibling", "niece", "nephew"),
    ("niblings", "nieces", "nephews"),
    ("monarch", "queen", "king"),
    ("monarchs", "queens", "kings"),
    ("server", "waitress", "waiter"),
    ("servers", "waitresses", "waiters"),
    ("parent", "mom", "dad"),
    ("parents", "moms", "dads"),
    ("stepchild", "stepdaughter", "stepson"),
    ("stepchildren", "stepdaughters", "stepsons"),
    ("stepparent", "stepmother", "stepfather"),
    ("stepparents", "stepmothers", "stepfathers"),
    ("stepparent", "stepmom", "stepdad"),
    ("stepparents", "stepmoms", "stepdads"),
    ("grandchild", "granddaughter", "grandson"),
    ("grandchildren", "granddaughters", "grandsons"),
    ("grandparent", "grandmother", "grandfather"),
    # The last word ought to be "grandfathers"; it is as in HELM, so that scores stay comparable.
    ("grandparents", "grandmothers", "grandfather"),
    ("grandparent", "grandma", "granddad"),
    ("grandparents", "grandmas", "granddads"),
    ("human", "female", "male"),
    ("humans", "females", "males"),
]
GENDER_PRONOUN_MAPPINGS: List[Tuple[str, str, str]] = [
    ("they", "she", "he"),
    ("them", "her", "him"),
    ("their", "her", "his"),
    ("theirs", "hers", "his"),
    ("themselves", "herself", "himself"),
]
GENDERS: List[str] = ["neutral", "female", "male"]
"""What the columns of the built-in mappings are."""

_MODES = {"terms": GENDER_TERM_MAPPINGS, "pronouns": GENDER_PRONOUN_MAPPINGS}


class GenderPerturbation(TextPerturbation):
    """Replaces words of one gender, each with probability `prob`, by those of another.

    A word at the very beginning or end of a text stays as it is, for it needs a character on either side.
    """

    @dataclass(frozen=True)
    class Description(PerturbationDescription):
        mode: str = ""
        prob: float = 0.0
        source_class: str = ""
        target_class: str = ""
        bidirectional: bool = False

    name: str = "gender"

    should_perturb_references: bool = True

    def __init__(
        self,
        mode: str,
        prob: float,
        source_class: str,
        target_class: str,
        mapping_file_path: Optional[str] = None,
        mapping_file_genders: Optional[List[str]] = None,
        bidirectional: bool = False,
    ):
        """
        Args:
            mode: "terms" (mother, father) or "pronouns" (she, he).
            prob: Probability that a word is replaced.
            source_class: The gender of the words to replace: "neutral", "female" or "male".
            target_class: The gender of the words to put in place.
            mapping_file_path: A JSON file to use instead of the built-in mapping: a list of lists of words that differ
                in gender only.
            mapping_file_genders: The gender of each column of that file.
            bidirectional: Whether words of `target_class` become words of `source_class`, too.

        Raises:
            ConfigError: the mode or a gender is unknown, or the file cannot be used.
        """
        if mode not in _MODES:
            raise ConfigError(f"The mode of the gender perturbation is {mode!r}, but must be one of {list(_MODES)}.")
        self.mode = mode
        self.prob = prob
        self.source_class = source_class.lower()
        self.target_class = target_class.lower()
        self.bidirectional = bidirectional
        self._mapping_file_path = mapping_file_path
        genders = GENDERS if mapping_file_path is None else [name.lower() for name in mapping_file_genders or []]
        self._source_column = _column(self.source_class, genders)
        self._target_column = _column(self.target_class, genders)

    @property
    def description(self) -> PerturbationDescription:
        return GenderPerturbation.Description(
            name=self.name,
            fairness=True,
            mode=self.mode,
            prob=self.prob,
            source_class=self.source_class,
            target_class=self.target_class,
            bidirectional=self.bidirectional,
        )

    def perturb(self, text: str, rng: Random) -> str:
        for pattern, target in self._substitutions:
            text = self._substitute(pattern, target, text, rng)
        return text

    def _substitute(self, pattern: Pattern[str], target: str, text: str, rng: Random) -> str:
        return substitute_words(pattern, text, lambda _: target, self.prob, rng)

    @cached_property
    def _substitutions(self) -> List[Tuple[Pattern[str], str]]:
        """What to look for and what to put in its place, in the order of substitution."""
        rows: Sequence[Sequence[str]] = _MODES[self.mode]
        if self._mapping_file_path is not None:
            rows = read_json(self._mapping_file_path)
        pairs = [(row[self._source_column], row[self._target_column]) for row in rows]
        if self.bidirectional:
            pairs += [(target, source) for source, target in pairs]
        return [(re.compile(rf"[^\w]({re.escape(word)})[^\w]", re.IGNORECASE), target) for word, target in pairs]


def _column(gender: str, genders: List[str]) -> int:
    if gender not in genders:
        raise ConfigError(f"{gender!r} is not a gender of the gender perturbation's mapping; it has {genders}.")
    return genders.index(gender)

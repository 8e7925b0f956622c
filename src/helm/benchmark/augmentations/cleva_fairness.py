"""Perturbations of Chinese text that probe fairness."""

import re
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Dict, List, Pattern, Sequence, Tuple

from helm.benchmark.augmentations import chinese_text
from helm.benchmark.augmentations.person_name_perturbation import NameSubstitution, describe_class
from helm.benchmark.augmentations.perturbation import TextPerturbation
from helm.benchmark.augmentations.perturbation_description import PerturbationDescription
from helm.benchmark.augmentations.word_lists import CLEVA_ASSETS_URL, downloaded_path, read_json, read_text
from helm.common.errors import ConfigError

_GENDERS = ("male", "female")
_PRONOUNS = [("他", "她"), ("他们", "她们")]


class ChineseGenderPerturbation(TextPerturbation):
    """Replaces words of one gender, each with probability `prob`, by those of the other."""

    @dataclass(frozen=True)
    class Description(PerturbationDescription):
        mode: str = ""
        prob: float = 0.0
        source_class: str = ""
        target_class: str = ""

    name: str = "chinese_gender"

    should_perturb_references: bool = True

    def __init__(self, mode: str, prob: float, source_class: str, target_class: str):
        """
        Args:
            mode: "terms" (mother, father) or "pronouns" (she, he).
            prob: Probability that a word is replaced.
            source_class: The gender of the words to replace, "male" or "female".
            target_class: The gender of the words to put in place.

        Raises:
            ConfigError: the mode or a gender is unknown.
        """
        if mode not in ("terms", "pronouns"):
            raise ConfigError(
                f"The mode of the chinese_gender perturbation is {mode!r}, but must be terms or pronouns."
            )
        for gender in (source_class, target_class):
            if gender not in _GENDERS:
                raise ConfigError(f"{gender!r} is not a gender of the chinese_gender perturbation; it has {_GENDERS}.")
        self.mode = mode
        self.prob = prob
        self.source_class = source_class
        self.target_class = target_class

    @property
    def description(self) -> PerturbationDescription:
        return ChineseGenderPerturbation.Description(
            name=self.name,
            fairness=True,
            mode=self.mode,
            prob=self.prob,
            source_class=self.source_class,
            target_class=self.target_class,
        )

    def perturb(self, text: str, rng: Random) -> str:
        return "".join(
            self._table[word] if word in self._table and rng.random() < self.prob else word
            for word in chinese_text.words_of(text)
        )

    @cached_property
    def _table(self) -> Dict[str, str]:
        """Word of the source gender -> word of the target gender."""
        rows: Sequence[Sequence[str]] = _PRONOUNS
        if self.mode == "terms":
            text = read_text(downloaded_path(self.name, "gender_term.txt"), f"{CLEVA_ASSETS_URL}/gender_term.txt")
            rows = [re.split(r"[\s,，]+", line.strip()) for line in text.splitlines() if line.strip()]
        source, target = _GENDERS.index(self.source_class), _GENDERS.index(self.target_class)
        return {row[source]: row[target] for row in rows}


class ChinesePersonNamePerturbation(NameSubstitution):
    """Replaces names of people of one gender by those of another."""

    @dataclass(frozen=True)
    class Description(PerturbationDescription):
        prob: float = 0.0
        source_class: str = ""
        target_class: str = ""
        preserve_gender: bool = False

    name: str = "chinese_person_name"

    def __init__(
        self,
        prob: float,
        source_class: Dict[str, str],
        target_class: Dict[str, str],
        preserve_gender: bool = True,
    ):
        """
        Args:
            prob: Probability that a name is replaced.
            source_class: The gender of the names to replace, e.g. `{"gender": "male"}`.
            target_class: The gender of the names to put in place.
            preserve_gender: Nothing but recorded: gender is the one thing known of these names.

        Raises:
            ConfigError: a class is not a gender.
        """
        for properties in (source_class, target_class):
            if list(properties) != ["gender"]:
                raise ConfigError(
                    f"A class of the chinese_person_name perturbation is {properties}, but must be "
                    '{"gender": "male"} or {"gender": "female"}.'
                )
        self.prob = prob
        self.source_class = source_class
        self.target_class = target_class
        self.preserve_gender = preserve_gender

    @property
    def description(self) -> PerturbationDescription:
        return ChinesePersonNamePerturbation.Description(
            name=self.name,
            fairness=True,
            prob=self.prob,
            source_class=describe_class(self.source_class),
            target_class=describe_class(self.target_class),
            preserve_gender=self.preserve_gender,
        )

    def _pieces(self, text: str) -> List[Tuple[str, bool]]:
        source = self.source_class["gender"]
        return [
            (word, tag == "nr" and self._genders.get(word) == source)
            for word, tag in chinese_text.tagged_words_of(text)
        ]

    def _options(self, name: str) -> List[str]:
        target = self.target_class["gender"]
        return [other for other, gender in self._genders.items() if gender == target]

    @cached_property
    def _genders(self) -> Dict[str, str]:
        """Name -> gender."""
        file = "chinese_name_gender.json"
        genders: Dict[str, str] = read_json(downloaded_path(self.name, file), f"{CLEVA_ASSETS_URL}/{file}")
        return genders


class SimplifiedToTraditionalPerturbation(TextPerturbation):
    """Writes simplified characters as traditional ones."""

    name: str = "simplified_to_traditional"

    should_perturb_references: bool = True

    @property
    def description(self) -> PerturbationDescription:
        return PerturbationDescription(name=self.name, fairness=True)

    def perturb(self, text: str, rng: Random) -> str:
        return chinese_text.to_traditional(text)


class MandarinToCantonesePerturbation(TextPerturbation):
    """Replaces phrases of Mandarin by those of Cantonese, and writes everything in traditional characters."""

    name: str = "mandarin_to_cantonese"

    should_perturb_references: bool = True

    @property
    def description(self) -> PerturbationDescription:
        return PerturbationDescription(name=self.name, fairness=True)

    def perturb(self, text: str, rng: Random) -> str:
        return chinese_text.to_traditional(self._pattern.sub(lambda match: self._phrases[match.group()], text))

    @cached_property
    def _phrases(self) -> Dict[str, str]:
        """Mandarin phrase -> Cantonese phrase."""
        file = "conversion.json"
        phrases: Dict[str, str] = read_json(downloaded_path(self.name, file), f"{CLEVA_ASSETS_URL}/{file}")
        return phrases

    @cached_property
    def _pattern(self) -> Pattern[str]:
        """What matches the longest phrase."""
        return re.compile("|".join(re.escape(phrase) for phrase in sorted(self._phrases, key=len, reverse=True)))

"""Names of people of one group replaced by names of another.

First names by race and gender are from Caliskan et al. 2017 (https://arxiv.org/abs/1608.07187), last names from Garg et
al. 2017 (https://arxiv.org/abs/1711.08412).
"""

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random
from typing import Dict, FrozenSet, List, Optional, Sequence, Tuple

from helm.benchmark.augmentations.perturbation import Perturbation, rewrite_texts
from helm.benchmark.augmentations.perturbation_description import PerturbationDescription
from helm.benchmark.augmentations.word_lists import AUGMENTATIONS_URL, described_path, downloaded_path, read_text
from helm.benchmark.augmentations.word_substitution import match_case
from helm.benchmark.scenarios.scenario import Instance
from helm.common.errors import ConfigError, nearest

FIRST_NAME = "first_name"
LAST_NAME = "last_name"

_SOURCE_URL = f"{AUGMENTATIONS_URL}/person_name_perturbation/person_names.txt"
_GENDERS = ["female", "male", "neutral"]

NameTable = Dict[str, Dict[str, List[str]]]
"""Category, such as "race" -> value, such as "asian" -> names in lower case, in the order of the file."""


class NameSubstitution(Perturbation, ABC):
    """Replaces names of the source group by names of the target group.

    Whether a name is replaced (with probability `prob`), and by which, is decided once for an instance: what is called
    Anna in a reference is called the same in the input.
    """

    should_perturb_references: bool = True

    prob: float

    def apply(self, instance: Instance, seed: Optional[int] = None) -> Instance:
        """The version of `instance` with other names; the same for every `seed`."""
        rng = self.get_rng(instance)
        substitutions: Dict[str, Optional[str]] = {}
        perturbed = rewrite_texts(
            instance, lambda text: self._substitute(text, substitutions, rng), self.should_perturb_references
        )
        return replace(perturbed, perturbation=self.description)

    def _substitute(self, text: str, substitutions: Dict[str, Optional[str]], rng: Random) -> str:
        """`text` with names replaced by what `substitutions` says; decisions for further names are added to it."""
        return "".join(
            self._substitute_name(piece, substitutions, rng) if is_name else piece
            for piece, is_name in self._pieces(text)
        )

    def _substitute_name(self, name: str, substitutions: Dict[str, Optional[str]], rng: Random) -> str:
        key = name.lower()
        if key not in substitutions:
            options = self._options(key) if rng.random() < self.prob else []
            substitutions[key] = rng.choice(options) if options else None
        substitute = substitutions[key]
        return name if substitute is None else match_case(name, substitute)

    @abstractmethod
    def _pieces(self, text: str) -> List[Tuple[str, bool]]:
        """The pieces of `text`, each with whether it is a name of the source group."""

    @abstractmethod
    def _options(self, name: str) -> Sequence[str]:
        """What may be put in the place of a name in lower case."""


class PersonNamePerturbation(NameSubstitution):
    """Replaces names of people, given the properties of the names to replace and of those to put in their place."""

    @dataclass(frozen=True)
    class Description(PerturbationDescription):
        prob: float = 0.0
        source_class: str = ""
        target_class: str = ""
        name_file_path: Optional[str] = None
        person_name_type: str = ""
        preserve_gender: bool = False

    name: str = "person_name"

    def __init__(
        self,
        prob: float,
        source_class: Dict[str, str],
        target_class: Dict[str, str],
        name_file_path: Optional[str] = None,
        person_name_type: str = FIRST_NAME,
        preserve_gender: bool = True,
    ):
        """
        Args:
            prob: Probability that a name is replaced.
            source_class: What is true of the names to replace, by category, e.g. `{"race": "white_american"}`.
            target_class: What is true of the names to put in place.
            name_file_path: A file with a name a line, `name,type[,category,value]...`; None for the built-in one.
            person_name_type: "first_name" or "last_name".
            preserve_gender: Whether a name is only replaced by one of the same gender, if its gender is known.
        """
        self.prob = prob
        self.source_class = source_class
        self.target_class = target_class
        self._source_url = _SOURCE_URL if name_file_path is None else None
        self._file = name_file_path or downloaded_path("person_name", "data", "person_names.txt")
        self.name_file_path = name_file_path or described_path("person_name", "data", "person_names.txt")
        self.person_name_type = person_name_type
        self.preserve_gender = preserve_gender

    @property
    def description(self) -> PerturbationDescription:
        return PersonNamePerturbation.Description(
            name=self.name,
            fairness=True,
            prob=self.prob,
            source_class=describe_class(self.source_class),
            target_class=describe_class(self.target_class),
            name_file_path=self.name_file_path,
            person_name_type=self.person_name_type,
            preserve_gender=self.preserve_gender,
        )

    def _pieces(self, text: str) -> List[Tuple[str, bool]]:
        return [(token, token.lower() in self._source_names) for token in re.split(r"([^\w])", text)]

    def _options(self, name: str) -> List[str]:
        by_gender = self._table.get("gender", {})
        gender = next((gender for gender in _GENDERS if name in by_gender.get(gender, [])), None)
        if not self.preserve_gender or gender is None:
            return self._target_names
        same_gender = frozenset(by_gender[gender])
        return [target for target in self._target_names if target in same_gender]

    @cached_property
    def _source_names(self) -> FrozenSet[str]:
        return frozenset(names_of_class(self._table, self.source_class))

    @cached_property
    def _target_names(self) -> List[str]:
        return names_of_class(self._table, self.target_class)

    @cached_property
    def _table(self) -> NameTable:
        return _parse_names(read_text(self._file, self._source_url), self.person_name_type)


def describe_class(properties: Dict[str, str]) -> str:
    """`race=asian,gender=female`."""
    return ",".join(f"{category}={value}" for category, value in properties.items())


def names_of_class(table: NameTable, properties: Dict[str, str]) -> List[str]:
    """The names with all the properties, in the order of the first.

    Raises:
        ConfigError: no name has one of them.
    """
    lists = []
    for category, value in properties.items():
        by_value = table.get(category, {})
        if value not in by_value:
            known = [f"{name}={known}" for name, values in table.items() for known in values]
            raise ConfigError(
                f"No name in the list has {category}={value}; there are {', '.join(known) or 'none at all'}"
                f"{nearest(f'{category}={value}', known)}"
            )
        lists.append(by_value[value])
    return [name for name in lists[0] if all(name in others for others in lists[1:])] if lists else []


def _parse_names(text: str, person_name_type: str) -> NameTable:
    """The names of one type in a file with lines `name,type[,category,value]...`."""
    table: NameTable = {}
    for line in text.splitlines():
        fields = [field.strip() for field in line.split(",")]
        if len(fields) < 2 or fields[1] != person_name_type:
            continue
        for category, value in zip(fields[2::2], fields[3::2]):
            table.setdefault(category, {}).setdefault(value, []).append(fields[0].lower())
    return table

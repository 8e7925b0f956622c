"""Standard American English to African American English, word by word.

The mapping is that of Ziems et al. 2022, "VALUE: Understanding Dialect Disparity in NLU"
(https://arxiv.org/abs/2204.03031).
"""

import re
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Dict, List, Optional, Pattern

from helm.benchmark.augmentations.perturbation import TextPerturbation
from helm.benchmark.augmentations.perturbation_description import PerturbationDescription
from helm.benchmark.augmentations.word_lists import AUGMENTATIONS_URL, described_path, downloaded_path, read_json
from helm.benchmark.augmentations.word_substitution import any_of, substitute_words
from helm.common.errors import ConfigError

SAE = "SAE"
AAVE = "AAVE"

_FILE_NAME = "SAE_to_AAVE_mapping.json"
_SOURCE_URL = f"{AUGMENTATIONS_URL}/dialect_perturbation/{_FILE_NAME}"


class DialectPerturbation(TextPerturbation):
    """Replaces words of one dialect, each with probability `prob`, by those of another.

    A word at the very beginning or end of a text stays as it is, for it needs a character on either side.
    """

    @dataclass(frozen=True)
    class Description(PerturbationDescription):
        prob: float = 0.0
        source_class: str = ""
        target_class: str = ""
        mapping_file_path: Optional[str] = None

    name: str = "dialect"

    should_perturb_references: bool = True

    def __init__(self, prob: float, source_class: str, target_class: str, mapping_file_path: Optional[str] = None):
        """
        Args:
            prob: Probability that a word is replaced.
            source_class: The dialect of the text, e.g. "SAE".
            target_class: The dialect to change it to, e.g. "AAVE".
            mapping_file_path: A JSON file, `{"word": ["replacement", ...], ...}`; may be None for SAE to AAVE.

        Raises:
            ConfigError: no mapping is known between the dialects, and none is given.
        """
        self.prob = prob
        self.source_class = source_class.upper()
        self.target_class = target_class.upper()
        if mapping_file_path is None and (self.source_class, self.target_class) != (SAE, AAVE):
            raise ConfigError(
                f"The dialect perturbation has no mapping from {self.source_class} to {self.target_class}, only from "
                f"{SAE} to {AAVE}; give another with mapping_file_path."
            )
        self._source_url = _SOURCE_URL if mapping_file_path is None else None
        self._file = mapping_file_path or downloaded_path("dialect", _FILE_NAME)
        self.mapping_file_path = mapping_file_path or described_path("dialect", _FILE_NAME)

    @property
    def description(self) -> PerturbationDescription:
        return DialectPerturbation.Description(
            name=self.name,
            fairness=True,
            prob=self.prob,
            source_class=self.source_class,
            target_class=self.target_class,
            mapping_file_path=self.mapping_file_path,
        )

    def perturb(self, text: str, rng: Random) -> str:
        mapping = self._mapping
        return substitute_words(
            self._pattern, text, lambda word: rng.choice(mapping.get(word.lower(), [word])), self.prob, rng
        )

    @cached_property
    def _mapping(self) -> Dict[str, List[str]]:
        mapping = read_json(self._file, self._source_url)
        return {word.lower(): replacements for word, replacements in mapping.items()}

    @cached_property
    def _pattern(self) -> Pattern[str]:
        return re.compile(rf"[^\w-]({any_of(self._mapping)})[^\w-]", re.IGNORECASE)

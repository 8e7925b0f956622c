"""Perturbations of Chinese text that probe robustness."""

from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Dict, List

from helm.benchmark.augmentations import chinese_text
from helm.benchmark.augmentations.perturbation import TextPerturbation
from helm.benchmark.augmentations.perturbation_description import PerturbationDescription
from helm.benchmark.augmentations.word_lists import CLEVA_ASSETS_URL, downloaded_path, read_json


class ChineseTyposPerturbation(TextPerturbation):
    """Replaces each Chinese word, with probability `prob`, by what sounds like it, as a pinyin keyboard may offer."""

    @dataclass(frozen=True)
    class Description(PerturbationDescription):
        prob: float = 0.0
        rare_char_prob: float = 0.0
        consider_tone: bool = False
        word_level_perturb: bool = True

    name: str = "chinese_typos"

    def __init__(
        self,
        prob: float,
        rare_char_prob: float = 0.05,
        consider_tone: bool = False,
        word_level_perturb: bool = True,
    ):
        """
        Args:
            prob: Probability that a word is replaced.
            rare_char_prob: Probability that a single character is replaced by a rare one instead of a common one.
            consider_tone: Whether words only sound alike if they agree in tone.
            word_level_perturb: Whether words are replaced as a whole where another word sounds alike; else, one of
                their characters is.
        """
        self.prob = prob
        self.rare_char_prob = rare_char_prob
        self.consider_tone = consider_tone
        self.word_level_perturb = word_level_perturb

    @property
    def description(self) -> PerturbationDescription:
        return ChineseTyposPerturbation.Description(
            name=self.name,
            robustness=True,
            prob=self.prob,
            rare_char_prob=self.rare_char_prob,
            consider_tone=self.consider_tone,
            word_level_perturb=self.word_level_perturb,
        )

    def perturb(self, text: str, rng: Random) -> str:
        return "".join(
            self._misspelt(word, rng) if chinese_text.is_chinese(word) and rng.random() < self.prob else word
            for word in chinese_text.words_of(text)
        )

    def _misspelt(self, word: str, rng: Random) -> str:
        if self.word_level_perturb:
            others = chinese_text.homophones(word, self.consider_tone)
            if others:
                return rng.choice(others)
        position = rng.randrange(len(word))
        return word[:position] + self._mistaken(word[position], rng) + word[position + 1 :]

    def _mistaken(self, character: str, rng: Random) -> str:
        common, rare = chinese_text.character_homophones(character, self.consider_tone)
        preferred = rare if rng.random() < self.rare_char_prob else common
        return rng.choice(preferred or common or rare or [character])


class ChineseSynonymPerturbation(TextPerturbation):
    """Replaces each word that has synonyms, with probability `prob`, by one of them."""

    @dataclass(frozen=True)
    class Description(PerturbationDescription):
        prob: float = 0.0
        trial_num: int = 10

    name: str = "chinese_synonym"

    def __init__(self, prob: float, trial_num: int = 10):
        """
        Args:
            prob: Probability that a word is replaced.
            trial_num: How often a synonym is drawn, at most, to find one that differs from the word.
        """
        self.prob = prob
        self.trial_num = trial_num

    @property
    def description(self) -> PerturbationDescription:
        return ChineseSynonymPerturbation.Description(
            name=self.name, robustness=True, prob=self.prob, trial_num=self.trial_num
        )

    def perturb(self, text: str, rng: Random) -> str:
        return "".join(
            self._synonym(word, rng) if word in self._synonyms and rng.random() < self.prob else word
            for word in chinese_text.words_of(text)
        )

    def _synonym(self, word: str, rng: Random) -> str:
        draws = (rng.choice(self._synonyms[word]) for _ in range(self.trial_num))
        return next((synonym for synonym in draws if synonym != word), word)

    @cached_property
    def _synonyms(self) -> Dict[str, List[str]]:
        """Word -> synonyms, at least one."""
        table = read_json(downloaded_path(self.name, "synonyms.json"), f"{CLEVA_ASSETS_URL}/synonyms.json")
        return {word: synonyms for word, synonyms in table.items() if synonyms}


class CLEVAMildMixPerturbation(TextPerturbation):
    """Synonyms for 30% of the words that have any, then homophones for 5% of the words."""

    name: str = "cleva_mild_mix"

    def __init__(self) -> None:
        self.perturbations = [ChineseSynonymPerturbation(0.3), ChineseTyposPerturbation(0.05)]

    @property
    def description(self) -> PerturbationDescription:
        return PerturbationDescription(name=self.name, robustness=True)

    def perturb(self, text: str, rng: Random) -> str:
        for perturbation in self.perturbations:
            text = perturbation.perturb(text, rng)
        return text

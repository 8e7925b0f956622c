"""Words replaced by their synonyms in WordNet (https://wordnet.princeton.edu)."""

from dataclasses import dataclass
from functools import cache, cached_property
from random import Random
from typing import Any, Dict, List, Optional

from helm.benchmark.augmentations.perturbation import TextPerturbation
from helm.benchmark.augmentations.perturbation_description import PerturbationDescription
from helm.benchmark.augmentations.word_lists import AUGMENTATIONS_URL, downloaded_path, read_json
from helm.benchmark.augmentations.word_substitution import match_case
from helm.common.errors import DataError
from helm.common.optional_dependencies import handle_module_not_found_error

SPACY_MODEL = "en_core_web_sm"

_FILE_NAME = "wordnet_synonyms.json"
_SOURCE_URL = f"{AUGMENTATIONS_URL}/synonym_perturbation/{_FILE_NAME}"

_WORDNET_POS: Dict[str, str] = {"VERB": "v", "NOUN": "n", "ADV": "r", "ADJ": "s"}
"""Part of speech of spaCy -> of WordNet."""


class SynonymPerturbation(TextPerturbation):
    """Replaces each verb, noun, adverb and adjective that has synonyms, with probability `prob`, by one of them."""

    @dataclass(frozen=True)
    class Description(PerturbationDescription):
        prob: float = 0.0

    name: str = "synonym"

    def __init__(self, prob: float):
        self.prob = prob

    @property
    def description(self) -> PerturbationDescription:
        return SynonymPerturbation.Description(name=self.name, robustness=True, prob=self.prob)

    def perturb(self, text: str, rng: Random) -> str:
        return "".join(
            self._perturb_word(token.text, token.pos_, rng) + token.whitespace_ for token in _pipeline()(text)
        )

    def _perturb_word(self, word: str, part_of_speech: str, rng: Random) -> str:
        synonyms = self._synonyms(word.lower(), _WORDNET_POS.get(part_of_speech))
        if synonyms and rng.random() < self.prob:
            return match_case(word, rng.choice(synonyms))
        return word

    def _synonyms(self, word: str, pos: Optional[str]) -> List[str]:
        """The synonyms of all base forms of `word`, each once and without the word itself."""
        if pos is None:
            return []
        keys = [f"{base}:{pos}" for base in _base_forms(word, pos)]
        synonyms = dict.fromkeys(synonym for key in keys for synonym in self._table.get(key, []))
        return [synonym for synonym in synonyms if synonym != word]

    @cached_property
    def _table(self) -> Dict[str, List[str]]:
        """`base form:part of speech` -> synonyms."""
        table: Dict[str, List[str]] = read_json(downloaded_path("synonym", _FILE_NAME), _SOURCE_URL)
        return table


@cache
def _pipeline() -> Any:
    """The part-of-speech tagger.

    Raises:
        OptionalDependencyNotInstalled: spaCy is not installed.
        DataError: its English model is not installed.
    """
    try:
        import spacy
    except ModuleNotFoundError as error:
        handle_module_not_found_error(error, ["perturbations"])
    try:
        return spacy.load(SPACY_MODEL)
    except OSError as error:
        raise DataError(
            f"The synonym perturbation needs the spaCy model {SPACY_MODEL}; "
            f"install it with `python -m spacy download {SPACY_MODEL}`."
        ) from error


def _base_forms(word: str, pos: str) -> List[str]:
    """The base forms of `word` that WordNet has for this part of speech: "run" for "running" as a verb."""
    forms: List[str] = _wordnet()._morphy(word, pos)
    return forms


@cache
def _wordnet() -> Any:
    from helm.data import ensure_nltk

    ensure_nltk("wordnet")
    from nltk.corpus import wordnet

    wordnet.ensure_loaded()
    return wordnet

"""Synonyms, with a tagger and a lemmatizer that know the words of these tests."""

import sys
from random import Random
from types import SimpleNamespace
from typing import Any, List

import pytest

from helm.benchmark.augmentations import synonym_perturbation
from helm.benchmark.augmentations.synonym_perturbation import SynonymPerturbation
from helm.common.optional_dependencies import OptionalDependencyNotInstalled

TABLE_ADDRESS = (
    "storage.googleapis.com/crfm-helm-public/source_datasets/augmentations/synonym_perturbation/wordnet_synonyms.json"
)
TABLE = {"dog:n": ["hound"], "run:v": ["sprint", "jog"], "running:v": ["jog"], "big:s": ["big"]}
TAGS = {"The": "DET", "Dogs": "NOUN", "are": "AUX", "running": "VERB", "big": "ADJ", "dog": "VERB"}
BASE_FORMS = {("dogs", "n"): ["dog"], ("running", "v"): ["running", "run"], ("big", "s"): ["big"], ("dog", "v"): []}


def tag(text: str) -> List[SimpleNamespace]:
    return [
        SimpleNamespace(text=word, pos_=TAGS[word], whitespace_=space) for word, space in zip(text.split(), "     ")
    ]


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch, add_word_list: Any) -> None:
    add_word_list(TABLE_ADDRESS, TABLE)
    monkeypatch.setattr(synonym_perturbation, "_pipeline", lambda: tag)
    monkeypatch.setattr(synonym_perturbation, "_base_forms", lambda word, pos: BASE_FORMS[word, pos])


def test_words_with_synonyms_are_replaced(english: None) -> None:
    results = {SynonymPerturbation(1.0).perturb("The Dogs are running big", Random(seed)) for seed in range(30)}
    assert results == {"The Hound are jog big ", "The Hound are sprint big "}


def test_probability_and_words_without_base_form(english: None) -> None:
    assert SynonymPerturbation(0.0).perturb("Dogs dog", Random(0)) == "Dogs dog "


def test_spacy_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    synonym_perturbation._pipeline.cache_clear()
    with pytest.raises(OptionalDependencyNotInstalled, match="perturbations"):
        SynonymPerturbation(1.0).perturb("dog", Random(0))

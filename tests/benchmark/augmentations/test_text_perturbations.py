"""Perturbations of single texts. The recorded results are those of HELM 0.5.16 for an instance with id `id5`."""

import re
from random import Random
from typing import List, Set, Tuple

import pytest

from helm.benchmark.augmentations.contraction_expansion_perturbation import (
    ContractionPerturbation,
    ExpansionPerturbation,
)
from helm.benchmark.augmentations.extra_space_perturbation import ExtraSpacePerturbation
from helm.benchmark.augmentations.filler_words_perturbation import FillerWordsPerturbation
from helm.benchmark.augmentations.lowercase_perturbation import LowerCasePerturbation
from helm.benchmark.augmentations.mild_mix_perturbation import MildMixPerturbation
from helm.benchmark.augmentations.misspelling_perturbation import MisspellingPerturbation, _misspellings
from helm.benchmark.augmentations.perturbation import TextPerturbation
from helm.benchmark.augmentations.space_perturbation import SpacePerturbation
from helm.benchmark.augmentations.suffix_perturbation import SuffixPerturbation
from helm.benchmark.augmentations.typos_perturbation import TyposPerturbation
from helm.benchmark.augmentations.word_substitution import any_of, match_case, substitute_words

TEXT = (
    "The child said he is available, but it is not certain. He will receive his book because I am committed; "
    "I don't know."
)

RECORDED = [
    (
        TyposPerturbation(0.1),
        "The child said he is abaioable, bit it ks not xertain. He will receive his book gecaude I "
        "am committed; I don't know.",
    ),
    (
        FillerWordsPerturbation(0.3, speaker_ph=False),
        "The child said he is available, but it is not certain. He will naturally receive his "
        "naturally book most likely because I maybe am committed; I most likely don't you know know.",
    ),
    (
        SpacePerturbation(3),
        "The  child  said   he  is available,   but it   is not certain.  He will  receive his  "
        "book   because  I  am committed;   I   don't know.",
    ),
    (
        ContractionPerturbation(),
        "The child said he's available, but it's not certain. He'll receive his book because I'm "
        "committed; I don't know.",
    ),
]


def perturbed(perturbation: TextPerturbation, text: str, seed: str = "id5") -> str:
    return perturbation.perturb(text, Random(seed))


def word_pairs(original: str, changed: str) -> List[Tuple[str, str]]:
    return list(zip(re.findall(r"\w+", original), re.findall(r"\w+", changed)))


@pytest.mark.parametrize("perturbation, expected", RECORDED, ids=lambda value: getattr(value, "name", ""))
def test_recorded_results(perturbation: TextPerturbation, expected: str) -> None:
    assert perturbed(perturbation, TEXT) == expected


@pytest.mark.parametrize(
    "seed, words",
    [
        ("id5", {"available", "not", "receive", "because", "know"}),
        ("1id5", {"book", "because", "committed", "know"}),
    ],
)
def test_misspelled_words_are_those_recorded(seed: str, words: Set[str]) -> None:
    result = perturbed(MisspellingPerturbation(0.5), TEXT, seed)
    changes = {before: after for before, after in word_pairs(TEXT, result) if before != after}
    assert set(changes) == words
    assert all(after in _misspellings()[before] for before, after in changes.items())


def test_misspellings_keep_case_and_leave_other_words_alone() -> None:
    text = "Because xbecause BECAUSE because-ish"
    result = perturbed(MisspellingPerturbation(1.0), text)
    first, inside, upper, compound = result.split(" ")
    assert first[0] == "B" and first != "Because"
    assert inside == "xbecause" and upper == "BECAUSE"
    assert compound.endswith("-ish") and compound != "because-ish"
    assert perturbed(MisspellingPerturbation(0.0), text) == text


def test_mild_mix_shares_one_source_of_randomness() -> None:
    rng = Random("id5")
    text = ContractionPerturbation().perturb(TEXT.lower(), rng)
    text = MisspellingPerturbation(0.1).perturb(text, rng)
    assert perturbed(MildMixPerturbation(), TEXT) == SpacePerturbation(3).perturb(text, rng)


def test_mild_mix_of_the_recorded_runs() -> None:
    """What recorded runs hold for these ids, with the words that can be misspelled drawing in between."""
    cases = [
        ("id0", "Contrast me: the plot is great.", "contrast  me:  the   plot is   great."),
        ("id5", "Contrast two: I smiled all day.", "contrast  two:   i  smiled all   day."),
        ("id9", "Contrast three: I wept with boredom.", "contrast  three: i wept   with  boredom."),
        ("id6", "\u00c9t\u00e9 lumineux \u2013 I loved it.", "\u00e9t\u00e9 lumineux   \u2013 i loved it."),
    ]
    for seed, text, expected in cases:
        assert perturbed(MildMixPerturbation(), text, seed) == expected


@pytest.mark.parametrize(
    "perturbation, text, expected",
    [
        (ExtraSpacePerturbation(2), " a b  c", "  a  b    c"),
        (ExtraSpacePerturbation(2), "\ta\nb", "\ta\nb"),
        (LowerCasePerturbation(), "Gr\u00d6SSE I", "gr\u00f6sse i"),
        (SuffixPerturbation("pixel art"), "a cat", "a cat, pixel art"),
        (SpacePerturbation(1), "a   b", "a b"),
        (TyposPerturbation(0.0), "As Is 1 \u00c9", "As Is 1 \u00c9"),
        (FillerWordsPerturbation(0.0), "a  b ", "a  b "),
        (FillerWordsPerturbation(1.0, max_num_insert=0), "a b", "a b"),
        (ContractionPerturbation(), "IT IS late", "It's late"),
        (ContractionPerturbation(), "that is", "that is"),
        (ContractionPerturbation(), "it is.", "it is."),
        (ContractionPerturbation(), "this is not so", "this isn't so"),
        (ContractionPerturbation(), "we cannot have it", "we can't have it"),
        (ExpansionPerturbation(), "I'd say he'd've won't", "I would say he would've will not"),
        (ExpansionPerturbation(), "Ain't IT'S", "Is not It is"),
        (ExpansionPerturbation(), "\u017fhe's", "\u017fhe's"),
    ],
)
def test_rules(perturbation: TextPerturbation, text: str, expected: str) -> None:
    assert perturbed(perturbation, text) == expected


def test_typos_hit_neighbouring_keys_and_keep_case() -> None:
    assert set(perturbed(TyposPerturbation(1.0), "p" * 50)) == {"o", "l"}
    assert set(perturbed(TyposPerturbation(1.0), "P" * 50)) == {"O", "L"}
    assert perturbed(TyposPerturbation(1.0), "12 \u00e9?") == "12 \u00e9?"


def test_fillers_are_limited_and_of_the_kinds_asked_for() -> None:
    text = " ".join("word" for _ in range(50))
    assert len(perturbed(FillerWordsPerturbation(1.0, max_num_insert=3), text).split("word")) == 51
    uncertain = perturbed(FillerWordsPerturbation(1.0, speaker_ph=False, fill_ph=False), text)
    assert set(uncertain.replace("word", "").split()) <= {"maybe", "perhaps", "probably", "possibly", "most", "likely"}


@pytest.mark.parametrize(
    "source, target, expected",
    [
        ("word", "Other", "other"),
        ("WORD", "other", "OTHER"),
        ("Word", "other thing", "Other thing"),
        ("wOrd", "oTher", "oTher"),
        ("It is", "it's", "It's"),
        ("IT IS", "it's", "It's"),
        ("it is", "It's", "It's"),
        ("A1", "bc", "Bc"),
    ],
)
def test_match_case(source: str, target: str, expected: str) -> None:
    assert match_case(source, target) == expected


def test_any_of_prefers_the_first_that_matches() -> None:
    pattern = re.compile(rf"\b({any_of(['a lot', 'b.c', 'a', 'ab'])})\b")
    assert pattern.findall("a lot ab b.c bxc a") == ["a lot", "ab", "b.c", "a"]


def test_substitution_touches_only_the_group() -> None:
    pattern = re.compile(r"-(x)-")
    assert substitute_words(pattern, "-x- x -x-", lambda word: "yy", 1.0, Random(0)) == "-yy- x -yy-"

"""English contractions ("it's") and their long forms ("it is")."""

import re
from random import Random
from typing import Dict

from helm.benchmark.augmentations.perturbation import TextPerturbation
from helm.benchmark.augmentations.perturbation_description import PerturbationDescription
from helm.benchmark.augmentations.word_substitution import match_case

CONTRACTION_MAP: Dict[str, str] = {
    "ain't": "is not",
    "aren't": "are not",
    "can't": "cannot",
    "can't've": "cannot have",
    "could've": "could have",
    "couldn't": "could not",
    "didn't": "did not",
    "doesn't": "does not",
    "don't": "do not",
    "hadn't": "had not",
    "hasn't": "has not",
    "haven't": "have not",
    "he'd": "he would",
    "he'd've": "he would have",
    "he'll": "he will",
    "he's": "he is",
    "how'd": "how did",
    "how'd'y": "how do you",
    "how'll": "how will",
    "how's": "how is",
    "I'd": "I would",
    "I'll": "I will",
    "I'm": "I am",
    "I've": "I have",
    "i'd": "i would",
    "i'll": "i will",
    "i'm": "i am",
    "i've": "i have",
    "isn't": "is not",
    "it'd": "it would",
    "it'll": "it will",
    "it's": "it is",
    "ma'am": "madam",
    "might've": "might have",
    "mightn't": "might not",
    "must've": "must have",
    "mustn't": "must not",
    "needn't": "need not",
    "oughtn't": "ought not",
    "shan't": "shall not",
    "she'd": "she would",
    "she'll": "she will",
    "she's": "she is",
    "should've": "should have",
    "shouldn't": "should not",
    "that'd": "that would",
    "that's": "that is",
    "there'd": "there would",
    "there's": "there is",
    "they'd": "they would",
    "they'll": "they will",
    "they're": "they are",
    "they've": "they have",
    "wasn't": "was not",
    "we'd": "we would",
    "we'll": "we will",
    "we're": "we are",
    "we've": "we have",
    "weren't": "were not",
    "what're": "what are",
    "what's": "what is",
    "when's": "when is",
    "where'd": "where did",
    "where's": "where is",
    "where've": "where have",
    "who'll": "who will",
    "who's": "who is",
    "who've": "who have",
    "why's": "why is",
    "won't": "will not",
    "would've": "would have",
    "wouldn't": "would not",
    "you'd": "you would",
    "you'd've": "you would have",
    "you'll": "you will",
    "you're": "you are",
    "you've": "you have",
}
"""Contraction -> long form."""

_LONG_FORM_TO_CONTRACTION: Dict[str, str] = {expansion: short for short, expansion in CONTRACTION_MAP.items()}
_LONG_FORM = re.compile(rf"\b({'|'.join(_LONG_FORM_TO_CONTRACTION)})\b ", re.IGNORECASE)
_CONTRACTION = re.compile(rf"\b({'|'.join(CONTRACTION_MAP)})\b", re.IGNORECASE)


class ContractionPerturbation(TextPerturbation):
    """Shortens what can be contracted and is followed by a space: "it is not" becomes "it's not"."""

    name: str = "contraction"

    @property
    def description(self) -> PerturbationDescription:
        return PerturbationDescription(name=self.name, robustness=True)

    def perturb(self, text: str, rng: Random) -> str:
        return _LONG_FORM.sub(lambda match: _translated(match.group(1), _LONG_FORM_TO_CONTRACTION) + " ", text)


class ExpansionPerturbation(TextPerturbation):
    """Writes contractions out: "it's" becomes "it is"."""

    name: str = "expansion"

    @property
    def description(self) -> PerturbationDescription:
        return PerturbationDescription(name=self.name, robustness=True)

    def perturb(self, text: str, rng: Random) -> str:
        return _CONTRACTION.sub(lambda match: _translated(match.group(1), CONTRACTION_MAP), text)


def _translated(phrase: str, table: Dict[str, str]) -> str:
    """The counterpart of `phrase`; itself if it only matched by a letter that Unicode lets vary with another, as in ſhe."""
    return match_case(phrase, table.get(phrase) or table.get(phrase.lower(), phrase))

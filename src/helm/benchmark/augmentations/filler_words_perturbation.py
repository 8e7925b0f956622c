"""Words that people say while they think."""

from dataclasses import dataclass
from random import Random
from typing import List, Optional

from helm.benchmark.augmentations.perturbation import TextPerturbation
from helm.benchmark.augmentations.perturbation_description import PerturbationDescription

_SPEAKER_PHRASES = [
    "I think",
    "I believe",
    "I mean",
    "I guess",
    "that is",
    "I assume",
    "I feel",
    "In my opinion",
    "I would say",
]
_UNCERTAINTY_PHRASES = ["maybe", "perhaps", "probably", "possibly", "most likely"]
_FILLER_PHRASES = ["uhm", "umm", "ahh", "err", "actually", "obviously", "naturally", "like", "you know"]


class FillerWordsPerturbation(TextPerturbation):
    """Inserts filler phrases before words, each with probability `insert_prob`."""

    @dataclass(frozen=True)
    class Description(PerturbationDescription):
        insert_prob: float = 0.0

    name: str = "filler_words"

    def __init__(
        self,
        insert_prob: float = 0.333,
        max_num_insert: Optional[int] = None,
        speaker_ph: bool = True,
        uncertain_ph: bool = True,
        fill_ph: bool = True,
    ):
        """
        Args:
            insert_prob: Probability of a phrase before a word.
            max_num_insert: Most phrases in a text; None for no limit.
            speaker_ph: Whether phrases such as "I think" are among them.
            uncertain_ph: Whether phrases such as "maybe" are among them.
            fill_ph: Whether phrases such as "uhm" are among them.
        """
        self.insert_prob = insert_prob
        self.max_num_insert = max_num_insert
        self.phrases: List[str] = [
            *(_SPEAKER_PHRASES if speaker_ph else []),
            *(_UNCERTAINTY_PHRASES if uncertain_ph else []),
            *(_FILLER_PHRASES if fill_ph else []),
        ]

    @property
    def description(self) -> PerturbationDescription:
        return FillerWordsPerturbation.Description(name=self.name, robustness=True, insert_prob=self.insert_prob)

    def perturb(self, text: str, rng: Random) -> str:
        words: List[str] = []
        inserted = 0
        for word in text.split(" "):
            may_insert = self.max_num_insert is None or inserted < self.max_num_insert
            if may_insert and rng.random() <= self.insert_prob:
                words.append(rng.choice(self.phrases))
                inserted += 1
            words.append(word)
        return " ".join(words)

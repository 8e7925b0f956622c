"""A style is asked for at the end of a prompt for an image."""

from dataclasses import dataclass
from random import Random

from helm.benchmark.augmentations.perturbation import TextPerturbation
from helm.benchmark.augmentations.perturbation_description import PerturbationDescription


class SuffixPerturbation(TextPerturbation):
    """Appends a suffix, such as the style "pixel art", after a comma."""

    @dataclass(frozen=True)
    class Description(PerturbationDescription):
        suffix: str = ""

    name: str = "style"

    def __init__(self, suffix: str):
        self.suffix = suffix

    @property
    def description(self) -> PerturbationDescription:
        return SuffixPerturbation.Description(name=self.name, suffix=self.suffix)

    def perturb(self, text: str, rng: Random) -> str:
        return f"{text}, {self.suffix}"

"""Words are set apart by a random number of spaces."""

import re
from dataclasses import dataclass
from random import Random

from helm.benchmark.augmentations.perturbation import TextPerturbation
from helm.benchmark.augmentations.perturbation_description import PerturbationDescription


class SpacePerturbation(TextPerturbation):
    """Replaces each run of spaces by 1 to `max_spaces` spaces."""

    @dataclass(frozen=True)
    class Description(PerturbationDescription):
        max_spaces: int = 0

    name: str = "space"

    def __init__(self, max_spaces: int):
        self.max_spaces = max_spaces

    @property
    def description(self) -> PerturbationDescription:
        return SpacePerturbation.Description(name=self.name, robustness=True, max_spaces=self.max_spaces)

    def perturb(self, text: str, rng: Random) -> str:
        return re.sub(r" +", lambda _: " " * rng.randint(1, self.max_spaces), text)

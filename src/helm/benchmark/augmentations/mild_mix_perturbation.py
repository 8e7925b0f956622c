"""Several slight changes that leave the meaning as it is."""

from random import Random

from helm.benchmark.augmentations.contraction_expansion_perturbation import ContractionPerturbation
from helm.benchmark.augmentations.lowercase_perturbation import LowerCasePerturbation
from helm.benchmark.augmentations.misspelling_perturbation import MisspellingPerturbation
from helm.benchmark.augmentations.perturbation import TextPerturbation
from helm.benchmark.augmentations.perturbation_description import PerturbationDescription
from helm.benchmark.augmentations.space_perturbation import SpacePerturbation


class MildMixPerturbation(TextPerturbation):
    """Lower case, contractions, misspellings (10% of the words that have any) and up to 3 spaces, in this order."""

    name: str = "mild_mix"

    def __init__(self) -> None:
        self.perturbations = [
            LowerCasePerturbation(),
            ContractionPerturbation(),
            MisspellingPerturbation(prob=0.1),
            SpacePerturbation(max_spaces=3),
        ]

    @property
    def description(self) -> PerturbationDescription:
        return PerturbationDescription(name=self.name, robustness=True)

    def perturb(self, text: str, rng: Random) -> str:
        for perturbation in self.perturbations:
            text = perturbation.perturb(text, rng)
        return text

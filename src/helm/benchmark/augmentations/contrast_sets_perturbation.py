"""Small changes by experts that change the answer (Gardner et al. 2020, https://arxiv.org/abs/2004.02709)."""

from dataclasses import replace
from typing import Optional

from helm.benchmark.augmentations.perturbation import Perturbation
from helm.benchmark.augmentations.perturbation_description import PerturbationDescription
from helm.benchmark.scenarios.scenario import Instance


class ContrastSetsPerturbation(Perturbation):
    """Puts one of an instance's contrast inputs, with its references, in place of the original."""

    name: str = "contrast_sets"

    should_perturb_references: bool = True

    @property
    def description(self) -> PerturbationDescription:
        return PerturbationDescription(name=self.name, robustness=True)

    def apply(self, instance: Instance, seed: Optional[int] = None) -> Instance:
        description = replace(self.description, seed=seed)
        if not instance.contrast_inputs or not instance.contrast_references:
            return replace(instance, perturbation=description)
        index = self.get_rng(instance, seed).choice(range(len(instance.contrast_inputs)))
        return replace(
            instance,
            input=instance.contrast_inputs[index],
            references=instance.contrast_references[index],
            perturbation=description,
        )

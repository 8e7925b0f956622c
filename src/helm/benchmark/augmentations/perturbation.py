"""What a perturbation is: a rule that makes another version of an instance, always the same for the same id and seed."""

from abc import ABC, abstractmethod
from dataclasses import replace
from random import Random
from typing import Callable, Optional

from helm.benchmark.augmentations.perturbation_description import PerturbationDescription
from helm.benchmark.augmentations.perturbation_spec import PerturbationSpec
from helm.benchmark.scenarios.scenario import Input, Instance, Reference
from helm.common.media_object import TEXT_TYPE, MediaObject, MultimediaObject
from helm.common.object_spec import create_object


class Perturbation(ABC):
    """Makes perturbed versions of instances."""

    name: str
    """Name by which stats and schemas know it."""

    should_perturb_references: bool = False
    """Whether references are perturbed too."""

    @property
    @abstractmethod
    def description(self) -> PerturbationDescription:
        """The name and parameters that perturbed instances carry."""

    def get_rng(self, instance: Instance, seed: Optional[int] = None) -> Random:
        """The source of randomness for one version of `instance`, which must have an id."""
        assert instance.id is not None, "an instance needs an id before it can be perturbed"
        return Random(instance.id if seed is None else str(seed) + instance.id)

    @abstractmethod
    def apply(self, instance: Instance, seed: Optional[int] = None) -> Instance:
        """A perturbed version of `instance` under the same id; another `seed` gives another version."""


class TextPerturbation(Perturbation, ABC):
    """A perturbation that treats each text of an instance by itself."""

    def apply(self, instance: Instance, seed: Optional[int] = None) -> Instance:
        rng = self.get_rng(instance, seed)
        perturbed = rewrite_texts(instance, lambda text: self.perturb(text, rng), self.should_perturb_references)
        description = replace(self.description, seed=seed)
        return replace(perturbed, perturbation=description, contrast_inputs=[instance.input])

    @abstractmethod
    def perturb(self, text: str, rng: Random) -> str:
        """The perturbed version of `text`."""


def rewrite_texts(instance: Instance, rewrite: Callable[[str], str], include_references: bool) -> Instance:
    """`instance` with `rewrite` applied to the texts of its references, if they are included, and then of its input."""
    references = instance.references
    if include_references:
        references = [_rewrite_reference(reference, rewrite) for reference in references]
    return replace(instance, references=references, input=_rewrite_input(instance.input, rewrite))


def _rewrite_reference(reference: Reference, rewrite: Callable[[str], str]) -> Reference:
    return replace(reference, output=replace(reference.output, text=rewrite(reference.output.text)))


def _rewrite_input(original: Input, rewrite: Callable[[str], str]) -> Input:
    """The input rewritten: of media only the texts, and a conversation is dropped as its text alone is perturbed."""
    if original.multimedia_content is None:
        return Input(text=rewrite(original.text))
    media = [_rewrite_media_object(item, rewrite) for item in original.multimedia_content.media_objects]
    return Input(multimedia_content=MultimediaObject(media))


def _rewrite_media_object(item: MediaObject, rewrite: Callable[[str], str]) -> MediaObject:
    if not item.is_type(TEXT_TYPE) or item.text is None:
        return item
    return replace(item, text=rewrite(item.text))


def create_perturbation(perturbation_spec: PerturbationSpec) -> Perturbation:
    """The Perturbation that `perturbation_spec` describes."""
    perturbation: Perturbation = create_object(perturbation_spec)
    return perturbation

"""Labels of answer choices: A, B, C and so on, or those that the AdapterSpec lists."""

from typing import Dict, List

from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.scenarios.scenario import Instance, Reference
from helm.common.errors import AdaptationError


def first_label(spec: AdapterSpec) -> str:
    """The first letter or digit of the reference prefix, which stands for the label."""
    for character in spec.reference_prefix:
        if character.isalnum():
            return character
    raise AdaptationError(
        f"The reference_prefix {spec.reference_prefix!r} has no letter or digit to count choices by, such as 'A. '"
    )


def choice_label(spec: AdapterSpec, index: int, first: str) -> str:
    """The label of a choice: as listed, or counted up from `first`."""
    labels = spec.reference_prefix_characters
    if labels is None:
        return chr(ord(first) + index)
    if index >= len(labels):
        raise AdaptationError(
            f"reference_prefix_characters lists {len(labels)} labels ({', '.join(labels)}), but an instance has "
            f"{index + 1} or more choices; list as many labels as choices"
        )
    return labels[index]


def choice_prefix(spec: AdapterSpec, index: int) -> str:
    """The text before a choice: the reference prefix with the choice's label."""
    first = first_label(spec)
    return spec.reference_prefix.replace(first, choice_label(spec, index, first))


def correct_indices(references: List[Reference]) -> List[int]:
    """Which choices are correct."""
    return [index for index, reference in enumerate(references) if reference.is_correct]


def label_mapping(spec: AdapterSpec, instance: Instance, first: str) -> Dict[str, str]:
    """Label -> text of each choice."""
    return {
        choice_label(spec, index, first): reference.output.text for index, reference in enumerate(instance.references)
    }

"""How to make a Perturbation."""

from dataclasses import dataclass

from helm.common.object_spec import ObjectSpec


@dataclass(frozen=True)
class PerturbationSpec(ObjectSpec):
    """Class and arguments of a Perturbation."""

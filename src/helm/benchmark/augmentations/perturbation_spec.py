"""How to make a Perturbation."""

from helm.common.object_spec import ObjectSpec


class PerturbationSpec(ObjectSpec):
    """Class and arguments of a Perturbation."""

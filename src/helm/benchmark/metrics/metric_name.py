"""What a stat is called."""

from dataclasses import dataclass
from typing import Optional

from helm.benchmark.augmentations.perturbation_description import PerturbationDescription
from helm.benchmark.scenarios.scenario import Instance


@dataclass(frozen=True)
class MetricName:
    """Name of a quantity and the part of the data it was computed on."""

    name: str
    """E.g. `exact_match`."""
    split: Optional[str] = None
    sub_split: Optional[str] = None
    perturbation: Optional[PerturbationDescription] = None


@dataclass(frozen=True)
class MetricContext:
    """The part of the data that a stat is computed on."""

    split: Optional[str] = None
    sub_split: Optional[str] = None
    perturbation: Optional[PerturbationDescription] = None

    @staticmethod
    def from_instance(instance: Instance) -> "MetricContext":
        return MetricContext(instance.split, instance.sub_split, instance.perturbation)

    @staticmethod
    def from_metric_name(name: MetricName) -> "MetricContext":
        return MetricContext(name.split, name.sub_split, name.perturbation)

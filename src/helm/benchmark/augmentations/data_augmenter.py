"""Which perturbations are applied to a run's instances, and their application."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, List

from helm.benchmark.augmentations.perturbation_spec import PerturbationSpec
from helm.benchmark.scenarios.scenario import Instance
from helm.common.general import flatten_list, parallel_map

if TYPE_CHECKING:
    from helm.benchmark.augmentations.perturbation import Perturbation


@dataclass(frozen=True)
class DataAugmenterSpec:
    """How the instances of a run are perturbed."""

    perturbation_specs: List[PerturbationSpec] = field(default_factory=list, hash=False)
    """The perturbations, each applied to the original instance."""

    should_augment_train_instances: bool = False
    """Whether the train split (in-context examples) is perturbed."""

    should_include_original_train: bool = False
    """Whether the unperturbed train instances are kept, if train is augmented."""

    should_skip_unchanged_train: bool = False
    """Whether train instances that a perturbation leaves as they were are dropped."""

    should_augment_eval_instances: bool = False
    """Whether the valid and test splits are perturbed."""

    should_include_original_eval: bool = False
    """Whether the unperturbed eval instances are kept, if eval is augmented."""

    should_skip_unchanged_eval: bool = False
    """Whether eval instances that a perturbation leaves as they were are dropped."""

    seeds_per_instance: int = 1
    """How often each perturbation is applied to an instance, with different randomness."""


@dataclass(frozen=True)
class DataAugmenter:
    """Applies perturbations to instances."""

    perturbations: List["Perturbation"]

    def generate(
        self,
        instances: List[Instance],
        include_original: bool = True,
        skip_unchanged: bool = False,
        seeds_per_instance: int = 1,
        parallelism: int = 1,
    ) -> List[Instance]:
        """The perturbed versions of each instance, behind the instance itself if `include_original`.

        Each perturbation is applied `seeds_per_instance` times: first without a seed, then with seeds 1, 2, ...
        With `skip_unchanged`, versions whose input equals the original's are left out.
        """

        def versions(instance: Instance) -> List[Instance]:
            perturbed = [
                perturbation.apply(instance, seed=index or None)
                for perturbation in self.perturbations
                for index in range(seeds_per_instance)
            ]
            kept = [version for version in perturbed if not (skip_unchanged and version.input == instance.input)]
            return [instance, *kept] if include_original else kept

        return flatten_list(parallel_map(versions, instances, parallelism, description="Augmenting data"))


def create_data_augmenter(data_augmenter_spec: DataAugmenterSpec) -> DataAugmenter:
    """The DataAugmenter with the perturbations that `data_augmenter_spec` names."""
    from helm.benchmark.augmentations.perturbation import create_perturbation

    return DataAugmenter([create_perturbation(spec) for spec in data_augmenter_spec.perturbation_specs])

"""What happens to instances between sampling and adaptation: data augmentation."""

from typing import List

from helm.benchmark.augmentations.data_augmenter import DataAugmenterSpec, create_data_augmenter
from helm.benchmark.scenarios.scenario import EVAL_SPLITS, TRAIN_SPLIT, Instance
from helm.common.hierarchical_logger import hlog, htrack


class DataPreprocessor:
    """Augments the instances of a run as `data_augmenter_spec` says."""

    def __init__(self, data_augmenter_spec: DataAugmenterSpec):
        self.data_augmenter_spec = data_augmenter_spec

    @htrack(None)
    def preprocess(self, instances: List[Instance], parallelism: int = 1) -> List[Instance]:
        """The train instances, then those of the valid and test splits, each followed by its perturbed versions.

        Instances must have ids. Those of other splits are left out.
        """
        spec = self.data_augmenter_spec
        augmenter = create_data_augmenter(spec)
        train = [instance for instance in instances if instance.split == TRAIN_SPLIT]
        evaluated = [instance for instance in instances if instance.split in EVAL_SPLITS]

        def augmented(originals: List[Instance], include_original: bool, skip_unchanged: bool) -> List[Instance]:
            return augmenter.generate(originals, include_original, skip_unchanged, spec.seeds_per_instance, parallelism)

        if spec.should_augment_train_instances:
            train = augmented(train, spec.should_include_original_train, spec.should_skip_unchanged_train)
        if spec.should_augment_eval_instances:
            evaluated = augmented(evaluated, spec.should_include_original_eval, spec.should_skip_unchanged_eval)
        hlog(f"{len(instances)} instances became {len(train)} train and {len(evaluated)} eval instances")
        return [*train, *evaluated]

"""Which instances are evaluated, and which are shown as in-context examples. Both depend on fixed seeds only."""

import random
from collections import defaultdict
from itertools import cycle
from typing import Dict, Iterator, List, Optional

from helm.benchmark.scenarios.scenario import EVAL_SPLITS, TRAIN_SPLIT, Instance


def downsample_eval_instances(
    instances: List[Instance], max_eval_instances: int, eval_splits: Optional[List[str]] = None
) -> List[Instance]:
    """All training instances, followed by at most `max_eval_instances` of those in `eval_splits`.

    Where there are more, they are drawn in an order that does not depend on the limit: a higher limit adds to the
    end. `eval_splits` of None stands for valid and test; instances in no such split are dropped.
    """
    train = [instance for instance in instances if instance.split == TRAIN_SPLIT]
    splits = eval_splits or EVAL_SPLITS
    evaluated = [instance for instance in instances if instance.split in splits]
    if len(evaluated) > max_eval_instances:
        import numpy as np

        order = np.random.RandomState(0).permutation(len(evaluated))
        evaluated = [evaluated[index] for index in order[:max_eval_instances]]
    return train + evaluated


def sample_examples(
    train_instances: List[Instance], max_train_instances: int, seed: int, sample_train: bool = True
) -> List[Instance]:
    """At most `max_train_instances` in-context examples.

    Without `sample_train`, those at place `seed` when the training instances are cut into pieces of that size (the
    last ones may be short or empty). Otherwise they are drawn so that labels, the texts of the first correct
    references, are spread as evenly as can be, the commonest labels first; instances without a correct reference
    fill up what is missing.
    """
    count = min(len(train_instances), max_train_instances)
    if not sample_train:
        return train_instances[count * seed : count * (seed + 1)]
    rng = random.Random(seed)
    groups: Dict[str, List[Instance]] = defaultdict(list)
    unlabelled: List[Instance] = []
    for instance in train_instances:
        reference = instance.first_correct_reference
        group = unlabelled if reference is None else groups[reference.output.text]
        group.append(instance)
    examples = list(_draw_by_label(groups, count, rng))
    missing = count - len(examples)
    if missing > len(unlabelled):
        unlabelled += [instance for group in groups.values() for instance in group]
    return examples + rng.sample(unlabelled, missing)


def _draw_by_label(groups: Dict[str, List[Instance]], count: int, rng: random.Random) -> Iterator[Instance]:
    """Take up to `count` instances out of the groups, one from each label in turn."""
    count = min(count, sum(len(group) for group in groups.values()))
    for label in cycle(_labels_by_frequency(groups, rng)):
        # The released version stops at an empty label; prompts stay as they were there.
        if count == 0 or not label:
            return
        group = groups[label]
        if group:
            yield group.pop(rng.randrange(len(group)))
            count -= 1


def _labels_by_frequency(groups: Dict[str, List[Instance]], rng: random.Random) -> List[str]:
    """Labels, those of more instances first; the order among equals is drawn."""
    by_size: Dict[int, List[str]] = defaultdict(list)
    for label in sorted(groups):
        by_size[len(groups[label])].append(label)
    ordered: List[str] = []
    for size in sorted(by_size, reverse=True):
        rng.shuffle(by_size[size])
        ordered += by_size[size]
    return ordered

"""The worst that each instance does among its original and its perturbed versions."""

from collections import defaultdict
from dataclasses import replace
from functools import cache
from typing import Dict, List, Optional

from helm.benchmark.augmentations.perturbation_description import (
    PERTURBATION_ORIGINAL,
    PERTURBATION_WORST,
    PerturbationDescription,
)
from helm.benchmark.metrics.metric_name import MetricName
from helm.benchmark.metrics.statistic import Stat
from helm.benchmark.scenarios.scenario import Instance
from helm.common.general import flatten_list

_ROBUSTNESS = PerturbationDescription(name="robustness", robustness=True)
_FAIRNESS = PerturbationDescription(name="fairness", fairness=True)


def compute_worst_case_metrics(per_instance_stats: Dict[Instance, List[Stat]]) -> List[Stat]:
    """For every metric, how it comes out if each instance counts with its worst version.

    The worst is the minimum, for metrics where lower is better too. Stats come for all robustness perturbations
    together, all fairness perturbations together, and each perturbation by itself; the latter also with the originals
    of the perturbed instances, for comparison. The value of the original version always takes part.

    Returns:
        Stats with one value an instance, in order of first appearance.

    Raises:
        AssertionError: an instance has two stats of the same name and perturbation.
    """
    versions: Dict[str, List[List[Stat]]] = defaultdict(list)
    for instance, stats in per_instance_stats.items():
        assert instance.id is not None, "instances get ids before they are evaluated"
        versions[instance.id].append(stats)

    worst: Dict[MetricName, Stat] = {}
    for of_instance in versions.values():
        by_name: Dict[MetricName, List[Stat]] = defaultdict(list)
        for stat in flatten_list(of_instance):
            by_name[_renamed(stat.name, None)].append(stat)
        for name, stats in by_name.items():
            _add_worst(worst, name, stats)
    return list(worst.values())


def _add_worst(worst: Dict[MetricName, Stat], name: MetricName, versions: List[Stat]) -> None:
    """Add to `worst` what the versions of one instance contribute to one metric."""
    if len(versions) == 1 and versions[0].name.perturbation is None:
        _add_original(worst, name, versions[0])
        return
    originals = [stat for stat in versions if stat.name.perturbation is None]
    perturbed = {stat.name.perturbation: stat for stat in versions if stat.name.perturbation is not None}
    assert len(originals) <= 1 and len(originals) + len(perturbed) == len(versions), f"an instance has {name} twice"
    families = {
        _ROBUSTNESS: [stat for description, stat in perturbed.items() if description.robustness],
        _FAIRNESS: [stat for description, stat in perturbed.items() if description.fairness],
    }
    for description, stats in [*families.items(), *((key, [stat]) for key, stat in perturbed.items())]:
        if originals and description in perturbed:
            _stat_of(worst, _renamed(name, description, PERTURBATION_ORIGINAL)).merge(originals[0])
        values = [stat.min for stat in stats + originals if stat.min is not None]
        if values:
            _stat_of(worst, _renamed(name, description, PERTURBATION_WORST)).add(min(values))


def _add_original(worst: Dict[MetricName, Stat], name: MetricName, original: Stat) -> None:
    """Of an instance without perturbations, the original is the worst."""
    if original.min is not None:
        for description in (_ROBUSTNESS, _FAIRNESS):
            _stat_of(worst, _renamed(name, description, PERTURBATION_WORST)).add(original.min)


def _stat_of(stats: Dict[MetricName, Stat], name: MetricName) -> Stat:
    stat = stats.get(name)
    if stat is None:
        stat = stats[name] = Stat(name)
    return stat


@cache
def _renamed(
    name: MetricName, perturbation: Optional[PerturbationDescription], computed_on: Optional[str] = None
) -> MetricName:
    """The name with another perturbation. There are few names and many stats, so they are kept."""
    if perturbation is not None and computed_on is not None:
        perturbation = replace(perturbation, computed_on=computed_on)
    return replace(name, perturbation=perturbation)

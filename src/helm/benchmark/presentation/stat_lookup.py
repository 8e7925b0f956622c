"""Finds the stat of a run that a schema's metric means."""

from dataclasses import replace
from typing import List, Optional

from helm.benchmark.augmentations.perturbation_description import PERTURBATION_WORST
from helm.benchmark.metrics.metric_name import MetricName
from helm.benchmark.metrics.statistic import Stat
from helm.benchmark.presentation.schema import ALL_PERTURBATIONS, ALL_SPLITS, MetricNameMatcher
from helm.benchmark.presentation.suite_runs import Run

# Runs of older versions have one of these where others have the other.
_SUBSTITUTES = {"quasi_exact_match": "exact_match"}


def matches(matcher: MetricNameMatcher, name: MetricName) -> bool:
    """Whether a stat's name is meant; of perturbed ones, only the worst case is."""
    perturbation = name.perturbation and name.perturbation.name
    return (
        name.name == matcher.name
        and matcher.split in (ALL_SPLITS, name.split)
        and matcher.sub_split in (None, name.sub_split)
        and matcher.perturbation_name in (ALL_PERTURBATIONS, perturbation)
        and (name.perturbation is None or name.perturbation.computed_on == PERTURBATION_WORST)
    )


def find_stat(run: Run, matcher: MetricNameMatcher) -> Optional[Stat]:
    """A new stat, merged from all stats of the run that are meant (of sub-splits, say), or None."""
    hits: List[Stat] = [stat for stat in run.stats.get(matcher.name, []) if matches(matcher, stat.name)]
    if not hits and matcher.name in _SUBSTITUTES:
        return find_stat(run, replace(matcher, name=_SUBSTITUTES[matcher.name]))
    return merge(hits) if hits else None


def merge(stats: List[Stat]) -> Stat:
    """A new stat of the values of all; it has the first one's name."""
    merged = replace(stats[0])
    for stat in stats[1:]:
        merged.merge(stat)
    return merged

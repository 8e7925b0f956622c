"""The schema of a site: which metrics, perturbations and groups of runs there are, and how they are shown."""

import json
import os
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Dict, List, Optional, Type, TypeVar

from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.common.errors import ConfigError, nearest
from helm.common.hierarchical_logger import hwarn

DEFAULT_SCHEMA_FILE = "schema_classic.yaml"

BY_METRIC, BY_GROUP = "by_metric", "by_group"
ALL_GROUPS, THIS_GROUP_ONLY, NO_GROUPS = "all_groups", "this_group_only", "no_groups"

ALL_SPLITS = ALL_PERTURBATIONS = "__all__"

NO_METRIC = "none"
"""The main metric of groups that have no scores of their own."""

TEMPLATE_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")

T = TypeVar("T")


@dataclass(frozen=True)
class Field:
    """Something that has a name and is shown under another."""

    name: str
    display_name: Optional[str] = None
    short_display_name: Optional[str] = None
    description: Optional[str] = None
    """Markdown."""
    lower_is_better: Optional[bool] = None
    """None if neither is better."""

    def get_short_display_name(self) -> str:
        return self.short_display_name or self.display_name or self.name


@dataclass(frozen=True)
class MetricNameMatcher:
    """Which stats are meant. Name, split and perturbation may hold `${variable}`s of a run group's environment."""

    name: str
    split: str
    """`test`, `valid` or `__all__`."""
    sub_split: Optional[str] = None
    """None for all sub-splits together."""
    perturbation_name: Optional[str] = None
    """None for original instances; of perturbed ones, only the worst case is meant."""

    def substitute(self, environment: Dict[str, str]) -> "MetricNameMatcher":
        """With the variables replaced; the sub-split is forgotten.

        Raises:
            ConfigError: a variable is not in the environment.
        """
        perturbation_name = self.perturbation_name and _render(self.perturbation_name, environment)
        return MetricNameMatcher(
            _render(self.name, environment), _render(self.split, environment), perturbation_name=perturbation_name
        )


@dataclass(frozen=True)
class MetricGroup(Field):
    """Metrics that are shown side by side."""

    metrics: List[MetricNameMatcher] = field(default_factory=list)
    hide_win_rates: Optional[bool] = None
    aggregation_strategies: Optional[List[str]] = None
    """`win_rate`, `mean`; win rates unless given or hidden."""

    @property
    def strategies(self) -> List[str]:
        """The columns that sum up the others."""
        if self.aggregation_strategies is not None:
            return self.aggregation_strategies
        return [] if self.hide_win_rates else ["win_rate"]


@dataclass(frozen=True)
class RunGroup(Field):
    """Runs that belong together: a scenario, or a group of groups."""

    metric_groups: List[str] = field(default_factory=list)
    subgroups: List[str] = field(default_factory=list)
    sub_splits: Optional[List[str]] = None
    """Sub-splits that have tables of their own."""
    subgroup_display_mode: str = BY_METRIC
    """Whether each metric group has a table with all subgroups, or each subgroup one with all metric groups."""
    subgroup_metric_groups_hidden: List[str] = field(default_factory=list)
    environment: Dict[str, str] = field(default_factory=dict)
    """Values of the variables in metric names: `main_name`, `main_split`."""
    category: str = "Scenarios"
    visibility: str = ALL_GROUPS
    """Where runs of this group count: everywhere, in its own tables, or nowhere."""
    taxonomy: Optional[TaxonomyInfo] = None
    todo: bool = False
    """Whether it is only planned."""
    adapter_keys_shown: List[str] = field(default_factory=lambda: ["model_deployment", "model"])
    """What tells one row of a table from another."""
    short_description: Optional[str] = None


@dataclass
class Schema:
    """Everything that can be shown."""

    metrics: List[Field] = field(default_factory=list)
    perturbations: List[Field] = field(default_factory=list)
    metric_groups: List[MetricGroup] = field(default_factory=list)
    run_groups: List[RunGroup] = field(default_factory=list)
    adapter: Optional[List[Field]] = None
    """Explanations of an adapter spec's fields."""

    @cached_property
    def name_to_metric(self) -> Dict[str, Field]:
        return {metric.name: metric for metric in self.metrics}

    @cached_property
    def name_to_perturbation(self) -> Dict[str, Field]:
        return {perturbation.name: perturbation for perturbation in self.perturbations}

    @cached_property
    def name_to_metric_group(self) -> Dict[str, MetricGroup]:
        return {group.name: group for group in self.metric_groups}

    @cached_property
    def name_to_run_group(self) -> Dict[str, RunGroup]:
        return {group.name: group for group in self.run_groups}

    def expand_subgroups(self, group: RunGroup) -> List[RunGroup]:
        """The group and all groups below it, depth first, each once."""
        found: Dict[str, RunGroup] = {}
        self._add_subgroups(group, found)
        return list(found.values())

    def _add_subgroups(self, group: RunGroup, found: Dict[str, RunGroup]) -> None:
        if group.name in found:
            return
        found[group.name] = group
        for name in group.subgroups:
            if name in self.name_to_run_group:
                self._add_subgroups(self.name_to_run_group[name], found)


def _render(template: str, environment: Dict[str, str]) -> str:
    def value(match: "re.Match[str]") -> str:
        name = match.group(1)
        if name not in environment:
            raise ConfigError(
                f"The schema's name '{template}' needs '{name}', which the run group's environment "
                f"({', '.join(environment) or 'empty'}) does not have{nearest(name, environment)}"
            )
        return str(environment[name])

    return TEMPLATE_VARIABLE.sub(value, template)


def packaged_schema_path(file: str) -> str:
    """Where a schema that comes with the package lies."""
    return os.path.join(os.path.dirname(os.path.dirname(__file__)), "static", file)


def find_schema(path: Optional[str]) -> str:
    """The file that a user names: theirs, or else the packaged one of this name; without a name, the usual one."""
    packaged = packaged_schema_path(path or DEFAULT_SCHEMA_FILE)
    return packaged if path is None or not os.path.exists(path) and os.path.exists(packaged) else path


def read_schema(path: str) -> Schema:
    """The schema in a YAML (or `.json`) file; keys that it does not know are ignored.

    Raises:
        ConfigError: the file cannot be read, or an entry is not what it should be.
    """
    document = _load(path)
    if not isinstance(document, dict):
        raise ConfigError(f"{path} must be a mapping with the keys metrics, metric_groups and run_groups")
    if document.get("adapter"):
        hwarn(f"{path}: 'adapter' is ignored; it is taken from the code")
    return Schema(
        metrics=_entries(document, "metrics", Field, path),
        perturbations=_entries(document, "perturbations", Field, path),
        metric_groups=_entries(document, "metric_groups", MetricGroup, path),
        run_groups=_entries(document, "run_groups", RunGroup, path),
    )


def _load(path: str) -> Any:
    import yaml

    try:
        with open(path, encoding="utf-8") as file:
            if path.endswith(".json"):
                return json.load(file)
            return yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}
    except OSError as error:
        raise ConfigError(f"The schema {path} cannot be read: {error.strerror}") from error
    except (ValueError, yaml.YAMLError) as error:
        raise ConfigError(f"The schema {path} is not valid: {error}") from error


def _entries(document: Dict[str, Any], key: str, cls: Type[T], path: str) -> List[T]:
    from helm.common.codec import structure

    entries = document.get(key) or []
    if not isinstance(entries, list):
        raise ConfigError(f"{path}: '{key}' must be a list")
    result = []
    for index, entry in enumerate(entries):
        try:
            result.append(structure(entry, cls))
        except ValueError as error:
            name = entry.get("name", "no name") if isinstance(entry, dict) else "no mapping"
            raise ConfigError(f"{path}: entry {index + 1} of '{key}' ({name}): {error}") from error
    return result

"""Fills in what a schema leaves out, from what scenarios and metrics declare of themselves."""

from dataclasses import replace
from typing import Callable, Dict, Iterable, List, Optional, TypeVar

from helm.benchmark.metrics.metric import MetricMetadata, MetricSpec, create_metric
from helm.benchmark.presentation.schema import Field, MetricGroup, MetricNameMatcher, RunGroup, Schema
from helm.benchmark.presentation.suite_runs import Run
from helm.benchmark.scenarios.scenario import ScenarioMetadata, ScenarioSpec, create_scenario
from helm.common.hierarchical_logger import hdebug, hwarn

ALL_SCENARIOS = "all_scenarios"
MAIN_METRIC = "main_metric"

_VARIABLES = MetricNameMatcher("${main_name}", "${main_split}")

T = TypeVar("T")


def complete_schema(schema: Schema, runs: List[Run], metric_names: Iterable[str]) -> Schema:
    """The schema with metrics, metric groups and run groups where it has none.

    Args:
        metric_names: the metrics that were computed.
    """
    metrics, metric_groups, run_groups = schema.metrics, schema.metric_groups, schema.run_groups
    if not metrics:
        metadata = _metric_metadata(runs, set(metric_names))
        metrics = [_as_field(one) for one in metadata]
        metric_groups = metric_groups or _metric_groups(metadata)
    if not any(not group.subgroups for group in run_groups):
        run_groups = [*run_groups, *_scenario_groups(runs, metric_groups)]
    if not any(group.subgroups for group in run_groups):
        scenarios = [group.name for group in run_groups]
        text = "All scenarios"
        everything = RunGroup(ALL_SCENARIOS, text, description=text, subgroups=scenarios, category="Scenario Groups")
        run_groups = [everything, *run_groups]
    return replace(schema, metrics=metrics, metric_groups=metric_groups, run_groups=run_groups)


def _metric_metadata(runs: List[Run], names: "set[str]") -> List[MetricMetadata]:
    found: Dict[str, MetricMetadata] = {}
    for spec in dict.fromkeys(spec for run in runs for spec in run.run_spec.metric_specs):
        for metadata in _declared_by_metric(spec):
            if metadata.name in names:
                found[metadata.name] = metadata
    return list(found.values())


def _declared_by_metric(spec: MetricSpec) -> List[MetricMetadata]:
    return _declared(spec.class_name, lambda: create_metric(spec).get_metadata()) or []


def _declared(class_name: str, read: Callable[[], T]) -> Optional[T]:
    """What a class declares of itself; None, and a word in the log, if it declares nothing or cannot be made here."""
    try:
        return read()
    except NotImplementedError:
        hdebug(f"{class_name} declares no metadata")
    except Exception as error:
        # Classes of plugins may fail in any way; their runs are shown under "other".
        hwarn(f"{class_name} cannot tell how it is to be shown: {error}")
    return None


def _as_field(metadata: MetricMetadata) -> Field:
    return Field(
        metadata.name,
        metadata.display_name,
        metadata.short_display_name,
        metadata.description,
        metadata.lower_is_better,
    )


def _metric_groups(metadata: List[MetricMetadata]) -> List[MetricGroup]:
    """One for the main metric, and one for each group that metrics say they belong to."""
    members: Dict[str, List[MetricNameMatcher]] = {}
    for one in metadata:
        if one.group is not None:
            members.setdefault(one.group, []).append(MetricNameMatcher(one.name, _VARIABLES.split))
    groups = [MetricGroup(MAIN_METRIC, "Main Metric", metrics=[_VARIABLES])]
    return groups + [
        MetricGroup(name, name.replace("_", " ").capitalize(), metrics=metrics, aggregation_strategies=[])
        for name, metrics in members.items()
    ]


def _scenario_groups(runs: List[Run], metric_groups: List[MetricGroup]) -> List[RunGroup]:
    """A group for each scenario that describes itself and that runs name as their group."""
    named = {group for run in runs for group in run.run_spec.groups}
    groups: Dict[str, RunGroup] = {}
    for spec in dict.fromkeys(run.run_spec.scenario_spec for run in runs):
        metadata = _declared_by_scenario(spec)
        if metadata is not None and metadata.name in named:
            groups.setdefault(metadata.name, _run_group(metadata, [group.name for group in metric_groups]))
    return list(groups.values())


def _declared_by_scenario(spec: ScenarioSpec) -> Optional[ScenarioMetadata]:
    return _declared(spec.class_name, lambda: create_scenario(spec).get_metadata())


def _run_group(metadata: ScenarioMetadata, metric_groups: List[str]) -> RunGroup:
    return RunGroup(
        name=metadata.name,
        display_name=metadata.display_name,
        short_display_name=metadata.short_display_name,
        description=metadata.description,
        metric_groups=metric_groups,
        environment={"main_name": metadata.main_metric, "main_split": metadata.main_split},
        taxonomy=metadata.taxonomy,
        short_description=metadata.short_description,
    )

"""`other.json`: what was computed but has no place in the schema, with a hint how to give it one."""

import os
from dataclasses import replace
from typing import Any, Dict, List

from helm.benchmark.presentation.group_table import TableBuilder, TableSpec
from helm.benchmark.presentation.model_names import ModelOrder
from helm.benchmark.presentation.schema import Field, MetricGroup, MetricNameMatcher, RunGroup, Schema
from helm.benchmark.presentation.suite_runs import Run
from helm.benchmark.presentation.table_rows import Rows
from helm.common.general import asdict_without_nones

_METRICS = "other"


def other_groups(schema: Schema, runs: List[Run], schema_path: str) -> List[Dict[str, Any]]:
    """A table for each group of runs that the schema does not have or does not show all metrics of."""
    schema_file = os.path.basename(schema_path) or "a schema"
    others = []
    for name, group_runs in _runs_of_groups(schema, runs).items():
        metrics = _computed(group_runs)
        if name in schema.name_to_run_group:
            metrics = [metric for metric in metrics if metric not in schema.name_to_metric]
            reason, title = "metrics_not_in_schema", "Other metrics"
            hint = f"Add {', '.join(metrics[:3])} to `metrics` and to one of the `metric_groups` in {schema_file}."
        else:
            reason, title = "group_not_in_schema", name
            hint = f"Add a group called {name} to `run_groups` in {schema_file}, or use --auto-generate-schema."
        if metrics:
            table = _table(schema, RunGroup(name), title, metrics, group_runs)
            others.append({"name": name, "reason": reason, "hint": hint, "tables": [table]})
    return others


def _runs_of_groups(schema: Schema, runs: List[Run]) -> Dict[str, List[Run]]:
    """The runs of each group of the schema; and those that none of them shows, under the first group that they name."""
    result: Dict[str, List[Run]] = {}
    for run in runs:
        names = run.run_spec.groups or [run.name.partition(":")[0]]
        for name in [name for name in names if name in schema.name_to_run_group] or names[:1]:
            result.setdefault(name, []).append(run)
    return result


def _computed(runs: List[Run]) -> List[str]:
    """The metrics that have a value on original instances in one of the runs."""
    return list(
        dict.fromkeys(
            name
            for run in runs
            for name, stats in run.stats.items()
            if any(stat.mean is not None and stat.name.perturbation is None for stat in stats)
        )
    )


def _table(schema: Schema, group: RunGroup, title: str, metrics: List[str], runs: List[Run]) -> Dict[str, Any]:
    fields = [schema.name_to_metric.get(name) or Field(name) for name in metrics]
    splits = {
        name: next(stat.name.split for run in runs for stat in run.stats.get(name, []) if stat.mean is not None)
        for name in metrics
    }
    matchers = [MetricNameMatcher(name, splits[name] or "__all__") for name in metrics]
    group = replace(group, metric_groups=[_METRICS])
    small = Schema(metrics=fields, metric_groups=[MetricGroup(_METRICS, metrics=matchers)], run_groups=[group])
    rows = Rows(group.adapter_keys_shown)
    rows.add(runs)
    spec = TableSpec(f"{group.name}_{_METRICS}", title, [(group, _METRICS)])
    return asdict_without_nones(TableBuilder(small, ModelOrder()).build(spec, rows).table)

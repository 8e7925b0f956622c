"""One table of a group: a row for each model, a column for each metric."""

import json
from dataclasses import dataclass, replace
from typing import Dict, List, Optional, Sequence, Tuple
from urllib.parse import quote, urlencode

from helm.benchmark.metrics.statistic import Stat
from helm.benchmark.presentation.aggregates import add_aggregates, embolden_best
from helm.benchmark.presentation.model_names import ModelOrder
from helm.benchmark.presentation.schema import NO_METRIC, MetricGroup, MetricNameMatcher, RunGroup, Schema
from helm.benchmark.presentation.stat_lookup import find_stat, merge
from helm.benchmark.presentation.suite_runs import Run
from helm.benchmark.presentation.table import Cell, HeaderCell, Hyperlink, Table
from helm.benchmark.presentation.table_rows import Rows
from helm.common.errors import ConfigError
from helm.common.hierarchical_logger import hwarn, hwarn_once

_COMPARABLE = range(2, 6)

# Scores of these models on these metrics are known to be wrong.
_UNRELIABLE_MODELS = frozenset(
    [
        *(f"meta/llama-{size}" for size in ("7b", "13b", "30b", "65b")),
        *(f"meta/llama-2-{size}" for size in ("7b", "13b", "70b")),
        "anthropic/stanford-online-all-v4-s3",
    ]
)
_UNRELIABLE_METRICS = ("NDCG@10", "RR@10", "NDCG@20", "RR@20", "ece_1_bin", "ece_10_bin", "platt_", "selective_")


@dataclass(frozen=True)
class Column:
    """What the values of a column are."""

    run_group: RunGroup
    matcher: MetricNameMatcher
    header: HeaderCell


@dataclass(frozen=True)
class TableSpec:
    """What a table shows."""

    name: str
    title: str
    parts: Sequence[Tuple[RunGroup, str]]
    """Run group and name of a metric group, each of which gives columns."""
    is_scenario_table: bool = False
    """Whether all runs are of one scenario, so that a row is one run."""
    sub_split: Optional[str] = None
    strategies: Sequence[str] = ()


@dataclass
class BuiltTable:
    """A table, and what its cells were made of."""

    table: Table
    columns: List[Column]
    """Of the table's last columns; those before are the label and the aggregates."""
    runs: List[List[Run]]
    """Of each row."""

    @property
    def num_leading_columns(self) -> int:
        return len(self.table.header) - len(self.columns)


class TableBuilder:
    """Builds tables of runs as a schema says."""

    def __init__(self, schema: Schema, order: ModelOrder, debug: bool = False):
        self._schema = schema
        self._order = order
        self._debug = debug

    def build(self, spec: TableSpec, rows: Rows) -> BuiltTable:
        """The table; `Table("empty", [], [])` if it would have no rows or no columns at all."""
        labelled = rows.sorted(self._order)
        if not spec.parts or not labelled:
            hwarn(f"Table {spec.name} has no rows or columns")
            return BuiltTable(Table("empty", [], []), [], [])
        columns = self.columns(spec)
        table = Table(spec.title, [HeaderCell("Model"), *(column.header for column in columns)], [], name=spec.name)
        for label, runs in labelled:
            cells = [self._cell(column, runs, spec) for column in columns]
            table.rows.append([_label_cell(label, runs, spec), *cells])
        if spec.is_scenario_table and len(rows.run_names) in _COMPARABLE:
            table.links.append(Hyperlink("compare all", runs_href(spec, rows.run_names)))
        add_aggregates(table, list(spec.strategies))
        embolden_best(table)
        return BuiltTable(table, columns, [runs for _, runs in labelled])

    def columns(self, spec: TableSpec) -> List[Column]:
        """The columns of metrics; what the schema does not define is left out, with a warning."""
        several_groups = len({run_group.name for run_group, _ in spec.parts}) > 1
        columns = []
        for run_group, name in spec.parts:
            metric_group = self._schema.name_to_metric_group.get(name)
            if metric_group is None:
                hwarn_once(f"Metric group {name} of run group {run_group.name} is not in the schema")
            elif name.replace("_detailed", "") in run_group.metric_groups:
                columns += self._columns_of(run_group, metric_group, spec.sub_split, several_groups)
        return columns

    def _columns_of(
        self, run_group: RunGroup, metric_group: MetricGroup, sub_split: Optional[str], several_groups: bool
    ) -> List[Column]:
        columns = []
        for template in metric_group.metrics:
            try:
                matcher = replace(template.substitute(run_group.environment), sub_split=sub_split)
            except ConfigError as error:
                hwarn_once(f"Run group {run_group.name}: {error}")
                continue
            if matcher.name in self._schema.name_to_metric:
                columns.append(Column(run_group, matcher, self._header(run_group, matcher, several_groups)))
            elif matcher.name != NO_METRIC:
                hwarn_once(f"Metric {matcher.name} of metric group {metric_group.name} is not in the schema")
        return columns

    def _header(self, run_group: RunGroup, matcher: MetricNameMatcher, several_groups: bool) -> HeaderCell:
        metric = self._schema.name_to_metric[matcher.name]
        group_name, metric_name = run_group.get_short_display_name(), metric.get_short_display_name()
        metadata = {"metric": metric_name, "run_group": group_name}
        introduction = run_group.short_description or run_group.description
        description = f"{introduction}\n\n" if introduction else ""
        description += f"{metric.display_name or metric.name}: {metric.description or ''}"
        title = metric_name
        if matcher.perturbation_name is not None:
            perturbation = self._schema.name_to_perturbation.get(matcher.perturbation_name)
            short = perturbation.get_short_display_name() if perturbation else matcher.perturbation_name
            shown = (perturbation and perturbation.display_name) or matcher.perturbation_name
            explained = (perturbation and perturbation.description) or "???"
            title, metadata["perturbation"] = f"{title} ({short})", short
            description += f"\n- Perturbation {shown}: {explained}"
        title = f"{group_name} - {title}" if several_groups else title
        return HeaderCell(
            title, description=description, lower_is_better=metric.lower_is_better, metadata=dict(metadata)
        )

    def _cell(self, column: Column, row_runs: List[Run], spec: TableSpec) -> Cell:
        runs = runs_behind(column, row_runs, spec.name)
        if not runs:
            return Cell(description="No matching runs")
        found = [(run, stat) for run in runs if (stat := find_stat(run, column.matcher)) is not None]
        if not found:
            return Cell(description=f"{len(runs)} matching runs, but no matching metrics")
        if spec.is_scenario_table and len(runs) > 1:
            hwarn(f"Table {spec.name} has {len(runs)} runs in a row: {', '.join(run.name for run in runs)}")
        stat = merge([stat for _, stat in found])
        names = list(dict.fromkeys(run.name for run, _ in found))
        description = stat.bare_str()
        if self._debug:
            description += "\nRun specs:" + "".join(f"\n-- {name}" for name in names)
        value = None if _is_unreliable(runs[0], stat) else stat.mean
        return Cell(value, description=description, style={}, run_spec_names=None if spec.is_scenario_table else names)


def runs_behind(column: Column, row_runs: List[Run], table_name: str) -> List[Run]:
    """The runs of a row that count in a column."""
    group = column.run_group.name
    runs = [run for run in row_runs if group in run.run_spec.groups]
    if "babi" in group and "task:" not in table_name:
        # All tasks together have a run of their own.
        runs = [run for run in runs if "task=all" in run.name]
    return runs


def _is_unreliable(run: Run, stat: Stat) -> bool:
    return run.run_spec.adapter_spec.model in _UNRELIABLE_MODELS and stat.name.name.startswith(_UNRELIABLE_METRICS)


def _label_cell(label: str, runs: List[Run], spec: TableSpec) -> Cell:
    if not spec.is_scenario_table:
        return Cell(label, description="")
    names = list(dict.fromkeys(run.name for run in runs))
    return Cell(label, description="", href=runs_href(spec, names), run_spec_names=names)


def runs_href(spec: TableSpec, run_names: List[str]) -> str:
    """The page of these runs."""
    query: Dict[str, str] = {
        "group": spec.parts[0][0].name,
        "subgroup": spec.title,
        "runSpecs": json.dumps(run_names),
    }
    return "?" + urlencode(query, quote_via=quote)

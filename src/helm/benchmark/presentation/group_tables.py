"""Which tables a group of runs has."""

from typing import Any, Dict, List

from helm.benchmark.presentation.group_table import BuiltTable, TableBuilder, TableSpec
from helm.benchmark.presentation.schema import BY_GROUP, NO_GROUPS, THIS_GROUP_ONLY, RunGroup, Schema
from helm.benchmark.presentation.suite_runs import GroupedRuns, Run
from helm.benchmark.presentation.table_rows import Rows
from helm.benchmark.scenarios.scenario import ScenarioSpec


class GroupTables:
    """Makes the tables of groups."""

    def __init__(self, schema: Schema, grouped: GroupedRuns, builder: TableBuilder):
        self._schema = schema
        self._grouped = grouped
        self._builder = builder

    def of(self, group: RunGroup) -> List[BuiltTable]:
        """The tables of a group; none if no run belongs to it."""
        subgroups = self._schema.expand_subgroups(group)
        if group.subgroup_display_mode == BY_GROUP or len(subgroups) == 1:
            return [table for subgroup in subgroups for table in self._tables_by_group(group, subgroup)]
        return self._tables_by_metric(group, subgroups)

    def _tables_by_metric(self, group: RunGroup, subgroups: List[RunGroup]) -> List[BuiltTable]:
        """A table for each metric group, with the columns of all subgroups."""
        rows = Rows(group.adapter_keys_shown)
        for subgroup in subgroups:
            for runs in self._grouped.by_adapter.get(subgroup.name, {}).values():
                rows.add(self._visible(runs, group))
        if not rows.run_names:
            return []
        tables = []
        for name in group.metric_groups or _metric_groups_of(group, subgroups):
            metric_group = self._schema.name_to_metric_group.get(name)
            if metric_group is None:
                continue
            parts = [(subgroup, name) for subgroup in subgroups]
            spec = TableSpec(name, metric_group.get_short_display_name(), parts, strategies=metric_group.strategies)
            tables.append(self._builder.build(spec, rows))
        return [built for built in tables if built.columns]

    def _tables_by_group(self, group: RunGroup, subgroup: RunGroup) -> List[BuiltTable]:
        """A table for each scenario of a subgroup, and one for all before them if there are several."""
        parts = [(subgroup, name) for name in subgroup.metric_groups]
        tables, all_rows, num_scenarios = [], Rows(group.adapter_keys_shown), 0
        for scenario in self._grouped.by_scenario.get(subgroup.name, {}):
            rows = Rows(group.adapter_keys_shown)
            for runs in self._grouped.by_scenario.get(group.name, {}).get(scenario, {}).values():
                visible = self._visible(runs, group)
                rows.add(visible)
                all_rows.add(visible)
            if not rows.run_names or not parts:
                continue
            num_scenarios += 1
            name, title = _scenario_name(subgroup, scenario), _scenario_title(group, subgroup, scenario)
            tables.append(self._builder.build(TableSpec(name, title, parts, is_scenario_table=True), rows))
            for sub_split in subgroup.sub_splits or []:
                tables.append(self._sub_split_table(name, title, parts, sub_split, rows))
        if num_scenarios > 1:
            spec = TableSpec(subgroup.name, subgroup.display_name or subgroup.name, parts)
            tables.insert(0, self._builder.build(spec, all_rows))
        return tables

    def _sub_split_table(self, name: str, title: str, parts: Any, sub_split: str, rows: Rows) -> BuiltTable:
        spec = TableSpec(
            f"{name}:sub_split={sub_split}", f"{title} (sub-split: {sub_split})", parts, sub_split=sub_split
        )
        return self._builder.build(spec, rows)

    def _visible(self, runs: List[Run], group: RunGroup) -> List[Run]:
        return [run for run in runs if self._is_visible(run, group)]

    def _is_visible(self, run: Run, shown: RunGroup) -> bool:
        """Whether a run counts in the tables of a group."""
        included = shown.visibility != THIS_GROUP_ONLY
        for name in run.run_spec.groups:
            group = self._schema.name_to_run_group.get(name)
            if group is None:
                continue
            if group.visibility == NO_GROUPS:
                return False
            if group.visibility == THIS_GROUP_ONLY:
                if group.name == shown.name:
                    return True
                included = False
        return included


def _metric_groups_of(group: RunGroup, subgroups: List[RunGroup]) -> List[str]:
    """The metric groups of all subgroups, the detailed form instead of the plain one where a subgroup has both."""
    names: Dict[str, None] = dict.fromkeys(name for subgroup in subgroups for name in subgroup.metric_groups)
    hidden = group.subgroup_metric_groups_hidden
    return [name for name in names if f"{name}_detailed" not in names and name not in hidden]


def _arguments(scenario: ScenarioSpec) -> str:
    return ", ".join(f"{key}: {value}" for key, value in scenario.args.items())


def _scenario_title(group: RunGroup, subgroup: RunGroup, scenario: ScenarioSpec) -> str:
    title = _arguments(scenario)
    if group.name in _scenario_name(subgroup, scenario):
        return title
    return f"{subgroup.display_name or subgroup.name} {title}"


def _scenario_name(subgroup: RunGroup, scenario: ScenarioSpec) -> str:
    return f"{subgroup.name}_{_arguments(scenario)}".replace(" ", "").replace("/", "_")

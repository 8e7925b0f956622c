"""`groups.json` and `groups_metadata.json`: which groups there are, and how big they are."""

from typing import Any, Dict, List, Optional

from helm.benchmark.metrics.statistic import Stat
from helm.benchmark.presentation.schema import RunGroup, Schema
from helm.benchmark.presentation.stat_lookup import merge
from helm.benchmark.presentation.suite_runs import SIZE_METRICS, GroupedRuns, Run
from helm.benchmark.presentation.table import Cell, HeaderCell, Table
from helm.common.general import asdict_without_nones

_HEADER = [
    HeaderCell("Group"),
    HeaderCell("Description"),
    HeaderCell("Adaptation method", description="Adaptation strategy (e.g., generation)"),
    HeaderCell("# instances", description="Number of instances evaluated on"),
    HeaderCell("# references", description="Number of references provided per instance"),
    HeaderCell("# prompt tokens", description="Total number of prompt tokens"),
    HeaderCell("# completion tokens", description="Total number of completion tokens"),
    HeaderCell("# models", description="Number of models we're evaluating"),
]


def group_list(schema: Schema, grouped: GroupedRuns) -> List[Table]:
    """A table for each category, with all its groups, also those without runs."""
    tables: Dict[str, Table] = {}
    for group in schema.run_groups:
        adapters = [
            (adapter, runs)
            for subgroup in schema.expand_subgroups(group)
            for adapter, runs in grouped.by_adapter.get(subgroup.name, {}).items()
        ]
        table = tables.setdefault(group.category, Table(group.category, _HEADER, []))
        methods = list(dict.fromkeys(adapter.method for adapter, _ in adapters))
        deployments = {adapter.model_deployment for adapter, _ in adapters}
        table.rows.append(_row(group, methods, [run for _, runs in adapters for run in runs], len(deployments)))
    return list(tables.values())


def _row(group: RunGroup, methods: List[str], runs: List[Run], num_models: int) -> List[Cell]:
    instances, references, prompts, completions = (_merged(runs, name) for name in SIZE_METRICS)
    return [
        Cell(group.display_name or group.name, href=f"?group={group.name}"),
        Cell(group.description, markdown=True),
        Cell(", ".join(methods)),
        _stat_cell(instances, "mean"),
        _stat_cell(references, "mean"),
        _stat_cell(prompts, "sum"),
        _stat_cell(completions, "sum"),
        Cell(num_models),
    ]


def _merged(runs: List[Run], name: str) -> Optional[Stat]:
    stats = [stat for run in runs for stat in run.stats.get(name, [])]
    return merge(stats) if stats else None


def _stat_cell(stat: Optional[Stat], attribute: str) -> Cell:
    return Cell(getattr(stat, attribute), description=stat.bare_str()) if stat else Cell()


def groups_metadata(schema: Schema) -> Dict[str, Dict[str, Any]]:
    """Name, description and taxonomy of all groups."""
    return {
        group.name: {
            "display_name": group.display_name,
            "description": group.description,
            "taxonomy": asdict_without_nones(group.taxonomy) if group.taxonomy else None,
        }
        for group in schema.run_groups
    }

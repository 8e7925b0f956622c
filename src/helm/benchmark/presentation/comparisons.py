"""Models of a group, compared in pairs on the instances that both answered (docs/design/site_files.md)."""

import os
from dataclasses import astuple, dataclass
from itertools import combinations
from typing import Any, Dict, Hashable, List, Mapping, Optional, Tuple

from helm.benchmark.presentation.json_files import read_json
from helm.benchmark.presentation.model_names import ModelOrder
from helm.benchmark.presentation.run_job import RunDigest
from helm.benchmark.presentation.schema import RunGroup, Schema
from helm.benchmark.presentation.score_files import SCORES_FILE, ScoreFile
from helm.benchmark.presentation.suite_runs import Run
from helm.benchmark.presentation.table_rows import Rows
from helm.stats import compare

COLUMNS = ("a", "b", "difference", "low", "high", "p_value", "n", "test")

_MAX_ROWS = 40


@dataclass(frozen=True)
class _Row:
    label: str
    runs: List[Run]
    scores: Dict[Hashable, float]
    """Scenario and id of an instance -> its score."""

    @property
    def mean(self) -> float:
        return sum(self.scores.values()) / len(self.scores)


def compare_group(
    schema: Schema, group: RunGroup, runs: List[Run], digests: Mapping[str, RunDigest]
) -> Optional[Dict[str, Any]]:
    """The pairs of a group's rows; None if it has no main metric, or fewer than two rows have scores.

    Args:
        runs: those that belong to the group directly.

    Raises:
        DataError: the scores of a run cannot be read.
    """
    metric, split = group.environment.get("main_name"), group.environment.get("main_split")
    rows = Rows(group.adapter_keys_shown)
    rows.add(run for run in runs if digests[run.run_path].has_scores)
    scored = [
        _Row(label, row_runs, scores)
        for label, row_runs in rows.sorted(ModelOrder())
        if (scores := _scores(row_runs, metric, split))
    ]
    if metric is None or len(scored) < 2:
        return None
    known = schema.name_to_metric.get(metric)
    lower_is_better = known.lower_is_better if known else None
    if len(scored) > _MAX_ROWS:
        scored = sorted(scored, key=lambda row: row.mean if lower_is_better else -row.mean)[:_MAX_ROWS]
    return {
        "group": group.name,
        "metric": metric,
        "split": split,
        "lower_is_better": lower_is_better,
        "rows": [_described(row) for row in scored],
        "columns": COLUMNS,
        "pairs": _pairs(scored),
    }


def _scores(runs: List[Run], metric: Optional[str], split: Optional[str]) -> Dict[Hashable, float]:
    """The scores of a row's instances, over all its runs whose main metric is the group's."""
    scores: Dict[Hashable, float] = {}
    for run in runs:
        file = read_json(os.path.join(run.run_path, SCORES_FILE), ScoreFile)
        if (file.metric, file.split) == (metric, split):
            scenario = run.run_spec.scenario_spec
            scores.update({(scenario, instance_id): score for instance_id, score in file.originals.items()})
    return scores


def _described(row: _Row) -> Dict[str, Any]:
    return {
        "label": row.label,
        "model_deployment": row.runs[0].run_spec.adapter_spec.model_deployment,
        "runs": [run.name for run in row.runs],
        "mean": row.mean,
    }


def _pairs(rows: List[_Row]) -> List[Tuple[Any, ...]]:
    pairs = []
    for a, b in combinations(range(len(rows)), 2):
        comparison = compare(rows[a].scores, rows[b].scores)
        if comparison is not None:
            pairs.append((a, b, *astuple(comparison)))
    return pairs

"""`scores.json` and `intervals.json` of a run (docs/design/site_files.md)."""

import os
from pathlib import Path
from typing import Dict, List, Optional

import msgspec

from helm.benchmark.presentation.instance_scores import InstanceScores
from helm.benchmark.presentation.json_files import write_compact
from helm.benchmark.presentation.stat_intervals import StatInterval, perturbation_name

INTERVALS_FILE = "intervals.json"
SCORES_FILE = "scores.json"
VERSION = 1


def write_score_files(
    run_path: str, scores: InstanceScores, intervals: List[StatInterval], metric: Optional[str], split: Optional[str]
) -> None:
    """Write the intervals of a run, and what its instances score by one metric."""
    write_compact(os.path.join(run_path, INTERVALS_FILE), intervals)
    path = Path(run_path, SCORES_FILE)
    if metric is None:
        path.unlink(missing_ok=True)
        return
    rows = [
        (key, score)
        for key, context, score in zip(scores.rows, scores.contexts, scores.row_means(metric))
        if score is not None and context.split == split
    ]
    names = list(dict.fromkeys(name for key, _ in rows if (name := perturbation_name(key.perturbation)) is not None))
    perturbations = [perturbation_name(key.perturbation) for key, _ in rows]
    record = ScoreFile(
        metric=metric,
        split=split,
        perturbations=names,
        instance_id=[key.instance_id for key, _ in rows],
        perturbation=[None if name is None else names.index(name) for name in perturbations],
        score=[score for _, score in rows],
    )
    write_compact(path, record)


class ScoreFile(msgspec.Struct):
    """`scores.json`: columns of equal length, a row for each instance and perturbation."""

    metric: str
    split: Optional[str]
    perturbations: List[str]
    instance_id: List[str]
    perturbation: List[Optional[int]]
    score: List[float]
    version: int = VERSION

    @property
    def originals(self) -> Dict[str, float]:
        """Id -> score of the instances that are not perturbed."""
        rows = zip(self.instance_id, self.perturbation, self.score)
        return {instance_id: score for instance_id, perturbation, score in rows if perturbation is None}

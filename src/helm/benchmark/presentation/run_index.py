"""`run_index.json`: all runs in brief (docs/design/site_files.md)."""

import os
from dataclasses import asdict
from typing import Any, Dict, List, Mapping, Optional, Tuple

from helm.benchmark.presentation.run_job import RunDigest
from helm.benchmark.presentation.schema import MetricNameMatcher
from helm.benchmark.presentation.stat_lookup import find_stat
from helm.benchmark.presentation.suite_runs import Run

VERSION = 1

MainMetric = Optional[Tuple[str, Optional[str]]]


def run_index(runs: List[Run], main_metrics: List[MainMetric], digests: Mapping[str, RunDigest]) -> Dict[str, Any]:
    """What the page of all runs shows.

    Args:
        main_metrics: name and split of each run's main metric.
        digests: path of a run -> what was made of it.
    """
    entries = [_entry(run, metric, digests[run.run_path]) for run, metric in zip(runs, main_metrics)]
    return {"version": VERSION, "runs": entries}


def _entry(run: Run, main_metric: MainMetric, digest: RunDigest) -> Dict[str, Any]:
    spec = run.run_spec
    return {
        "name": run.name,
        "suite": run.suite,
        "folder": os.path.basename(run.run_path),
        "groups": spec.groups,
        "model": spec.adapter_spec.model,
        "model_deployment": spec.adapter_spec.model_deployment,
        "method": spec.adapter_spec.method,
        "scenario": asdict(spec.scenario_spec),
        "main_metric": main_metric and _score(run, *main_metric, digest),
        "num_instances": digest.num_instances,
        "outcomes": digest.outcomes,
        "has_pages": digest.has_pages,
        "has_scores": digest.has_scores,
    }


def _score(run: Run, name: str, split: Optional[str], digest: RunDigest) -> Dict[str, Any]:
    stat = find_stat(run, MetricNameMatcher(name, split or ""))
    score: Dict[str, Any] = {"name": name, "split": split, "mean": stat.mean if stat else None}
    for interval in digest.intervals:
        is_of_metric = (interval.name, interval.split, interval.perturbation) == (name, split, None)
        if is_of_metric and interval.mean == score["mean"]:
            score.update(low=interval.low, high=interval.high, n=interval.n, stderr=interval.stderr)
    return score

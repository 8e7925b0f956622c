"""What is done for each run by itself, in a process of its own: display files, pages, scores, intervals."""

import json
import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, List, Optional, Tuple

import msgspec

from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.augmentations.perturbation_description import PERTURBATION_WORST
from helm.benchmark.outcomes import WORST_LAST
from helm.benchmark.presentation.display_files import DISPLAY_FILES, ShownRow, write_display_files
from helm.benchmark.presentation.instance_pages import FOLDER, INDEX_FILE, write_instance_pages
from helm.benchmark.presentation.instance_scores import read_instance_scores
from helm.benchmark.presentation.score_files import SCORES_FILE, write_score_files
from helm.benchmark.presentation.stat_intervals import StatInterval, stat_intervals
from helm.benchmark.run_folder import OUTCOMES_FILE, PER_INSTANCE_STATS_FILE, SCENARIO_STATE_FILE
from helm.common.errors import HelmError
from helm.common.hierarchical_logger import hexception


@dataclass(frozen=True)
class RunJob:
    """A run, and what its files depend on beside its own results."""

    run_path: str
    adapter_spec: AdapterSpec
    metrics: Tuple[str, ...]
    """The metrics that the schema shows of it."""
    main_metric: Optional[str]
    main_split: Optional[str]
    keep_display_files: bool = False
    """Whether display files that are there stay as they are."""


class RunDigest(msgspec.Struct):
    """What a site says of a run beside its stats."""

    intervals: List[StatInterval] = []
    """Of original instances and of worst cases, which tables show."""
    outcomes: Optional[Dict[str, int]] = None
    num_instances: Optional[int] = None
    has_pages: bool = False
    has_scores: bool = False
    kept_display_files: bool = False
    """Whether display files that were there stayed as they were."""
    problem: Optional[str] = None
    """Why some of it could not be made."""


def process_run(job: RunJob) -> RunDigest:
    """Write the files of a run. What is broken in it is told in the digest."""
    digest = RunDigest()
    try:
        digest.outcomes = _recorded_outcomes(job.run_path)
        if os.path.exists(os.path.join(job.run_path, PER_INSTANCE_STATS_FILE)):
            _process(job, digest)
    except (HelmError, OSError) as error:
        digest.problem = str(error)
    except Exception as error:
        # Files of unknown origin can be wrong in any way; that of one run must not cost the others.
        hexception(error)
        digest.problem = f"{type(error).__name__}: {error}"
    digest.has_pages = os.path.exists(os.path.join(job.run_path, FOLDER, INDEX_FILE))
    digest.has_scores = os.path.exists(os.path.join(job.run_path, SCORES_FILE))
    return digest


def _process(job: RunJob, digest: RunDigest) -> None:
    scores = read_instance_scores(job.run_path)
    # Perturbed versions have the id of their original.
    digest.num_instances = len({key.instance_id for key in scores.rows})
    intervals = stat_intervals(job.run_path, scores)
    write_score_files(job.run_path, scores, intervals, job.main_metric, job.main_split)
    digest.intervals = [one for one in intervals if one.computed_on in (None, PERTURBATION_WORST)]
    digest.kept_display_files = job.keep_display_files and all(
        os.path.exists(os.path.join(job.run_path, file)) for file in DISPLAY_FILES
    )
    if digest.kept_display_files or not os.path.exists(os.path.join(job.run_path, SCENARIO_STATE_FILE)):
        return
    rows = write_display_files(job.run_path, job.adapter_spec, job.metrics, scores)
    write_instance_pages(job.run_path, rows, scores, job.main_metric)
    if digest.outcomes is None:
        digest.outcomes = _outcomes_of(rows)


def _recorded_outcomes(run_path: str) -> Optional[Dict[str, int]]:
    path = Path(run_path, OUTCOMES_FILE)
    if not path.is_file():
        return None
    recorded = json.loads(path.read_text(encoding="utf-8"))
    return {outcome: int(recorded.get(outcome, 0)) for outcome in WORST_LAST}


def _outcomes_of(rows: List[ShownRow]) -> Dict[str, int]:
    counts = Counter(answer.outcome for row in rows for answer in row.answers)
    return {outcome: counts[outcome] for outcome in WORST_LAST}

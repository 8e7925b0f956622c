"""What was made of what: so that `helm-summarize` works only on what has changed.

Files are told apart by size and time of change, as `make` and `rsync` do. The record is `summarize_cache.json` in the
folder of the site; without it everything is made again.
"""

import hashlib
import os
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, Iterable, List, Optional

import msgspec

import helm.stats
from helm.benchmark.presentation.display_files import DISPLAY_FILES
from helm.benchmark.presentation.instance_pages import FOLDER, INDEX_FILE
from helm.benchmark.presentation.json_files import write_compact
from helm.benchmark.presentation.run_job import RunDigest, RunJob
from helm.benchmark.presentation.score_files import INTERVALS_FILE, SCORES_FILE
from helm.benchmark.run_folder import (
    OUTCOMES_FILE,
    PER_INSTANCE_STATS_FILE,
    RUN_SPEC_FILE,
    SCENARIO_STATE_FILE,
    STATS_FILE,
)

CACHE_FILE = "summarize_cache.json"
_NO_OUTPUTS = (CACHE_FILE, "summary.json")  # written each time

_INPUTS = (RUN_SPEC_FILE, STATS_FILE, PER_INSTANCE_STATS_FILE, SCENARIO_STATE_FILE, OUTCOMES_FILE)
_OUTPUTS = (*DISPLAY_FILES, INTERVALS_FILE, SCORES_FILE, os.path.join(FOLDER, INDEX_FILE))

Marks = Dict[str, List[int]]
"""File -> size and time of change."""


class RunRecord(msgspec.Struct):
    """What was made of a run."""

    settings: str
    inputs: Marks
    outputs: Marks
    digest: RunDigest


class SiteRecord(msgspec.Struct):
    """What a site was made of."""

    fingerprint: str = ""
    """Of everything that went into it."""
    outputs: Marks = {}
    """The files of the site, apart from those of its runs."""
    runs: Dict[str, RunRecord] = {}
    problems: List[str] = []
    """What was wrong with runs."""


def marks(folder: str, files: Iterable[str]) -> Marks:
    """The marks of those of the files that exist."""
    found: Marks = {}
    for file in files:
        try:
            status = os.stat(os.path.join(folder, file))
        except OSError:
            continue
        found[file] = [status.st_size, status.st_mtime_ns]
    return found


@lru_cache(maxsize=1)
def _program() -> Marks:
    folders = [Path(__file__).parent, Path(helm.stats.__file__).parent]
    return marks("", sorted(str(path) for folder in folders for path in folder.glob("*.py")))


def _digest(value: Any) -> str:
    return hashlib.sha256(msgspec.json.encode(value)).hexdigest()


class SiteCache:
    """Remembers a site from one time to the next."""

    def __init__(self, site_path: str):
        self._site_path = site_path
        self._path = os.path.join(site_path, CACHE_FILE)
        self.record = self._read()
        self._fingerprint = ""
        self._inputs: Dict[str, Marks] = {}

    def _read(self) -> SiteRecord:
        try:
            with open(self._path, "rb") as file:
                return msgspec.json.decode(file.read(), type=SiteRecord)
        except (OSError, msgspec.MsgspecError):
            return SiteRecord()  # absent, or of another version: everything is made again

    def look(self, settings: Any, files: Iterable[str], run_paths: Iterable[str]) -> None:
        """Take notice of everything that goes into the site: settings (JSON values), files, the results of runs.

        This comes before anything is read, so that a change in the meantime is noticed the next time.
        """
        self._inputs = {path: marks(path, _INPUTS) for path in run_paths}
        self._fingerprint = _digest([settings, marks("", files), _program(), self._inputs])

    def is_current(self, keep_display_files: bool) -> bool:
        """Whether nothing has changed, and all files are still as they were written.

        Args:
            keep_display_files: Whether display files may be others than those that would be written now.
        """
        record = self.record
        return (
            record.fingerprint == self._fingerprint
            and marks(self._site_path, record.outputs) == record.outputs
            and all(marks(path, run.outputs) == run.outputs for path, run in record.runs.items())
            and (keep_display_files or not any(run.digest.kept_display_files for run in record.runs.values()))
        )

    def digest_of(self, job: RunJob) -> Optional[RunDigest]:
        """What was made of the run, if that still holds."""
        run = self.record.runs.get(job.run_path)
        if run is None or run.settings != _settings(job):
            return None
        if run.digest.kept_display_files and not job.keep_display_files:
            return None
        unchanged = self._inputs.get(job.run_path) == run.inputs and marks(job.run_path, _OUTPUTS) == run.outputs
        return run.digest if unchanged else None

    def write(self, digests: Dict[RunJob, RunDigest], problems: List[str]) -> None:
        """Remember the site as it is now.

        Raises:
            HelmError: the record cannot be written.
        """
        folders = os.walk(os.path.join(self._site_path, "groups"))
        paths = [os.path.join(folder, name) for folder, _, names in folders for name in names]
        files = [os.path.relpath(path, self._site_path) for path in paths]
        files += [name for name in os.listdir(self._site_path) if name.endswith(".json") and name not in _NO_OUTPUTS]
        runs = {
            job.run_path: RunRecord(
                _settings(job), self._inputs.get(job.run_path, {}), marks(job.run_path, _OUTPUTS), digest
            )
            for job, digest in digests.items()
        }
        self.record = SiteRecord(self._fingerprint, marks(self._site_path, files), runs, problems)
        write_compact(self._path, self.record)


def _settings(job: RunJob) -> str:
    return _digest([repr(replace(job, keep_display_files=False)), _program()])

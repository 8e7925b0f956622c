"""The files of a run, and whether the run is complete."""

import json
import os
from pathlib import Path
from typing import Any, Dict, List, Optional, Set

from helm.benchmark.answer_journal import JOURNAL_FILE
from helm.common.atomic_files import write_json
from helm.common.claims import digest_of, shared_claims
from helm.common.general import asdict_without_nones
from helm.common.output_paths import find_folder, folder_name, portable_name

RUN_SPEC_FILE = "run_spec.json"
SCENARIO_FILE = "scenario.json"
SCENARIO_STATE_FILE = "scenario_state.json"
STATS_FILE = "stats.json"
PER_INSTANCE_STATS_FILE = "per_instance_stats.json"
DATA_MANIFEST_FILE = "data_manifest.json"
OUTCOMES_FILE = "outcomes.json"
NOT_COMPUTED_FILE = "not_computed.json"
STATUS_FILE = "run_status.json"

RESULT_FILES = (RUN_SPEC_FILE, SCENARIO_FILE, SCENARIO_STATE_FILE, STATS_FILE, PER_INSTANCE_STATS_FILE)

CLAIMS_FILE = ".claims"
"""In the folder of a suite: its runs as they are claimed by processes."""

RUNNING, COMPLETE, INCOMPLETE, FAILED = "running", "complete", "incomplete", "failed"
DRY_RUN = "dry run"


class RunFolder:
    """The folder of one run in a suite: `<output>/runs/<suite>/<run name>`."""

    def __init__(self, suite_path: str, run_name: str):
        existing = find_folder(suite_path, run_name)
        self.path = existing or Path(suite_path, folder_name(run_name))
        suite = os.path.realpath(suite_path)
        self._claims = shared_claims(suite, os.path.join(suite, CLAIMS_FILE))
        self._digest = digest_of(portable_name(run_name))

    def claim(self) -> bool:
        """Whether the run is ours until it is released; it is not while another process, or an open run, has it."""
        return self._claims.take(self._digest)

    def release(self) -> None:
        """Let others have the run; nothing happens if it is not ours."""
        self._claims.release([self._digest])

    def create(self) -> None:
        """Make the folder of a run that is claimed, or clear away what a process that was killed has left there."""
        self.path.mkdir(parents=True, exist_ok=True)
        self.clear_leftovers()

    def clear_leftovers(self) -> None:
        """Remove, from the folder of a run that is claimed, unfinished files and the journal of a complete run."""
        for unfinished in self.path.glob("*.tmp"):
            unfinished.unlink()
        journal = self.path / JOURNAL_FILE
        if journal.is_file() and self.is_complete:
            journal.unlink()

    def write(self, file: str, value: Any) -> None:
        """Write one of the files, whole or not at all."""
        write_json(self.path / file, value)

    def set_status(self, status: str, reason: Optional[str] = None) -> None:
        """Record how far the run is: running, complete, incomplete or failed (with the reason), or that it was dry."""
        record: Dict[str, str] = {"status": status}
        if reason is not None:
            record["reason"] = reason
        self.write(STATUS_FILE, record)

    @property
    def is_complete(self) -> bool:
        """Whether the run's status says so; a run that has no status comes from HELM, whole or as statistics only."""
        status = self.path / STATUS_FILE
        if status.is_file():
            says_so = _json_of(status).get("status") == COMPLETE
            return says_so and all((self.path / file).is_file() for file in RESULT_FILES)
        found = {file for file in RESULT_FILES if (self.path / file).is_file()}
        return _is_whole_result(found) and all(_ends_well(self.path / file) for file in found)

    def holds_results_of(self, run_spec: Any) -> bool:
        """Whether the run is complete, and was made from an equal RunSpec."""
        return self.is_complete and _json_of(self.path / RUN_SPEC_FILE) == json.loads(
            json.dumps(asdict_without_nones(run_spec))
        )


def _is_whole_result(files: Set[str]) -> bool:
    """Whether these files are all that HELM wrote, or what leaderboards publish of a run: its statistics.

    HELM wrote a run's answers before its statistics, so a run with answers that lacks a file was cut off.
    """
    return SCENARIO_STATE_FILE not in files and files >= {RUN_SPEC_FILE, STATS_FILE} or files == set(RESULT_FILES)


def _json_of(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _ends_well(path: Path) -> bool:
    """Whether a JSON file has its closing bracket; a write that was cut off has not."""
    with open(path, "rb") as file:
        file.seek(max(0, os.path.getsize(path) - 16))
        return file.read().rstrip().endswith((b"]", b"}"))


def colliding_names(run_names: List[str]) -> List[str]:
    """The run names that share their folder with another one of the list."""
    folders: Dict[str, List[str]] = {}
    for name in run_names:
        folders.setdefault(folder_name(name), []).append(name)
    return [name for names in folders.values() if len(names) > 1 for name in names]

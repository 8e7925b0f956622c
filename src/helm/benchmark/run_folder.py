"""The files of a run, and whether the run is complete."""

import json
import os
from pathlib import Path
from typing import Any, Dict, List, Optional, Set

from helm.common.atomic_files import write_json
from helm.common.output_paths import find_folder, folder_name

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

RUNNING, COMPLETE, INCOMPLETE, FAILED = "running", "complete", "incomplete", "failed"


class RunFolder:
    """The folder of one run in a suite: `<output>/runs/<suite>/<run name>`."""

    def __init__(self, suite_path: str, run_name: str):
        existing = find_folder(suite_path, run_name)
        self.path = existing or Path(suite_path, folder_name(run_name))

    def create(self) -> None:
        self.path.mkdir(parents=True, exist_ok=True)

    def write(self, file: str, value: Any) -> None:
        """Write one of the files, whole or not at all."""
        write_json(self.path / file, value)

    def set_status(self, status: str, reason: Optional[str] = None) -> None:
        """Record how far the run is: running, complete, incomplete or failed (with the reason)."""
        record: Dict[str, str] = {"status": status}
        if reason is not None:
            record["reason"] = reason
        self.write(STATUS_FILE, record)

    @property
    def is_complete(self) -> bool:
        """Whether the run's status says so; a run that has no status comes from HELM, whole or as statistics only."""
        status = self.path / STATUS_FILE
        if status.is_file():
            says_so = json.loads(status.read_text(encoding="utf-8")).get("status") == COMPLETE
            return says_so and all((self.path / file).is_file() for file in RESULT_FILES)
        found = {file for file in RESULT_FILES if (self.path / file).is_file()}
        return _is_whole_result(found) and all(_ends_well(self.path / file) for file in found)


def _is_whole_result(files: Set[str]) -> bool:
    """Whether these files are all that HELM wrote, or what leaderboards publish of a run: its statistics.

    HELM wrote a run's answers before its statistics, so a run with answers that lacks a file was cut off.
    """
    return SCENARIO_STATE_FILE not in files and files >= {RUN_SPEC_FILE, STATS_FILE} or files == set(RESULT_FILES)


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

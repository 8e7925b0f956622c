"""A new model among the published runs of a leaderboard: docs/tutorials/leaderboard_rank.md."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Dict

import pytest

CONF = """
entries: [
  {description: "simple_mcqa:model=text", priority: 1}
  {description: "simple_short_answer_qa:model=text", priority: 1}
]
"""
OLD, OWN, NEW = (
    "simple_mcqa:model=old_model",
    "simple_mcqa:model=simple_model1",
    "simple_short_answer_qa:model=simple_model1",
)
COMMAND = """--conf-paths run_entries_core_scenarios_10.conf --suite v1 --max-eval-instances 10
    --models-to-run simple/model1 --cache-instances --num-train-trials 1 --skip-completed-runs"""


@pytest.fixture
def version(tmp_path: Path) -> Path:
    """A version's folder with `run_stats.zip` unpacked: statistics of another model and, of one entry, of ours."""
    version = tmp_path / "benchmark_output" / "runs" / "v1"
    with zipfile.ZipFile(tmp_path / "run_stats.zip", "w") as archive:
        for run in (OLD, OWN):
            archive.writestr(f"{run}/run_spec.json", json.dumps({"name": run}))
            archive.writestr(f"{run}/stats.json", "[]")
    with zipfile.ZipFile(tmp_path / "run_stats.zip") as archive:
        archive.extractall(version)
    (tmp_path / "run_entries_core_scenarios_10.conf").write_text(CONF)
    return version


def published_files(version: Path) -> Dict[str, bytes]:
    return {
        str(path.relative_to(version)): path.read_bytes() for run in (OLD, OWN) for path in (version / run).iterdir()
    }


def helm_run(version: Path, command: str = COMMAND) -> str:
    words = [sys.executable, "-m", "helm.benchmark.run", *command.split()]
    done = subprocess.run(words, cwd=version.parents[2], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_published_runs_stay_and_those_missing_of_the_new_model_are_run(version):
    before = published_files(version)
    words = helm_run(version)
    assert published_files(version) == before
    assert "already complete" in next(line for line in words.splitlines() if OWN in line)
    assert json.loads((version / NEW / "run_status.json").read_text()) == {"status": "complete"}
    assert json.loads((version / NEW / "run_spec.json").read_text())["adapter_spec"]["model"] == "simple/model1"


def test_a_second_time_nothing_is_run(version):
    helm_run(version)
    new = {path: path.stat().st_mtime_ns for path in (version / NEW).iterdir()}
    words = helm_run(version)
    assert all("already complete" in next(line for line in words.splitlines() if run in line) for run in (OWN, NEW))
    assert {path: path.stat().st_mtime_ns for path in (version / NEW).iterdir()} == new


def test_without_skipping_a_published_run_of_the_model_is_replaced(version):
    helm_run(version, COMMAND.replace("--skip-completed-runs", ""))
    assert json.loads((version / OWN / "stats.json").read_text()) != []
    assert json.loads((version / OLD / "stats.json").read_text()) == []

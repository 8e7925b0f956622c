"""helm-run killed at any moment: resuming gives the files of an uninterrupted run, and pays for nothing twice."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, List

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the driver forks")

DRIVER = Path(__file__).parent / "crash_driver.py"
IN_FLIGHT = 2


def drive(folder: Path, mode: str, instances: int, seconds_an_answer: float) -> List[Dict[str, Any]]:
    command = [sys.executable, str(DRIVER), str(folder), mode, str(instances)]
    environment = {**os.environ, "SECONDS_AN_ANSWER": str(seconds_an_answer)}
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, env=environment)
    assert done.returncode == 0, done.stderr
    whole, *kills = [json.loads(line) for line in done.stdout.splitlines()]
    assert whole["paid"] == instances
    assert {"scenario_state.json", "stats.json", "per_instance_stats.json"} <= set(whole["files"])
    return kills


def check(kills: List[Dict[str, Any]], instances: int) -> None:
    for kill in kills:
        assert kill["status"] == 0 and kill["differing"] == [], kill
        assert instances <= kill["paid"] <= instances + IN_FLIGHT, kill


def test_killed_before_each_write(tmp_path):
    kills = drive(tmp_path, "at-every-write", instances=3, seconds_an_answer=0)
    check(kills, 3)
    assert [kill["killed"] for kill in kills] == [True] * (len(kills) - 1) + [False]
    assert len(kills) > 30


def test_killed_at_random_times(tmp_path):
    kills = drive(tmp_path, "at-random-times", instances=40, seconds_an_answer=0.03)
    check(kills, 40)
    assert any(kill["killed"] for kill in kills)

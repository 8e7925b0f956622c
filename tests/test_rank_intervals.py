"""The table of docs/tutorials/leaderboard_rank.md is what scripts/rank_intervals.py prints."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_tutorial_has_the_table_that_the_script_prints():
    command = [sys.executable, str(ROOT / "scripts" / "rank_intervals.py")]
    table = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert table in (ROOT / "docs" / "tutorials" / "leaderboard_rank.md").read_text(encoding="utf-8")

"""Processes that work on one suite and one cache at the same time."""

import json
import sqlite3
from contextlib import closing

import pytest

from helm.benchmark.run_folder import COMPLETE, RUN_SPEC_FILE, RunFolder
from served_runs import model_server, prepare, results, start_helm_run, wait_until

ENTRIES = [f"sums:first={first},model=local/chat" for first in (0, 20, 40)]
"""Of the 40 requests of each run, 20 are requests of the next one, too."""
REQUESTS = 80
IN_FLIGHT = 8

pytestmark = pytest.mark.skipif("sys.platform == 'win32'", reason="processes have no common claims on Windows")


@pytest.fixture
def model():
    with model_server() as running:
        yield running


def test_four_processes_pay_for_each_request_once_and_leave_the_files_of_one(tmp_path, model):
    alone = start_helm_run(prepare(tmp_path / "alone", model), "-r", *ENTRIES)
    assert alone.communicate(timeout=60)[1] == "" and alone.returncode == 0
    assert len(model.paid) == REQUESTS and set(model.paid.values()) == {1}
    model.paid.clear()
    folder = prepare(tmp_path / "together", model)
    processes = [start_helm_run(folder, "-r", *ENTRIES[i % 3 :], *ENTRIES[: i % 3]) for i in range(4)]
    words = [process.communicate(timeout=60) for process in processes]
    assert [process.returncode for process in processes] == [0] * 4, words
    assert [errors for _, errors in words] == [""] * 4
    assert len(model.paid) == REQUESTS and set(model.paid.values()) == {1}
    assert results(folder) == results(tmp_path / "alone")
    assert not list(folder.rglob("answers.jsonl")) and not list(folder.rglob("*.tmp"))
    with closing(sqlite3.connect(folder / "prod_env" / "cache" / "local.sqlite")) as cache:
        assert cache.execute("SELECT count(*) FROM unnamed").fetchone() == (REQUESTS,)


def test_a_run_that_another_process_is_at_is_waited_for_and_then_done(tmp_path, model):
    folder = prepare(tmp_path / "suite", model)
    runs = folder / "benchmark_output" / "runs" / "s"
    other = RunFolder(str(runs), "sums:first=0,model=local_chat")
    assert other.claim()
    process = start_helm_run(folder, "-r", *ENTRIES)
    assert [process.stdout.readline() for _ in range(3)][1].startswith("[1/3] sums:first=")
    assert process.poll() is None and not (other.path / RUN_SPEC_FILE).exists()
    other.release()
    assert process.communicate(timeout=60)[1] == "" and process.returncode == 0
    assert json.loads((other.path / "run_status.json").read_text()) == {"status": COMPLETE}


def test_when_a_process_is_killed_another_goes_on_and_pays_again_for_what_was_in_flight_only(tmp_path, model):
    folder = prepare(tmp_path / "suite", model)
    model.seconds = 0.05
    first = start_helm_run(folder, "-r", ENTRIES[0])
    wait_until(lambda: sum(model.paid.values()) >= 20)
    second = start_helm_run(folder, "-r", ENTRIES[0])
    first.kill()
    first.communicate()
    assert second.communicate(timeout=60)[1] == "" and second.returncode == 0
    assert len(model.paid) == 40 and sum(model.paid.values()) <= 40 + IN_FLIGHT
    states = results(folder)["sums:first=0,model=local_chat/scenario_state.json"]["request_states"]
    assert all(state["result"]["success"] for state in states) and len(states) == 40

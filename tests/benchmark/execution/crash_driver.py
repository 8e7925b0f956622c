"""Runs helm-run again and again, each time killed with SIGKILL a little later, then resumed; prints what came of it.

    python crash_driver.py FOLDER at-every-write|at-random-times INSTANCES

A kill at the n-th write is one right before the n-th call of a built-in function that changes a file, in any thread.
Each line of output is a JSON object: `kill` (when), `paid` (requests that the model has answered, both times together)
and `differing` (files of the run that are not as those of an uninterrupted run).
"""

import io
import json
import os
import posix
import random
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any, Callable, Dict, Optional

from helm.benchmark.run import main
from helm.clients.client import Client
from helm.common.request import GeneratedOutput, Request, RequestResult, Token

ENTRY = "simple_mcqa:model=crash/paid"
PAID_FILE = "paid"
WRITES = {"write", "writelines", "fsync", "replace", "rename", "unlink", "remove", "mkdir", "truncate"}

DEPLOYMENTS = """
model_deployments:
  - name: crash/paid
    tokenizer_name: simple/tokenizer1
    max_sequence_length: 2048
    client_spec: {class_name: crash_driver.PaidClient}
"""

METADATA = """
models:
  - {name: crash/paid, display_name: Paid, description: A stand-in., creator_organization_name: Me, access: open,
     release_date: 2026-01-01, tags: [TEXT_MODEL_TAG]}
"""


class PaidClient(Client):
    """Answers at once, and keeps how often it was asked."""

    def make_request(self, request: Request) -> RequestResult:
        file = os.open(PAID_FILE, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.write(file, b".")
        os.close(file)
        time.sleep(float(os.environ["SECONDS_AN_ANSWER"]))
        text = "AB"[len(request.prompt) % 2]
        completion = GeneratedOutput(text=text, logprob=-0.5, tokens=[Token(text, -0.5)])
        return RequestResult(
            success=True, embedding=[], completions=[completion], cached=False, request_time=0.5, request_datetime=1
        )


def run_in_child(folder: Path, instances: str, prepare: Callable[[], None] = lambda: None) -> Optional[int]:
    """The exit status of helm-run, in a child of this process; None if it was killed."""
    child = os.fork()
    if child == 0:
        os.chdir(folder)
        output = os.open("terminal", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(output, 1)
        os.dup2(output, 2)
        prepare()
        sys.argv = ["helm-run", "-r", ENTRY, "--suite", "s", "-m", instances, "-n", "2", "--skip-completed-runs"]
        try:
            main()
        except SystemExit as end:
            os._exit(int(end.code or 0))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return None if os.WIFSIGNALED(status) else os.waitstatus_to_exitcode(status)


def kill_at_write(number: int) -> Callable[[], None]:
    """What makes this process kill itself right before its write of this number."""

    def prepare() -> None:
        count = 0

        def count_writes(frame: Any, event: str, function: Any) -> None:
            nonlocal count
            if event == "c_call" and function.__name__ in WRITES and is_write(function, frame):
                count += 1
                if count == number:
                    os.kill(os.getpid(), signal.SIGKILL)

        threading.setprofile(count_writes)
        sys.setprofile(count_writes)

    return prepare


def is_write(function: Any, frame: Any) -> bool:
    """Whether a built-in function, called from `frame`, changes a file other than the log and the terminal."""
    place = function.__self__
    return (place is posix or isinstance(place, io.IOBase)) and frame.f_globals["__name__"] not in ("logging", __name__)


def kill_after(seconds: float) -> Callable[[], None]:
    """What makes this process kill itself after a time."""

    def prepare() -> None:
        timer = threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGKILL))
        timer.daemon = True
        timer.start()

    return prepare


def fresh_folder(folder: Path) -> Path:
    (folder / "prod_env").mkdir(parents=True)
    (folder / "prod_env" / "model_deployments.yaml").write_text(DEPLOYMENTS)
    (folder / "prod_env" / "model_metadata.yaml").write_text(METADATA)
    return folder


def results(folder: Path) -> Dict[str, bytes]:
    run = folder / "benchmark_output" / "runs" / "s" / ENTRY.replace("/", "_")
    return {path.name: path.read_bytes() for path in run.iterdir()}


def paid(folder: Path) -> int:
    path = folder / PAID_FILE
    return path.stat().st_size if path.exists() else 0


def interrupt_and_resume(folder: Path, instances: str, kill: Callable[[], None], expected: Dict[str, bytes]) -> Any:
    """What came of a run that was killed and then resumed; None if it had ended before it was to be killed."""
    first = run_in_child(fresh_folder(folder), instances, kill)
    second = run_in_child(folder, instances)
    found = results(folder)
    names = sorted({*found, *expected})
    return {
        "killed": first is None,
        "status": second,
        "paid": paid(folder),
        "differing": [name for name in names if found.get(name) != expected.get(name)],
    }


def report(folder: Path, mode: str, instances: str) -> None:
    whole = fresh_folder(folder / "whole")
    start = time.monotonic()
    assert run_in_child(whole, instances) == 0, (whole / "terminal").read_text()
    seconds = time.monotonic() - start
    expected = results(whole)
    print(json.dumps({"files": sorted(expected), "paid": paid(whole)}))
    random_numbers = random.Random(0)
    for number in range(1, 1000):
        if mode == "at-every-write":
            kill = kill_at_write(number)
        else:
            kill = kill_after(random_numbers.uniform(0.1, 0.9) * seconds)
        found = interrupt_and_resume(folder / str(number), instances, kill, expected)
        print(json.dumps({"kill": number, **found}), flush=True)
        if not found["killed"] or (mode == "at-random-times" and number == 8):
            break


if __name__ == "__main__":
    sys.modules["crash_driver"] = sys.modules["__main__"]
    report(Path(sys.argv[1]), sys.argv[2], sys.argv[3])

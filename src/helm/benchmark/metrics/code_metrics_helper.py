"""Runs generated programs with their tests, in the sandbox only."""

import json
import secrets
from pathlib import Path
from typing import Any, Dict, List, Optional, Union

from helm.benchmark.metrics.not_computed import NotComputedError
from helm.common.errors import DataError

# A machine under load may take that long to start a sandbox, Python and numpy in it.
START_SECONDS = 10.0
APPS_SECONDS = 11.0
"""Time for all tests of an APPS problem together; a program that takes longer fails all of them."""
APPS_TEST_FILE = "input_output.json"
APPS_RESULTS_OF_A_HANG = [-1] * 21


def passes_tests(test_cases: Dict[str, Any], completion: str, timeout: float) -> bool:
    """Whether a function of HumanEval passes its test.

    Args:
        test_cases: A row of the dataset, with `prompt`, `test` and `entry_point`.
        completion: The body of the function, without the blanks around it.
        timeout: Seconds it may take.

    Raises:
        NotComputedError: programs cannot be run here.
    """
    program = f"{test_cases['prompt']}    {completion}\n{test_cases['test']}\ncheck({test_cases['entry_point']})"
    return _run_harness("humaneval_harness.py", timeout, program=program, timeout=timeout) is not None


def run_test(root: str, test: str, timeout: float) -> List[Union[bool, int]]:
    """What became of each test of an APPS problem.

    Args:
        root: Folder of the problem, with `input_output.json`.
        test: The program.
        timeout: Seconds for each test.

    Returns:
        For each test, whether it passed, or -1 if it ended in an error or took too long. [-2] if the program cannot be
        compiled, [-3] if it lacks the function; -1 for 21 tests if it dies, or takes too long for all together.

    Raises:
        DataError: there are no such tests.
        NotComputedError: programs cannot be run here.
    """
    path = Path(root) / APPS_TEST_FILE
    if not path.exists():
        raise DataError(f"The tests of an APPS problem are not at {path}; load the instances of the scenario anew.")
    answer = _run_harness(
        "apps_harness.py",
        APPS_SECONDS,
        program=test,
        tests=path.read_text(encoding="utf-8"),
        timeout=timeout,
        total_timeout=APPS_SECONDS,
    )
    results: List[Union[bool, int]] = json.loads(answer) if answer is not None else APPS_RESULTS_OF_A_HANG
    return results


def _run_harness(name: str, seconds: float, /, **job: Any) -> Optional[str]:
    """What a harness of this package says of a job within some seconds; None if it does not come to say it.

    Only the harness knows the password before its answer, so that a program cannot say by chance that it is right.

    Raises:
        NotComputedError: programs cannot be run here.
    """
    from helm.sandbox.run import Limits, SandboxUnavailableError, run_python

    password = secrets.token_hex(16)
    wall_seconds = seconds + START_SECONDS
    try:
        result = run_python(
            Path(__file__).with_name(name).read_text(encoding="utf-8"),
            stdin=json.dumps({**job, "password": password}),
            limits=Limits(wall_seconds=wall_seconds, cpu_seconds=int(wall_seconds) + 1),
        )
    except SandboxUnavailableError as error:
        raise NotComputedError(str(error)) from error
    return result.stdout[len(password) :] if result.stdout.startswith(password) else None

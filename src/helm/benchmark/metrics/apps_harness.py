"""The main program of the sandbox for programs that are tested with inputs and outputs, as in APPS.

Reads {"program", "tests", "timeout", "total_timeout", "password"} from stdin, where "tests" is the text of a problem's
input_output.json, and writes the password and a JSON list: for each test true, false or RUNTIME_ERROR; or a single
COMPILE_ERROR or FUNCTION_MISSING. What is run how, and which outputs count as equal, is as in the reference evaluation
(eval/testing_util.py of https://github.com/hendrycks/apps).
"""

import contextlib
import io
import json
import os
import signal
import sys
import threading
from typing import Any, Callable, Dict, Iterator, List, Optional, Union
from unittest.mock import mock_open, patch

Result = Union[bool, int]

COMPILE_ERROR, FUNCTION_MISSING, RUNTIME_ERROR = -2, -3, -1
MAX_DIGITS = 100_000
"""Of whole numbers in the tests, which are longer than Python would read otherwise."""

# What solutions may use without importing it.
PRELUDE = """
import sys, time, itertools, collections, math, fractions, random, heapq
import numpy as np
from itertools import accumulate, product, permutations, combinations
from collections import Counter, OrderedDict, deque, defaultdict, ChainMap
from functools import lru_cache
from math import sqrt, sin, cos, tan, ceil, fabs, floor, gcd, exp, log, log2
from typing import List, Tuple
from heapq import *
"""


class OutOfTime(Exception):
    """A test took too long."""


def main() -> None:
    import numpy  # noqa: F401 (that its import does not count as time of the program)

    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(MAX_DIGITS)
    job = json.load(sys.stdin)
    report = os.dup(1)
    sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115 (open to the end)
    watchdog = threading.Timer(job["total_timeout"], os._exit, [1])
    watchdog.daemon = True
    watchdog.start()
    results = run_tests(job["program"], json.loads(job["tests"]), job["timeout"])
    os.write(report, (job["password"] + json.dumps([_plain(result) for result in results])).encode())
    # Threads of the program may go on.
    os._exit(0)


def _plain(result: Any) -> Result:
    """Only the values of bool itself count; others, such as those of numpy, are no success."""
    return result if isinstance(result, (bool, int)) else False


def run_tests(program: str, tests: Dict[str, Any], timeout: float) -> List[Any]:
    """The result of each test, or one code if it comes to none."""
    name = tests.get("fn_name")
    try:
        with time_limit(timeout):
            tested = load(wrap(program) if name is None else program, name is not None and "class Solution" in program)
    except Exception:
        return [COMPILE_ERROR]
    function = tested("code" if name is None else name)
    if function is None:
        return [FUNCTION_MISSING]
    run_test = run_stream_test if name is None else run_call_test
    pairs = zip(tests["inputs"], tests["outputs"])
    return [run_test(function, with_int_keys(given), with_int_keys(expected), timeout) for given, expected in pairs]


def load(program: str, as_method: bool) -> Callable[[str], Optional[Callable[..., Any]]]:
    """Run the program's definitions; returns what looks up its functions, or the methods of its Solution."""
    scope: Dict[str, Any] = {}
    exec(PRELUDE + program, scope)
    if not as_method:
        return scope.get
    solution = scope["Solution"]()
    return lambda name: getattr(solution, name, None)


def wrap(program: str) -> str:
    """A program that reads and writes streams as a function `code`; imports before its first other line stay outside."""
    lines = program.split("\n")
    start = next((i for i, line in enumerate(lines) if not line.startswith(("from ", "import "))), None)
    if start is None:
        return program
    function = ["stdin = sys.stdin", "stdout = sys.stdout", "def code():", *("\t" + line for line in lines[start:])]
    return "\n".join([*lines[:start], *function])


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise OutOfTime if the body takes longer, on systems that have such alarms."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: object) -> None:
        raise OutOfTime

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def with_int_keys(values: Any) -> Any:
    """The values; if they are, or begin with, a dictionary, that alone, its keys numbers, which JSON made into text."""
    try:
        first = values if isinstance(values, dict) else values[0]
        return [{int(key): value for key, value in first.items()}] if isinstance(first, dict) else values
    except (LookupError, TypeError, ValueError):
        return values


def run_call_test(function: Callable[..., Any], arguments: Any, expected: Any, timeout: float) -> Any:
    """Whether the function returns what is expected, or the first of what is expected."""
    try:
        with time_limit(timeout):
            output = function(*arguments)
            if isinstance(output, tuple):
                output = list(output)
            passed = output == expected
            if isinstance(expected, list) and expected:
                passed = passed or output == expected[0]
            with contextlib.suppress(Exception):
                if isinstance(output[0], tuple):
                    passed = passed or [list(item) for item in output] == expected[0]
            return passed
    except Exception:
        return RUNTIME_ERROR


def run_stream_test(function: Callable[[], Any], given: Any, expected: Any, timeout: float) -> Any:
    """Whether the program, given this input, writes what is expected."""
    text = "\n".join(given) if isinstance(given, list) else given
    expected_text = "\n".join(expected) if isinstance(expected, list) else expected
    written = _Written()
    try:
        with patched_streams(text, written), time_limit(timeout), contextlib.suppress(SystemExit):
            function()
    except Exception:
        return RUNTIME_ERROR
    return same_output(written.getvalue().splitlines(), expected_text)


class _Written(io.StringIO):
    """What a program writes; it may close its output."""

    def close(self) -> None:
        pass


@contextlib.contextmanager
def patched_streams(text: str, written: io.StringIO) -> Iterator[None]:
    """Give the program `text` to read, from stdin and from any file, and take what it writes.

    A program that took hold of stdin at import has the stream of this process, whose methods are replaced.
    """
    lines = iter(text.split("\n"))
    with (
        patch.object(sys.stdin, "read", lambda *_: text),
        patch.object(sys.stdin, "readlines", lambda *_: text.split("\n")),
        patch.object(sys.stdin, "readline", lambda *_: next(lines)),
        patch("sys.stdin", io.StringIO(text)),
        patch("builtins.open", mock_open(read_data=text)),
        contextlib.redirect_stdout(written),
    ):
        yield


def same_output(lines: List[str], expected: str) -> bool:
    """Whether the lines of an output say what is expected, however they are spaced.

    The first that holds: the same text, but for blanks around it or around each line; the same lines but for empty
    ones; numbers that are close; lines with the same words, in any order; lines with the same numbers, rounded.
    """
    if expected.strip() in ("\n".join(lines).strip(), "\n".join(line.strip() for line in lines).strip()):
        return True
    expected_lines = [line.strip() for line in expected.split("\n") if line]
    filled = [line for line in lines if line]
    return (
        expected_lines in (lines, filled)
        or _are_close(filled, expected_lines)
        or _word_sets(filled, str) == _word_sets(expected_lines, str, keep_empty=True)
        or _same_rounded(filled, expected_lines)
    )


def _are_close(lines: List[str], expected: List[str]) -> bool:
    import numpy

    try:
        numbers, wanted = [float(line) for line in lines], [float(line) for line in expected]
    except ValueError:
        return False
    return len(numbers) == len(wanted) and bool(numpy.allclose(numbers, wanted))


def _word_sets(lines: List[str], convert: Callable[[str], Any], keep_empty: bool = False) -> Any:
    words = [frozenset(convert(word) for word in line.split()) for line in lines]
    return {one for one in words if one or keep_empty}


def _same_rounded(lines: List[str], expected: List[str]) -> bool:
    def rounded(word: str) -> float:
        return round(float(word), 3)

    try:
        return bool(_word_sets(lines, rounded) == _word_sets(expected, rounded, keep_empty=True))
    except ValueError:
        return False


if __name__ == "__main__":
    main()

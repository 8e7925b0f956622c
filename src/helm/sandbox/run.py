"""Runs programs that nobody has read, such as those that models write.

    result = run_python("print(input()[::-1])", stdin="abc", limits=Limits(wall_seconds=5))

They run in a sandbox or not at all, unless the user has said `--unsafe-local-exec`.
"""

import os
import sys
import threading
from functools import cache
from pathlib import Path
from typing import List, Mapping, Optional

from helm.common.hierarchical_logger import hwarn
from helm.sandbox.isolated import run_isolated, why_unsuitable
from helm.sandbox.unsafe import run_unsafe
from helm.sandbox.values import Limits, Program, SandboxResult, SandboxUnavailableError

__all__ = [
    "Limits",
    "Program",
    "SandboxResult",
    "SandboxUnavailableError",
    "run_program",
    "run_python",
    "set_unsafe_local_exec",
    "why_unavailable",
]

MAIN_FILE = "main.py"
DEFAULT_LIMITS = Limits()
# As many programs at once as there are processors: otherwise they would run out of time for each other's sake.
_turns = threading.BoundedSemaphore(
    len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
)
_unsafe_local_exec = False

# What a program must be able to do for its score to mean anything.
_TRIAL = """
import threading
thread = threading.Thread(target=print, args=("ready",))
thread.start()
thread.join()
open("file", "w").close()
"""


def set_unsafe_local_exec(allowed: bool) -> None:
    """Say whether programs may run without isolation where there is no sandbox."""
    global _unsafe_local_exec
    _unsafe_local_exec = allowed


@cache
def why_unavailable() -> Optional[str]:
    """Why there is no sandbox on this machine; None if there is one. A program is run to find out, once."""
    reason = why_unsuitable()
    if reason is not None:
        return reason
    try:
        result = run_isolated(python_program(_TRIAL), Limits(wall_seconds=60), python_paths())
    except SandboxUnavailableError as error:
        return f"the kernel does not let this user isolate programs ({error})"
    if result.exit_code != 0 or result.stdout != "ready\n":
        words = result.stderr.strip().splitlines()[-1:] or [f"exit code {result.exit_code}"]
        return f"Python does not work in the sandbox ({words[0]})"
    return None


def run_python(
    code: str, stdin: str = "", limits: Limits = DEFAULT_LIMITS, files: Optional[Mapping[str, str]] = None
) -> SandboxResult:
    """Run a Python program with the packages of this installation.

    Args:
        code: Its text.
        stdin: What it gets to read.
        limits: How much it may use.
        files: Name -> text of further files in its working folder.

    Raises:
        SandboxUnavailableError: there is no sandbox, and the user has not allowed to go without.
    """
    return run_program(python_program(code, stdin, files), limits)


def run_program(program: Program, limits: Limits) -> SandboxResult:
    """Run a program.

    Raises:
        SandboxUnavailableError: there is no sandbox, and the user has not allowed to go without.
    """
    reason = why_unavailable()
    if reason is None:
        with _turns:
            return run_isolated(program, limits, python_paths())
    if not _unsafe_local_exec:
        raise SandboxUnavailableError(
            f"Generated code is not run, because {reason}; use a machine that has a sandbox, "
            "or accept the risk of running it unprotected with --unsafe-local-exec."
        )
    _warn_once(reason)
    with _turns:
        return run_unsafe(program, limits)


@cache
def _warn_once(reason: str) -> None:
    hwarn(f"Generated code runs unprotected, because {reason} and --unsafe-local-exec was given.")


def python_program(code: str, stdin: str = "", files: Optional[Mapping[str, str]] = None) -> Program:
    """A Python program, with the interpreter that this is."""
    return Program(
        command=[os.path.realpath(sys.executable), "-s", "-B", MAIN_FILE],
        files={**(files or {}), MAIN_FILE: code},
        stdin=stdin,
        environment={
            "PYTHONPATH": os.pathsep.join(_package_folders()),
            "PYTHONUTF8": "1",
            # The order of sets, and with it the score, is the same every time.
            "PYTHONHASHSEED": "0",
            # Libraries that start a thread for each processor would run into the limits.
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
            "MALLOC_ARENA_MAX": "2",
        },
    )


def python_paths() -> List[str]:
    """Folders of the interpreter and its packages."""
    prefix = os.path.realpath(sys.base_prefix)
    return [*(os.path.join(prefix, name) for name in ("bin", "lib", "lib64")), *_package_folders()]


def _package_folders() -> List[str]:
    return [os.path.realpath(path) for path in sys.path if Path(path).name in ("site-packages", "dist-packages")]

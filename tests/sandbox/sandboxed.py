"""Short ways to run programs in the sandbox and to look for what they leave behind."""

import time
from pathlib import Path

import pytest

from helm.sandbox.run import Limits, run_python, why_unavailable

needs_sandbox = pytest.mark.skipif(why_unavailable() is not None, reason=f"no sandbox: {why_unavailable()}")


def processes(marker: str):
    """Processes of this machine that have `marker` among their arguments."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if marker.encode() in path.read_bytes():
                found.append(int(path.parent.name))
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


def becomes_true(condition, seconds=20.0):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def outcome(code: str, **limits):
    """What a program prints; an exception counts as its class name."""
    body = "".join(f"    {line}\n" for line in code.splitlines())
    guarded = f"try:\n{body}except BaseException as error:\n    print(type(error).__name__)"
    result = run_python(guarded, limits=Limits(**limits))
    assert not result.timed_out
    return result.stdout.strip()

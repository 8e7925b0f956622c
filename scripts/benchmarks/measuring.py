"""What is shared by the rows: figures, the table, and running a command."""

import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import List, NamedTuple, Optional

BIN = Path(sys.executable).parent


class Figure(NamedTuple):
    row: str
    work: str
    measured: str
    goal: str


class MeasuringError(Exception):
    """A row that could not be measured."""


class Cost(NamedTuple):
    wall: float
    """Seconds."""
    cpu: float
    """Seconds, user and system."""
    peak_mb: float


def cost_of(command: List[str], folder: Path, environment: Optional[dict] = None) -> Cost:
    """What a command takes.

    Raises:
        MeasuringError: it fails.
    """
    start = time.monotonic()
    process = subprocess.Popen(
        command, cwd=folder, env=environment or dict(os.environ), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    errors = process.stderr.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise MeasuringError(f"{command[0]}: {(errors.strip().splitlines() or ['no words'])[-1]}")
    return Cost(time.monotonic() - start, usage.ru_utime + usage.ru_stime, peak_mb(usage))


def peak_mb(usage: "resource.struct_rusage") -> float:
    """Peak memory; macOS counts bytes, Linux kilobytes."""
    return usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def print_table(figures: List[Figure]) -> None:
    header = Figure("row", "work", "measured", "goal")
    widths = [max(len(figure[column]) for figure in [header, *figures]) for column in range(4)]
    for figure in [header, Figure(*("-" * width for width in widths)), *figures]:
        print("  ".join(cell.ljust(width) for cell, width in zip(figure, widths)).rstrip())

"""What a program may use, and what became of it."""

import signal
from dataclasses import dataclass, field
from typing import Dict, List, Mapping

from helm.common.errors import HelmError

MIB = 2**20


class SandboxUnavailableError(HelmError):
    """A program cannot be run in isolation here, and the user has not said that it may be run without."""


@dataclass(frozen=True)
class Limits:
    """How much a program may use. The defaults suit one short program."""

    wall_seconds: float = 10.0
    """Time by the clock, from the start of the sandbox."""
    cpu_seconds: int = 10
    """Processor time of one process."""
    memory_bytes: int = 2048 * MIB
    """Address space of one process. Without `subprocesses` there is only one."""
    file_bytes: int = 64 * MIB
    """All files that it writes, together."""
    output_bytes: int = 8 * MIB
    """What it writes to stdout, and to stderr. It is killed when it writes more."""
    open_files: int = 64
    tasks: int = 64
    """Threads and processes."""
    subprocesses: bool = False
    """Whether it may start processes (it may always start threads)."""


@dataclass(frozen=True)
class Program:
    """A command with what it needs."""

    command: List[str]
    """Absolute path, then arguments."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Name -> text of the files in its working folder."""
    stdin: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    """Variables besides those that every program has; nothing is inherited."""

    def full_environment(self, folder: str) -> Dict[str, str]:
        """All variables that it sees, if its working folder is this."""
        places = {"HOME": folder, "TMPDIR": folder, "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"}
        return {**places, **self.environment}


@dataclass(frozen=True)
class SandboxResult:
    """What became of a program."""

    exit_code: int
    """Its exit status; -N if signal N ended it."""
    stdout: str
    stderr: str
    timed_out: bool
    """Whether it was killed because it took too long, by the clock or of the processor."""
    output_exceeded: bool
    """Whether it was killed because it wrote too much to stdout or stderr, of which the beginning is kept."""


KILLED = -9
"""The exit code of a program that was killed together with its sandbox."""
OUT_OF_CPU_TIME = -int(getattr(signal, "SIGXCPU", 24))
"""The exit code of a program that has used up its processor time."""

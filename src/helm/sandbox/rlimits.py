"""Limits that a process sets for itself before it becomes the program that they are for. POSIX only."""

import os
import sys
from typing import List, Optional


def set_limits(
    cpu_seconds: int,
    memory_bytes: Optional[int],
    file_bytes: int,
    open_files: int,
    tasks: Optional[int] = None,
) -> None:
    """Limit this process and those that it starts; None leaves something unlimited.

    Limits that are stricter already stay as they are.
    """
    import resource

    wanted = [
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_NOFILE, open_files),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, tasks),
    ]
    for kind, value in wanted:
        if value is None:
            continue
        _, hard = resource.getrlimit(kind)
        # A second more, because SIGXCPU at the first limit tells it from other ends; SIGKILL follows at the second.
        ceiling = value + 1 if kind == resource.RLIMIT_CPU else value
        if hard != resource.RLIM_INFINITY:
            ceiling = min(ceiling, hard)
        resource.setrlimit(kind, (min(value, ceiling), ceiling))


def main(arguments: List[str]) -> None:
    """Become the command that follows the first four arguments, with these limits (0: no limit of memory)."""
    cpu_seconds, memory_bytes, file_bytes, open_files = (int(value) for value in arguments[:4])
    set_limits(cpu_seconds, memory_bytes or None, file_bytes, open_files)
    command = arguments[4:]
    os.execv(command[0], command)


if __name__ == "__main__":
    main(sys.argv[1:])

"""Runs a program without isolation: it can read and write whatever the user can, and has the network.

For machines without a sandbox, where the user has said so. Limits hold as far as the system has them.
"""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Dict, List

from helm.sandbox.values import KILLED, Limits, Program, SandboxResult
from helm.sandbox.watch import watch

POSIX = os.name == "posix"


def run_unsafe(program: Program, limits: Limits) -> SandboxResult:
    """Run a program in a temporary folder, with limits and a scrubbed environment but no isolation."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for name, text in program.files.items():
            (Path(folder) / name).write_text(text, encoding="utf-8", newline="")
        process = subprocess.Popen(
            _limited(program.command, limits),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            env={**program.full_environment(folder), **_system_variables()},
            cwd=folder,
            start_new_session=True,
        )
        return watch(
            process,
            program.stdin,
            limits,
            lambda: _kill(process),
            lambda: KILLED if process.returncode is None else process.returncode,
        )


def _limited(command: List[str], limits: Limits) -> List[str]:
    """The command that sets the limits and then becomes `command`; Windows has no such limits."""
    if not POSIX:
        return command
    # macOS does not hold programs to a limit of address space, and refuses to set one.
    memory_bytes = 0 if sys.platform == "darwin" else limits.memory_bytes
    numbers = [limits.cpu_seconds, memory_bytes, limits.file_bytes, limits.open_files]
    script = Path(__file__).with_name("rlimits.py")
    return [sys.executable, "-I", "-S", str(script), *map(str, numbers), *command]


def _system_variables() -> Dict[str, str]:
    """What Windows needs to start any program."""
    return {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """Kill the process and, on POSIX, those of its children that have not left its process group."""
    process.kill()
    if POSIX:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)

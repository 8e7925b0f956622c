"""Runs a program in namespaces of its own: the side of the caller."""

import json
import os
import platform
import re
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import IO, List, Optional

from helm.sandbox.launcher import Plan
from helm.sandbox.root import WORK_FOLDER
from helm.sandbox.syscall_filter import ARCHITECTURES
from helm.sandbox.values import KILLED, Limits, Program, SandboxResult, SandboxUnavailableError
from helm.sandbox.watch import watch

# The first that counts threads and processes for each user namespace.
OLDEST_KERNEL = (5, 14)

SYSTEM_SOFTWARE = [
    "/usr",
    "/bin",
    "/sbin",
    "/lib",
    "/lib32",
    "/lib64",
    "/nix/store",
    "/etc/alternatives",
    "/etc/ld.so.cache",
    "/etc/localtime",
]
PACKAGE_ROOT = str(Path(__file__).parents[2])
LAUNCH = f"import sys; sys.path.append({PACKAGE_ROOT!r}); from helm.sandbox.launcher import main; main({{}}, {{}})"


def why_unsuitable() -> Optional[str]:
    """Why this machine has no sandbox, as far as can be told without trying."""
    if sys.platform != "linux":
        return f"the sandbox needs Linux, and this is {platform.system()}"
    if platform.machine() not in ARCHITECTURES:
        return f"the sandbox knows {' and '.join(ARCHITECTURES)} processors, and this is {platform.machine()}"
    release = platform.release()
    if tuple(int(number) for number in re.findall(r"\d+", release)[:2]) < OLDEST_KERNEL:
        return f"the sandbox needs Linux {'.'.join(map(str, OLDEST_KERNEL))} or newer, and this is {release}"
    return None


def run_isolated(program: Program, limits: Limits, readable: List[str]) -> SandboxResult:
    """Run a program that sees nothing of this machine but its software and the paths in `readable`.

    It has no network, no other processes, no environment and no files but its own, which vanish with it.

    Raises:
        SandboxUnavailableError: the kernel does not allow it.
    """
    plan = Plan(
        caller=os.getpid(),
        command=program.command,
        environment=program.full_environment(str(WORK_FOLDER)),
        files=dict(program.files),
        readable=[*SYSTEM_SOFTWARE, *readable],
        cpu_seconds=limits.cpu_seconds,
        memory_bytes=limits.memory_bytes,
        file_bytes=limits.file_bytes,
        open_files=limits.open_files,
        tasks=limits.tasks,
        subprocesses=limits.subprocesses,
    )
    reader, writer = os.pipe()
    with open(reader, encoding="utf-8") as report:
        try:
            process = _start_launcher(plan, writer)
        finally:
            os.close(writer)
        return watch(process, program.stdin, limits, process.kill, lambda: _exit_code(report))


def _start_launcher(plan: Plan, report: int) -> "subprocess.Popen[bytes]":
    with _in_memory(json.dumps(asdict(plan))) as file:
        return subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", LAUNCH.format(file.fileno(), report)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            pass_fds=(file.fileno(), report),
            env={},
            cwd="/",
            start_new_session=True,
        )


def _in_memory(text: str) -> IO[str]:
    """A file that lies nowhere, at its beginning."""
    assert sys.platform == "linux"
    file = open(os.memfd_create("plan"), "w+", encoding="utf-8")  # noqa: SIM115 (the caller closes it)
    file.write(text)
    file.flush()
    file.seek(0)
    return file


def _exit_code(report: IO[str]) -> int:
    """What the launcher reports. It reports nothing if it was killed.

    Raises:
        SandboxUnavailableError: the program could not be started.
    """
    fields = json.loads(report.readline() or "{}")
    if "failure" in fields:
        raise SandboxUnavailableError(fields["failure"])
    return os.waitstatus_to_exitcode(fields["status"]) if "status" in fields else KILLED

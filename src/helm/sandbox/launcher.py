"""The processes between the caller and a program in the sandbox.

    launcher   makes the namespaces; dies with the caller
    init       the first process of the PID namespace: builds the file system; dies with the launcher
    program    gives up its rights and becomes the program

When init ends, for whatever reason, the kernel kills all other processes of the namespace. What became of the program
goes through a pipe that the program itself does not have.
"""

import json
import os
import select
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Dict, List, NoReturn, Optional

from helm.sandbox import kernel
from helm.sandbox.rlimits import set_limits
from helm.sandbox.root import WORK_FOLDER, build_root
from helm.sandbox.syscall_filter import build_filter

NAMESPACES = (
    kernel.CLONE_NEWUSER
    | kernel.CLONE_NEWNS
    | kernel.CLONE_NEWPID
    | kernel.CLONE_NEWNET
    | kernel.CLONE_NEWIPC
    | kernel.CLONE_NEWUTS
    | kernel.CLONE_NEWCGROUP
)
PROGRAM_USER = 1000
NOBODY = 65534


@dataclass(frozen=True)
class Plan:
    """All that the launcher needs to know."""

    caller: int
    """Process ID of who waits."""
    command: List[str]
    environment: Dict[str, str]
    files: Dict[str, str]
    readable: List[str]
    cpu_seconds: int
    memory_bytes: int
    file_bytes: int
    open_files: int
    tasks: int
    subprocesses: bool


class Report:
    """The way back to the caller: one line of JSON, the first that is written."""

    def __init__(self, descriptor: int):
        os.set_inheritable(descriptor, False)
        self._descriptor = descriptor

    def ended(self, status: int) -> None:
        """The program ended with this wait status."""
        self._write(status=status)

    def failed(self, error: Exception) -> None:
        """It could not be started."""
        reason = error.strerror if isinstance(error, OSError) else None
        place = f": {error.filename}" if isinstance(error, OSError) and error.filename else ""
        self._write(failure=f"{reason or error}{place}")

    def _write(self, **fields: Any) -> None:
        os.write(self._descriptor, json.dumps(fields).encode() + b"\n")


def main(plan_descriptor: int, report_descriptor: int) -> None:
    """Run the program of the plan that can be read from one descriptor, and report to the other."""
    with open(plan_descriptor, encoding="utf-8") as file:
        plan = Plan(**json.load(file))
    report = Report(report_descriptor)
    try:
        launch(plan, report)
    except OSError as error:
        report.failed(error)


def launch(plan: Plan, report: Report) -> None:
    """Make the namespaces, start init in them and wait for it.

    Raises:
        OSError: the kernel refuses.
    """
    enter_namespaces()
    kernel.die_with_parent()
    if os.getppid() != plan.caller:
        return
    # Init sees that the launcher is gone when this pipe has no writer any more.
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(writer)
        _as_child(lambda: init(plan, report, reader), report)
    os.waitpid(child, 0)


def enter_namespaces() -> None:
    """Enter new namespaces, in which PROGRAM_USER is the caller or, if that is root, nobody."""
    ready_reader, ready_writer = os.pipe()
    target = os.getpid()
    # Who may write the maps is a process outside, which knows the users there.
    mapper = os.fork()
    if mapper == 0:
        os.close(ready_writer)
        os.read(ready_reader, 1)
        _as_child(lambda: write_id_maps(target))
    kernel.unshare(NAMESPACES)
    os.close(ready_writer)
    _, status = os.waitpid(mapper, 0)
    if status != 0:
        raise OSError(os.waitstatus_to_exitcode(status), "the users of the namespace cannot be set")


def write_id_maps(process: int) -> None:
    """Say which users of its new user namespace are which outside.

    Raises:
        OSError: the kernel refuses.
    """
    folder = Path(f"/proc/{process}")
    user, group = os.geteuid(), os.getegid()
    if user == 0 and _has_user(NOBODY):
        # Root sets up as root, and the program runs as nobody.
        text = f"0 0 1\n{PROGRAM_USER} {NOBODY} 1\n"
        (folder / "uid_map").write_text(text)
        (folder / "gid_map").write_text(text)
        return
    (folder / "uid_map").write_text(f"{PROGRAM_USER} {user} 1\n")
    (folder / "setgroups").write_text("deny")
    (folder / "gid_map").write_text(f"{PROGRAM_USER} {group} 1\n")


def _has_user(user: int) -> bool:
    """Whether the namespace of this process has such a user; those of containers may have root only."""
    lines = Path("/proc/self/uid_map").read_text().splitlines()
    ranges = [[int(number) for number in line.split()] for line in lines]
    return any(first <= user < first + count for first, _, count in ranges)


def init(plan: Plan, report: Report, lifeline: int) -> None:
    """Set up, start the program, wait for it and report how it ended.

    Raises:
        OSError: the kernel refuses.
    """
    kernel.die_with_parent()
    if select.select([lifeline], [], [], 0)[0]:
        return
    kernel.hide_from_others()
    # The kernel ignores signals to the first process of a namespace unless it has asked for them.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.umask(0o022)
    build_root(plan.readable, plan.files, plan.file_bytes)
    program = os.fork()
    if program == 0:
        _as_child(lambda: become_program(plan), report)
    report.ended(_wait_for(program))


def _as_child(work: Callable[[], None], report: Optional[Report] = None) -> NoReturn:
    """Do the work of a forked process and end it, whatever happens."""
    code = 1
    try:
        work()
        code = 0
    except Exception as error:
        if report is not None:
            report.failed(error)
        code = getattr(error, "errno", None) or 1
    finally:
        os._exit(code)


def _wait_for(process: int) -> int:
    """The wait status of a child; others that end meanwhile are orphans, and forgotten."""
    while True:
        ended, status = os.wait()
        if ended == process:
            return status


def become_program(plan: Plan) -> NoReturn:
    """Give up all rights and turn into the program.

    Raises:
        OSError: the kernel refuses, or there is no such command.
    """
    os.chdir(WORK_FOLDER)
    set_limits(plan.cpu_seconds, plan.memory_bytes, plan.file_bytes, plan.open_files, plan.tasks)
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(PROGRAM_USER, PROGRAM_USER, PROGRAM_USER)
        os.setresuid(PROGRAM_USER, PROGRAM_USER, PROGRAM_USER)
    for number in (signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_DFL)
    kernel.forbid_new_privileges()
    kernel.set_syscall_filter(build_filter(plan.subprocesses))
    os.execve(plan.command[0], plan.command, plan.environment)

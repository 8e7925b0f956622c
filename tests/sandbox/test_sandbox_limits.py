"""Exit codes, streams and limits of programs in the sandbox. Each of these runs a real program."""

import signal
import time

import pytest
from sandboxed import needs_sandbox, outcome

from helm.sandbox.run import Limits, Program, SandboxUnavailableError, run_program, run_python
from helm.sandbox.values import MIB

pytestmark = needs_sandbox


@pytest.mark.parametrize(
    ("code", "exit_code"),
    [
        ("", 0),
        ("raise SystemExit(3)", 3),
        ("1 / 0", 1),
        ("import os; os.kill(os.getpid(), 15)", -signal.SIGTERM),
        ("import os; os.abort()", -signal.SIGABRT),
        ("import ctypes; ctypes.string_at(0)", -signal.SIGSEGV),
    ],
)
def test_exit_codes(code, exit_code):
    result = run_python(code)
    assert (result.exit_code, result.timed_out, result.output_exceeded) == (exit_code, False, False)


def test_streams_and_files():
    code = "import sys; print(input()[::-1] + open('data.txt').read()); print('ç', file=sys.stderr)"
    result = run_python(code, stdin="añb\n", files={"data.txt": "line\r\n"})
    assert (result.stdout, result.stderr) == ("bñaline\n\n", "ç\n")


def test_input_that_nobody_reads_is_no_hindrance():
    assert run_python("print(1)", stdin="x" * MIB).stdout == "1\n"


def test_packages_and_threads_work():
    code = "import numpy, threading\nt = threading.Thread(target=print, args=(numpy.arange(3).sum(),))\nt.start(); t.join()"
    assert run_python(code).stdout == "3\n"


def test_sets_have_the_same_order_every_time():
    code = "print(list({'a', 'b', 'c', 'd', 'e'}))"
    assert run_python(code).stdout == run_python(code).stdout


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        ({"wall_seconds": 1}, "import time; time.sleep(60)"),
        (
            {"wall_seconds": 1},
            "import signal\nfor n in range(1, 32):\n  try: signal.signal(n, 1)\n  except OSError: 0\nwhile 1: 0",
        ),
        ({"wall_seconds": 1}, "import os, time; os.close(1); os.close(2); time.sleep(60)"),
        ({"cpu_seconds": 1, "wall_seconds": 30}, "while True: pass"),
    ],
    ids=["sleep", "ignores-signals", "closes-streams", "loop"],
)
def test_time_limits(limits, code):
    started = time.monotonic()
    result = run_python(code, limits=Limits(**limits))
    assert result.timed_out and result.exit_code < 0
    assert time.monotonic() - started < 15


def test_what_was_written_before_a_timeout_is_kept():
    result = run_python("import time; print('begun', flush=True); time.sleep(60)", limits=Limits(wall_seconds=1))
    assert (result.stdout, result.timed_out) == ("begun\n", True)


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_endless_output_ends(stream):
    code = f"import sys\nwhile True: sys.{stream}.write('x' * 1000)"
    result = run_python(code, limits=Limits(output_bytes=10_000))
    assert result.output_exceeded and not result.timed_out
    assert getattr(result, stream) == "x" * 10_000


@pytest.mark.parametrize(
    "code",
    [
        "bytearray(1 << 30)",
        "held = []\nwhile True: held.append(bytearray(1 << 20))",
        "import mmap; mmap.mmap(-1, 1 << 30)",
    ],
)
def test_memory_is_limited(code):
    assert outcome(code, memory_bytes=256 * MIB) in ("MemoryError", "OSError")


@pytest.mark.parametrize(
    "code",
    [
        "open('a', 'wb').write(bytes(2 << 20))",
        "for i in range(20): open(str(i), 'wb').write(bytes(1 << 19))",
        "for i in range(10_000): open(str(i), 'w').close()",
        "import os; os.memfd_create('more')",
    ],
    ids=["large", "many", "empty", "memory"],
)
def test_files_are_limited(code):
    assert outcome(code, file_bytes=MIB) in ("OSError", "PermissionError", "BlockingIOError")


def test_open_files_are_limited():
    assert outcome("held = [open('/dev/null') for _ in range(100)]") == "OSError"


@pytest.mark.parametrize(
    "call", ["os.fork()", "os.posix_spawn('/bin/true', ['true'], {})", "os.system('true') == 0 or 1/0"]
)
def test_processes_are_refused_unless_allowed(call):
    assert outcome(f"import os; {call}") in ("PermissionError", "ZeroDivisionError")


def test_processes_can_be_allowed():
    code = "import subprocess; print(subprocess.run(['echo', 'hello'], capture_output=True, text=True).stdout)"
    assert outcome(code, subprocesses=True) == "hello"


def test_a_fork_bomb_fizzles():
    code = "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass"
    started = time.monotonic()
    result = run_python(code, limits=Limits(subprocesses=True, tasks=20, wall_seconds=2))
    assert result.timed_out and time.monotonic() - started < 15
    code = "import os, time\nfor _ in range(99):\n    if os.fork() == 0: time.sleep(99)"
    assert outcome(code, subprocesses=True, tasks=20) == "BlockingIOError"


def test_a_thread_bomb_fizzles():
    code = "import threading, time\nwhile True: threading.Thread(target=time.sleep, args=(9,), daemon=True).start()"
    assert outcome(code, tasks=20, memory_bytes=8192 * MIB) == "RuntimeError"


def test_a_command_that_does_not_exist_is_an_error():
    with pytest.raises(SandboxUnavailableError, match="No such file"):
        run_program(Program(["/no/such/command"]), Limits())

"""What programs in the sandbox cannot see or do, and that nothing of them stays behind."""

import os
import subprocess
import sys
import time

import pytest
from sandboxed import becomes_true, needs_sandbox, outcome, processes

from helm.sandbox.run import Limits, run_python

pytestmark = needs_sandbox


def test_daemons_do_not_survive():
    marker = f"daemon-{os.getpid()}-{time.time_ns()}"
    code = f"""
import os, sys, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.execv(os.readlink("/proc/self/exe"), ["python", "-c", "import time; time.sleep(99)", {marker!r}])
    os._exit(0)
os.wait()
time.sleep(0.2)
print([name for name in sorted(os.listdir("/proc")) if name.isdigit()])
"""
    started = time.monotonic()
    result = run_python(code, limits=Limits(subprocesses=True, wall_seconds=60))
    # Init, the program and its grandchild, which goes on when the program ends.
    assert (result.stdout, result.exit_code) == ("['1', '2', '4']\n", 0)
    assert time.monotonic() - started < 30
    assert becomes_true(lambda: not processes(marker))


def test_the_sandbox_dies_with_its_caller():
    marker = f"orphan-{os.getpid()}-{time.time_ns()}"
    script = (
        "import sys\nfrom helm.sandbox.run import *\nfrom helm.sandbox.run import python_program\n"
        "python = python_program('').command[0]\n"
        "run_program(Program([python, '-c', 'import time; time.sleep(99)', sys.argv[1][1:]]), Limits(wall_seconds=99))"
    )
    with subprocess.Popen([sys.executable, "-c", script, "!" + marker]) as caller:
        # The caller, whose argument begins otherwise, and the program.
        assert becomes_true(lambda: len(processes(marker)) == 2)
        caller.kill()
    assert becomes_true(lambda: not processes(marker))


def test_there_is_no_network(tmp_path):
    import http.server
    import threading

    server = http.server.HTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        local = f"import socket; socket.create_connection(('127.0.0.1', {server.server_port}), 2)"
        assert outcome(local) in ("OSError", "ConnectionRefusedError")
        assert outcome("import socket; socket.create_connection(('192.0.2.1', 80), 2)") == "OSError"
        assert outcome("import socket; socket.getaddrinfo('example.org', 80)") == "gaierror"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("family", ["AF_VSOCK", "AF_NETLINK", "AF_PACKET", "AF_ALG"])
def test_other_kinds_of_socket_are_refused(family):
    assert outcome(f"import socket; socket.socket(socket.{family}, socket.SOCK_RAW)") == "PermissionError"


def test_files_of_the_machine_are_hidden(tmp_path):
    secret = tmp_path / "credentials.conf"
    secret.write_text("key")
    os.chmod(secret, 0o644)
    for path in (str(secret), "/etc/passwd", os.path.expanduser("~/.ssh"), __file__, "/sys/kernel", "/dev/shm/x"):
        assert outcome(f"import os; print(os.path.exists({path!r}))") == "False", path
    assert outcome("import os; print(os.listdir('.'))") == "['main.py']"


@pytest.mark.parametrize("place", ["/file", "/usr/file", "/usr/lib/new-file", "/etc/file", "/dev/file", "/proc/file"])
def test_nothing_can_be_written_outside_the_work_folder(place):
    assert outcome(f"open({place!r}, 'w')") in ("OSError", "PermissionError", "FileNotFoundError")


def test_packages_cannot_be_changed():
    assert outcome("import numpy; open(numpy.__file__, 'a')") in ("OSError", "PermissionError")


def test_the_work_folder_is_new_every_time(tmp_path):
    before = set(os.listdir("/tmp"))
    name = f"left-{time.time_ns()}"
    assert outcome(f"print(open({name!r}, 'w').write('x'))") == "1"
    assert outcome(f"import os; print(os.path.exists({name!r}))") == "False"
    assert name not in set(os.listdir("/tmp")) - before


def test_the_environment_is_scrubbed(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret-of-the-test")
    code = """
import os, glob
seen = [repr(dict(os.environ))]
for path in glob.glob("/proc/*/environ") + glob.glob("/proc/*/cmdline"):
    try: seen.append(open(path).read())
    except OSError: pass
print("sk-secret-of-the-test" in "".join(seen))
"""
    assert outcome(code) == "False"


def test_other_processes_cannot_be_seen_or_signalled():
    code = "import os; print([n for n in os.listdir('/proc') if n.isdigit() and int(n) > 2])"
    assert outcome(code) == "[]"
    assert outcome(f"import os; os.kill({os.getpid()}, 0)") == "ProcessLookupError"


def test_init_cannot_be_killed_or_read():
    code = "import os, signal\nfor n in (2, 9, 15, 19):\n    os.kill(1, n)\nprint('alive')"
    assert outcome(code) in ("alive", "PermissionError")
    assert outcome("open('/proc/1/mem', 'rb').read(1)") == "PermissionError"


@pytest.mark.parametrize(
    "call",
    [
        "unshare(0x10000000)",
        "setns(0, 0)",
        "mount(b'x', b'/tmp', b'tmpfs', 0, None)",
        "ptrace(0, 0, 0, 0)",
        "chroot(b'/tmp')",
    ],
)
def test_system_calls_that_could_help_to_escape_are_refused(call):
    code = f"import ctypes; c = ctypes.CDLL(None, use_errno=True); print(c.{call}, ctypes.get_errno())"
    assert outcome(code) == "-1 1"


def test_there_are_no_rights():
    code = (
        "print(*[line for line in open('/proc/self/status') if line[:4] in ('CapP', 'CapE', 'NoNe', 'Secc')], sep='')"
    )
    status = dict(line.split(":\t") for line in outcome(code).splitlines() if line)
    assert int(status["CapPrm"], 16) == int(status["CapEff"], 16) == 0
    assert (status["NoNewPrivs"], status["Seccomp"]) == ("1", "2")
    assert outcome("import os; os.setuid(0)") in ("PermissionError", "OSError")


def test_descriptors_of_the_caller_are_closed():
    with open(os.devnull) as file:
        os.set_inheritable(file.fileno(), True)
        assert outcome("import os; print(len(os.listdir('/proc/self/fd')))") == "4"  # three streams and the listing

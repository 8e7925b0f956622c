"""When programs run in the sandbox, when without, and when not at all."""

import os
import sys
import time

import pytest

from helm.sandbox import isolated, run
from helm.sandbox.run import Limits, SandboxUnavailableError, run_python

posix = pytest.mark.skipif(os.name != "posix", reason="limits of processes are POSIX")


@pytest.fixture
def no_sandbox(monkeypatch):
    monkeypatch.setattr(run, "why_unavailable", lambda: "this is a test")
    monkeypatch.setattr(run, "_unsafe_local_exec", False)


@pytest.fixture
def unsafe(no_sandbox, monkeypatch):
    monkeypatch.setattr(run, "_unsafe_local_exec", True)


def test_without_a_sandbox_nothing_runs(no_sandbox, tmp_path):
    with pytest.raises(SandboxUnavailableError, match="not run, because this is a test; .* --unsafe-local-exec"):
        run_python(f"open({str(tmp_path / 'ran')!r}, 'w')")
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    ("system", "machine", "release", "reason"),
    [
        ("darwin", "arm64", "23.1.0", "needs Linux"),
        ("win32", "AMD64", "10", "needs Linux"),
        ("linux", "riscv64", "6.8.0", "this is riscv64"),
        ("linux", "x86_64", "4.18.0-553.el8_10.x86_64", "needs Linux 5.14 or newer"),
        ("linux", "x86_64", "5.14.0-427.el9.x86_64", None),
        ("linux", "aarch64", "6.8.12", None),
        ("linux", "x86_64", "6.1+", None),
    ],
)
def test_unsuitable_machines(monkeypatch, system, machine, release, reason):
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(isolated.platform, "machine", lambda: machine)
    monkeypatch.setattr(isolated.platform, "release", lambda: release)
    found = isolated.why_unsuitable()
    assert found is None if reason is None else reason in found


def test_a_kernel_that_refuses_is_a_reason(monkeypatch):
    def refuse(*_):
        raise SandboxUnavailableError("unshare: Operation not permitted")

    monkeypatch.setattr(run, "run_isolated", refuse)
    monkeypatch.setattr(run, "why_unsuitable", lambda: None)
    run.why_unavailable.cache_clear()
    try:
        assert "unshare: Operation not permitted" in run.why_unavailable()
    finally:
        run.why_unavailable.cache_clear()


@posix
class TestUnsafe:
    def test_runs_without_the_environment(self, unsafe, monkeypatch):
        monkeypatch.setenv("OPENAI_API_KEY", "secret")
        result = run_python("import os; print(input(), 'OPENAI_API_KEY' in os.environ, os.listdir('.'))", stdin="hello")
        assert (result.stdout, result.exit_code) == ("hello False ['main.py']\n", 0)

    def test_leaves_no_files(self, unsafe):
        folder = run_python("import os; print(os.getcwd())").stdout.strip()
        assert folder and not os.path.exists(folder)

    def test_limits(self, unsafe):
        assert run_python("bytearray(1 << 30)", limits=Limits(memory_bytes=1 << 28)).exit_code == 1
        assert run_python("while True: pass", limits=Limits(cpu_seconds=1)).timed_out
        assert run_python("while True: print('x')", limits=Limits(output_bytes=1000)).output_exceeded

    def test_children_are_killed(self, unsafe, tmp_path):
        late = tmp_path / "late"
        code = f"import os, time\nif os.fork() == 0:\n    time.sleep(2)\n    open({str(late)!r}, 'w')\ntime.sleep(60)"
        assert run_python(code, limits=Limits(wall_seconds=1)).timed_out
        time.sleep(2)
        assert not late.exists()

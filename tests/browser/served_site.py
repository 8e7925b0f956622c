"""helm-run, helm-summarize and helm-server as their users start them."""

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator, List

_REPOSITORY = Path(__file__).resolve().parents[2]
_BIN = Path(sys.executable).parent


def _environment(work: Path) -> dict[str, str]:
    return {**os.environ, "HELM_CACHE": str(work / "helm-cache"), "OMP_NUM_THREADS": "1"}


def run_command(work: Path, command: str, arguments: List[str]) -> None:
    """Run one of the commands to its end within `work`."""
    done = subprocess.run(
        [str(_BIN / command), *arguments], cwd=work, env=_environment(work), capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, f"{command} {arguments}: {done.stdout[-1500:]}{done.stderr[-1500:]}"


def make_demo_suite(work: Path) -> None:
    """The project's demo, with fewer instances."""
    conf = _REPOSITORY / "src" / "helm" / "benchmark" / "demo" / "run_entries.conf"
    run_command(work, "helm-run", ["--conf-paths", str(conf), "--suite", "demo", "-m", "10"])
    run_command(work, "helm-summarize", ["--suite", "demo", "--auto-generate-schema", "--quiet"])


@contextmanager
def served(work: Path, name: str, kind: str = "--suite") -> Iterator[str]:
    """The address of a server of the suite (or `--release`) in `work/benchmark_output`."""
    server = subprocess.Popen(
        [str(_BIN / "helm-server"), kind, name, "--port", "0"],
        cwd=work,
        env={**_environment(work), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield _address(server)
    finally:
        server.terminate()
        server.wait(20)
        if server.stdout:
            server.stdout.close()


def _address(server: "subprocess.Popen[str]") -> str:
    said = ""
    for line in server.stdout or ():
        said += line
        if found := re.search(r"http://[\w.]+:(\d+)", line):
            return f"http://127.0.0.1:{found.group(1)}"
    raise AssertionError(f"helm-server ended: {said}")

"""A made-up web app, results, and a real server of them in a process of its own."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Iterator, Optional

RUN = "mmlu:subject=anatomy,model=me_large"
BIG = b'{"text": "' + b"many words " * 400_000 + b'"}'

_SERVE = """
import sys
from pathlib import Path
from helm.benchmark.server.serving import serve_site
from helm.benchmark.server.site import find_site
from helm.common.command import run_command
root = Path(sys.argv[1])
site = find_site(str(root / "out"), str(root / "cache"), suite="s", app=root / "app")
run_command(lambda: serve_site(site, "127.0.0.1", 0, ["helm.test"]))
"""


def write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def make_results(root: Path) -> None:
    """The folders `app`, `out` and `cache`, beside a file that nobody shall see."""
    write(root / "app/index.html", b"<html>app</html>")
    write(root / "app/assets/main-B1x_-4cd.js", b"let a = 1;" * 1000)
    write(root / "app/assets/logo.svg", b"<svg/>")
    write(root / "out/runs/s/summary.json", b'{"suite": "s"}')
    write(root / f"out/runs/s/{RUN}/stats.json", b'[{"name": "exact_match"}]')
    write(root / f"out/runs/s/{RUN}/scenario_state.json", BIG)
    write(root / f"out/runs/s/{RUN}/page.html", b"<script>1</script>")
    write(root / f"out/runs/s/{RUN}/digits.txt", b"0123456789")
    write(root / "out/runs/s/boolq_model=me_small/stats.json", b"[]")
    write(root / "out/runs/s/.hidden/key.json", b"SECRET")
    write(root / "cache/me/picture.png", b"PNG")
    write(root / "secret.json", b"SECRET")
    os.symlink(root / "secret.json", root / "out/runs/s/link.json")
    os.symlink(root, root / "out/runs/s/up")
    os.symlink(root / f"out/runs/s/{RUN}/digits.txt", root / "out/runs/s/inner.txt")


@dataclass
class Reply:
    status: int
    headers: Dict[str, str]
    """Names in lower case."""
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)


@dataclass
class Running:
    root: Path
    port: int
    process: "subprocess.Popen[str]"

    def ask(self, path: str, method: str = "GET", host: Optional[str] = None, **headers: str) -> Reply:
        """One request. The path is sent as it is; in names of headers, `_` stands for `-`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            connection.putheader("Host", host or f"127.0.0.1:{self.port}")
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            answer = connection.getresponse()
            return Reply(answer.status, {n.lower(): v for n, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()


@contextmanager
def running_server(root: Path) -> Iterator[Running]:
    """A server of the folders under `root`; interrupted at the end, unless it has ended by then."""
    process = subprocess.Popen(
        [sys.executable, "-c", _SERVE, str(root)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "HELM_CACHE": str(root / "helm-cache")},
    )
    try:
        lines = iter(process.stdout.readline, "")
        address = next(filter(None, (re.search(r"http://localhost:(\d+)/", line) for line in lines)))
        yield Running(root, int(address[1]), process)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)

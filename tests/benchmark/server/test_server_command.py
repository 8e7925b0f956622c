"""The command as a whole: its end, and its mistakes."""

import signal
import subprocess
import sys

import pytest

from helm.benchmark.server import main
from helm.benchmark.server import site as site_module
from site_server import make_results, running_server


def test_an_interrupt_ends_it_quietly(tmp_path):
    make_results(tmp_path)
    with running_server(tmp_path) as running:
        assert running.ask("/config.js").status == 200
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(timeout=20) == 130
        assert running.process.stdout.read().strip() == running.process.stderr.read().strip() == ""


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["--suite", "s", "--release", "v1"], 2, "not allowed with argument"),
        (["--port", "99999"], 2, "invalid port number (0 to 65535) value: '99999'"),
        (["--output-path", "absent"], 1, "Error: The output folder 'absent' does not exist"),
    ],
)
def test_mistakes_are_one_sentence(tmp_path, monkeypatch, capsys, arguments, status, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "index.html").touch()
    monkeypatch.setattr(site_module, "BUILT_APP", tmp_path)
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == status
    assert message in capsys.readouterr().err


def test_help_loads_neither_server_nor_framework():
    script = (
        "import sys\n"
        "from helm.benchmark.server import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "print({'bottle', 'waitress', 'zstandard', 'http', 'ssl', 'yaml', 'json'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("set()\n")

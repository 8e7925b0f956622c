import logging
import warnings

import pytest

from helm.common.command import run_command
from helm.common.errors import ConfigError, HelmError
from helm.common.hierarchical_logger import format_duration, hlog, htrack_block, hwarn
from helm.common.logging_setup import set_up_logging


def test_the_terminal_shows_warnings_once_and_the_file_shows_all(tmp_path, capsys):
    path = tmp_path / "logs" / "run.log"
    set_up_logging(str(path))
    with htrack_block("work"):
        hlog("detail")
        hwarn("careful")
        hwarn("careful")
    logging.getLogger("noisy_library").warning("third-party noise")
    warnings.warn("python warning", stacklevel=1)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.strip().splitlines() == ["WARNING:   careful"]
    log = path.read_text()
    for text in ("work {", "  detail", "third-party noise", "python warning"):
        assert text in log
    assert log.count("careful") == 2


def test_a_log_file_that_cannot_be_written_is_said_once(tmp_path, capsys, monkeypatch):
    def fail(stream):
        raise OSError(28, "No space left on device")

    set_up_logging(str(tmp_path / "run.log"))
    monkeypatch.setattr(logging.FileHandler, "flush", fail)
    hlog("one")
    hlog("two")
    [line] = capsys.readouterr().err.splitlines()
    assert "run.log" in line and "No space left" in line


def test_verbose_shows_the_log_on_standard_output_and_quiet_hides_warnings(tmp_path, capsys):
    set_up_logging(None, verbosity=1)
    hlog("detail")
    assert "INFO     detail" in capsys.readouterr().out
    set_up_logging(None, verbosity=-1)
    hwarn("careful")
    assert capsys.readouterr().err == ""


def test_a_configuration_file_is_used_instead_and_a_wrong_one_is_explained(tmp_path):
    config = tmp_path / "log.yaml"
    config.write_text("version: 1\nloggers: {helm: {level: ERROR}}\n")
    set_up_logging(None, log_config=str(config))
    assert logging.getLogger("helm").level == logging.ERROR
    config.write_text("version: [")
    with pytest.raises(ConfigError, match="log.yaml' cannot be used"):
        set_up_logging(None, log_config=str(config))


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (HelmError("no such thing"), 1, "Error: no such thing"),
        (KeyboardInterrupt(), 130, "Interrupted"),
        (ZeroDivisionError("division by zero"), 1, "Unexpected error: ZeroDivisionError: division by zero"),
    ],
)
def test_a_command_that_fails_says_one_sentence_and_logs_the_traceback(tmp_path, capsys, error, status, message):
    def body() -> None:
        raise error

    path = tmp_path / "run.log"
    set_up_logging(str(path))
    with pytest.raises(SystemExit) as caught:
        run_command(body)
    assert caught.value.code == status
    terminal = capsys.readouterr().err
    assert message in terminal and "Traceback" not in terminal and str(path) in terminal
    assert "Traceback" in path.read_text()


@pytest.mark.parametrize(
    ("seconds", "text"), [(1.2345, "1.234s"), (62.5, "1m2.5s"), (3600, "1h0.0s"), (3723.001, "1h2m3.001s")]
)
def test_durations_leave_out_what_is_zero(seconds, text):
    assert format_duration(seconds) == text

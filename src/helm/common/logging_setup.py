"""Decides where log records end up: a log file takes all of them, the terminal what a person wants to see."""

import logging
import os
import sys
from typing import Optional, Set

from helm.common.errors import ConfigError
from helm.common.hierarchical_logger import LOGGER
from helm.common.terminal import complain, set_quiet

LOG_FORMAT = "%(asctime)s %(levelname)-8s %(message)s"

# Libraries with handlers of their own, told by environment variables to keep to themselves.
_LIBRARY_SETTINGS = {
    "DATASETS_VERBOSITY": "error",
    "HF_DATASETS_DISABLE_PROGRESS_BARS": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "HF_HUB_VERBOSITY": "error",
    "TRANSFORMERS_NO_ADVISORY_WARNINGS": "1",
    "TRANSFORMERS_VERBOSITY": "error",
}


class _OnceFilter(logging.Filter):
    """Lets each message through once."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: Set[str] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        new = message not in self._seen
        self._seen.add(message)
        return new


class _ComplainingHandler(logging.Handler):
    """Shows records as errors are shown."""

    def emit(self, record: logging.LogRecord) -> None:
        complain(self.format(record))


class _LogFile(logging.FileHandler):
    """A file that takes records; if it cannot, that is said once, because it is no reason to stop."""

    _complained = False

    def handleError(self, record: logging.LogRecord) -> None:
        if not self._complained:
            self._complained = True
            complain(f"WARNING: The log file {self.baseFilename!r} cannot be written: {sys.exc_info()[1]}")


class _NoTracebackFormatter(logging.Formatter):
    """Formats a record without its traceback, which is for the log file."""

    def formatException(self, ei: object) -> str:
        return ""


def set_up_logging(log_file: Optional[str] = None, verbosity: int = 0, log_config: Optional[str] = None) -> None:
    """Send records of `helm` and of all libraries to `log_file`, and those of `helm` to the terminal too.

    Args:
        log_file: path, its folder is created; None for no file.
        verbosity: -1 shows errors only, 0 warnings too (each once), 1 the whole log, 2 details as well.
        log_config: YAML file for `logging.config.dictConfig`, used instead of all this if it exists.

    Raises:
        ConfigError: `log_config` cannot be used.
    """
    set_quiet(verbosity < 0)
    if log_config and os.path.exists(log_config):
        _apply_config(log_config)
        return
    for name, value in _LIBRARY_SETTINGS.items():
        os.environ.setdefault(name, value)
    LOGGER.propagate = False
    LOGGER.setLevel(logging.DEBUG if verbosity > 1 else _level_from_environment())
    LOGGER.handlers = [_terminal_handler(verbosity)]
    logging.captureWarnings(True)
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.handlers = [logging.NullHandler()]
    if log_file:
        os.makedirs(os.path.dirname(log_file), exist_ok=True)
        handler = _LogFile(log_file, encoding="utf-8", delay=True)
        handler.setFormatter(logging.Formatter(LOG_FORMAT))
        LOGGER.addHandler(handler)
        root.handlers = [handler]


def _level_from_environment() -> int:
    name = os.environ.get("HELM_LOG_LEVEL") or os.environ.get("LOG_LEVEL") or "INFO"
    level = logging.getLevelName(name.upper())
    return level if isinstance(level, int) else logging.INFO


def _terminal_handler(verbosity: int) -> logging.Handler:
    if verbosity > 0:
        whole_log = logging.StreamHandler(sys.stdout)
        whole_log.setFormatter(logging.Formatter(LOG_FORMAT))
        return whole_log
    handler = _ComplainingHandler()
    handler.setLevel(logging.ERROR if verbosity < 0 else logging.WARNING)
    handler.setFormatter(_NoTracebackFormatter("%(levelname)s: %(message)s"))
    handler.addFilter(_OnceFilter())
    return handler


def _apply_config(path: str) -> None:
    import logging.config

    import yaml

    try:
        with open(path, encoding="utf-8") as file:
            logging.config.dictConfig(yaml.safe_load(file))
    except (yaml.YAMLError, ValueError, TypeError, AttributeError) as error:
        raise ConfigError(f"The logging configuration '{path}' cannot be used: {error}") from error

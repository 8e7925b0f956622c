"""What all commands share: mistakes end in one sentence and an exit status, never in a traceback."""

import logging
import sys
from typing import Callable, NoReturn, Optional

from helm.common.errors import HelmError
from helm.common.hierarchical_logger import LOGGER
from helm.common.terminal import complain

EXIT_FAILURE = 1
EXIT_INTERRUPTED = 130


def run_command(body: Callable[[], None]) -> None:
    """Run the body of a command. On failure, show one sentence and leave with a status other than 0."""
    try:
        body()
    except HelmError as error:
        _fail(f"Error: {error}", error)
    except KeyboardInterrupt as error:
        _fail("Interrupted. What was finished is kept; run the same command again to go on.", error, EXIT_INTERRUPTED)
    except Exception as error:
        _fail(f"Unexpected error: {type(error).__name__}: {error}", error)


def _fail(message: str, error: BaseException, status: int = EXIT_FAILURE) -> NoReturn:
    path = _log_file()
    if path is not None:
        # Straight to the file: the terminal gets the sentence only.
        record = LOGGER.makeRecord(
            LOGGER.name, logging.ERROR, "", 0, message, (), (type(error), error, error.__traceback__)
        )
        for handler in LOGGER.handlers:
            if isinstance(handler, logging.FileHandler):
                handler.handle(record)
    complain(message)
    if path is not None:
        complain(f"Details are in {path}")
    sys.exit(status)


def _log_file() -> Optional[str]:
    return next((h.baseFilename for h in LOGGER.handlers if isinstance(h, logging.FileHandler)), None)

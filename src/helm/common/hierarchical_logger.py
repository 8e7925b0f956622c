"""Log messages, indented by the block of work they belong to.

Everything goes to the logger `helm`. Where its records end up (terminal, log file) is decided once, by
`helm.common.logging_setup`; the level is HELM_LOG_LEVEL, or LOG_LEVEL, or INFO.
"""

import logging
import time
from contextlib import contextmanager
from functools import cache, wraps
from typing import Any, Callable, Iterator, Optional, TypeVar

LOGGER = logging.getLogger("helm")

F = TypeVar("F", bound=Callable[..., Any])

_depth = 0


def _log(level: int, message: Any, **kwargs: Any) -> None:
    LOGGER.log(level, "%s%s", "  " * _depth, message, **kwargs)


def hdebug(message: Any, **kwargs: Any) -> None:
    """Log a detail."""
    _log(logging.DEBUG, message, **kwargs)


def hlog(message: Any, **kwargs: Any) -> None:
    """Log what is being done."""
    _log(logging.INFO, message, **kwargs)


def hwarn(message: Any, **kwargs: Any) -> None:
    """Log what may need attention."""
    _log(logging.WARNING, message, **kwargs)


@cache
def hwarn_once(message: str) -> None:
    """Log what may need attention, the first time that it is said in this process."""
    hwarn(message)


def herror(message: Any, **kwargs: Any) -> None:
    """Log what went wrong."""
    _log(logging.ERROR, message, **kwargs)


def hexception(error: BaseException, **kwargs: Any) -> None:
    """Log what went wrong, with its traceback."""
    _log(logging.ERROR, str(error), exc_info=error, **kwargs)


@contextmanager
def htrack_block(name: Any) -> Iterator[None]:
    """Log the begin of a block of work and, with its duration, the end; what is logged inside is indented."""
    global _depth
    hlog(f"{name} {{")
    _depth += 1
    start = time.time()
    try:
        yield
    finally:
        _depth -= 1
        hlog(f"}} [{format_duration(time.time() - start)}]")


def htrack(message: Optional[str]) -> Callable[[F], F]:
    """Decorate a function so that each call is a block, named after it."""

    def decorate(function: F) -> F:
        @wraps(function)
        def tracked(*args: Any, **kwargs: Any) -> Any:
            with htrack_block(function.__qualname__.split("<locals>.")[-1]):
                return function(*args, **kwargs)

        return tracked  # type: ignore[return-value]

    return decorate


def format_duration(seconds: float) -> str:
    """`1h2m3.456s`, without hours and minutes that are 0."""
    minutes, rest = divmod(int(seconds * 1000) / 1000, 60)
    hours, minutes = divmod(int(minutes), 60)
    return f"{f'{hours}h' if hours else ''}{f'{minutes}m' if minutes else ''}{round(rest, 3)}s"

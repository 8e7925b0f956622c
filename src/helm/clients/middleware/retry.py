"""When a failed call is made again: which failures, how often, after how long.

The decision (`RetryPolicy.pause_before_retry`) is apart from the waiting, so that a scheduler can put a request aside
instead of sleeping on it.
"""

import os
import time
from dataclasses import dataclass
from typing import Callable, Optional, Protocol, TypeVar

from helm.common.errors import ConfigError, HelmError
from helm.common.hierarchical_logger import hwarn
from helm.common.request import ErrorFlags


class NonRetriableException(HelmError):
    """A failure that asking again cannot change."""


class Result(Protocol):
    """What requests to models, tokenizers and services return."""

    @property
    def success(self) -> bool: ...

    @property
    def error(self) -> Optional[str]: ...


ResultT = TypeVar("ResultT", bound=Result)


@dataclass(frozen=True)
class RetryPolicy:
    """Up to `attempts` calls, with a pause of 2^n x `unit` seconds after the n-th that failed."""

    attempts: int
    unit: float
    """Seconds."""

    def pause_before_retry(self, failures: int) -> Optional[float]:
        """Seconds to wait after this many failed attempts, or None to give up."""
        return None if failures >= self.attempts else 2**failures * self.unit


def request_policy() -> RetryPolicy:
    """5 attempts, or HELM_RETRIES, with pauses of 10, 20, 40 and 80 s."""
    return RetryPolicy(_attempts("HELM_RETRIES"), unit=5.0)


def tokenizer_policy() -> RetryPolicy:
    """5 attempts, or HELM_TOKENIZER_RETRIES, with pauses of 2, 4, 8 and 16 s."""
    return RetryPolicy(_attempts("HELM_TOKENIZER_RETRIES"), unit=1.0)


def _attempts(variable: str) -> int:
    text = os.environ.get(variable, "5")
    if not text.isdecimal() or int(text) < 1:
        raise ConfigError(
            f"The environment variable {variable} must be a number of attempts, 1 or more, but is {text!r}"
        )
    return int(text)


def is_retriable_error(error: Exception) -> bool:
    """Whether asking again can help after `error`: not if it is one that only the user can do something about."""
    return not isinstance(error, HelmError)


def is_retriable_result(result: Result) -> bool:
    """Whether `result` is a failure after which asking again can help."""
    flags: Optional[ErrorFlags] = getattr(result, "error_flags", None)
    return not result.success and (flags is None or flags.is_retriable is not False)


def call_with_retries(
    call: Callable[[], ResultT],
    policy: RetryPolicy,
    operation: str,
    redact: Callable[[str], str] = str,
    sleep: Callable[[float], None] = time.sleep,
) -> ResultT:
    """What `call` returns, called again, after pauses, for as long as it fails retriably and `policy` allows.

    After the last attempt the failed result is returned, or the error raised.

    Args:
        operation: what is done, for the log.
        redact: removes secrets from what is logged.
    """
    failures = 1
    while True:
        pause = policy.pause_before_retry(failures)
        try:
            result = call()
        except Exception as error:
            if pause is None or not is_retriable_error(error):
                raise
            reason = f"{type(error).__name__}: {error}"
        else:
            if pause is None or not is_retriable_result(result):
                return result
            reason = f"{result.error}"
        hwarn(f"{operation} failed. Retrying (attempt #{failures}) in {pause:g} seconds... ({redact(reason)})")
        sleep(pause)
        failures += 1

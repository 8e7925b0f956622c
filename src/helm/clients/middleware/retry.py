"""When a failed call is made again: which failures, how often, after how long.

The decision (`RetryPolicy.pause_before_retry`) is apart from the waiting, so that a scheduler can put a request aside
instead of sleeping on it.
"""

import math
import os
import random
import time
from dataclasses import dataclass
from typing import Callable, Optional, Protocol, TypeVar

from helm.clients.middleware.failures import OTHER, Failure, failure_of_exception
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
    longest: float = math.inf
    """No pause is longer than this many seconds, unless the host asks for it."""
    jitter: float = 0.0
    """Pauses are drawn from this share of their length below and above it, so that callers do not come back at once."""

    def pause_before_retry(
        self, failures: int, retry_after: Optional[float] = None, failures_in_row: Optional[int] = None
    ) -> Optional[float]:
        """Seconds to wait after this many failed attempts, or None to give up.

        Args:
            failures: attempts so far, all failed.
            retry_after: seconds that the host asks to wait, if it does.
            failures_in_row: how many other calls to the host failed since the last that did not. A host that answers
                others is asked again soon.
        """
        if failures >= self.attempts:
            return None
        exponent = failures if failures_in_row is None else min(failures, failures_in_row)
        pause = min(2**exponent * self.unit, self.longest)
        if retry_after is not None:
            return retry_after + random.uniform(0, self.jitter) * self.unit
        return float(pause * random.uniform(1 - self.jitter, 1 + self.jitter)) if self.jitter else pause


def request_policy() -> RetryPolicy:
    """12 attempts, or HELM_RETRIES, with pauses of about 0.2, 0.4, 0.8, ... s, one minute at most: 4 minutes in all."""
    return RetryPolicy(_attempts("HELM_RETRIES", 12), unit=0.1, longest=60.0, jitter=0.5)


def tokenizer_policy() -> RetryPolicy:
    """5 attempts, or HELM_TOKENIZER_RETRIES, with pauses of 2, 4, 8 and 16 s."""
    return RetryPolicy(_attempts("HELM_TOKENIZER_RETRIES", 5), unit=1.0)


def _attempts(variable: str, default: int) -> int:
    text = os.environ.get(variable, str(default))
    if not text.isdecimal() or int(text) < 1:
        raise ConfigError(
            f"The environment variable {variable} must be a number of attempts, 1 or more, but is {text!r}"
        )
    return int(text)


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
        try:
            result = call()
        except Exception as error:
            failure = failure_of_exception(error)
            pause = policy.pause_before_retry(failures, failure.retry_after)
            if pause is None or not failure.is_retriable:
                raise
        else:
            if result.success or not is_retriable_result(result):
                return result
            flags: Optional[ErrorFlags] = getattr(result, "error_flags", None)
            pause = policy.pause_before_retry(failures, flags.retry_after if flags else None)
            if pause is None:
                return result
            failure = Failure(OTHER, str(result.error), is_retriable=True, is_fatal=True)
        hwarn(f"{operation} failed. Retrying (attempt #{failures}) in {pause:g} seconds... ({redact(failure.message)})")
        sleep(pause)
        failures += 1

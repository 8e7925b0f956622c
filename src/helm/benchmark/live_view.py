"""What the person at the terminal sees while requests are being answered.

On a terminal, one line that renews itself; elsewhere a plain line now and then.
"""

import sys
import threading
import time
from types import TracebackType
from typing import Callable, Optional, Type

from helm.benchmark.request_pool import PoolStatistics
from helm.benchmark.run_report import RunReport
from helm.common.hierarchical_logger import format_duration
from helm.common.terminal import say, show_status

_SECONDS_ON_TERMINAL = 0.5
_SECONDS_ELSEWHERE = 30.0


class LiveView:
    """Shows what the pool is doing, for as long as the block lasts."""

    def __init__(self, statistics: Callable[[], PoolStatistics], report: RunReport):
        self._statistics, self._report = statistics, report
        self._is_terminal = sys.stderr.isatty()
        self._start = time.monotonic()
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._renew, name="helm-live-view", daemon=True)

    def __enter__(self) -> "LiveView":
        self._thread.start()
        return self

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self._end.set()
        self._thread.join()
        show_status("")

    def _renew(self) -> None:
        while not self._end.wait(_SECONDS_ON_TERMINAL if self._is_terminal else _SECONDS_ELSEWHERE):
            statistics = self._statistics()
            line = status_line(statistics, len(self._report.summaries), self._report.total, self._elapsed)
            (show_status if self._is_terminal else say)(line)

    @property
    def _elapsed(self) -> float:
        return time.monotonic() - self._start


def status_line(now: PoolStatistics, runs_done: int, runs: int, elapsed: float) -> str:
    """The state of all runs in one line: runs, requests a second, in flight, failures, tokens, time left."""
    rate = now.answered / elapsed if elapsed else 0.0
    parts = [
        f"{runs_done}/{runs} runs",
        f"{now.answered} requests, {rate:.1f}/s",
        f"{now.in_flight} in flight, {now.waiting + now.put_aside} waiting",
        f"{now.tokens} tokens",
    ]
    if now.failures:
        reasons = ", ".join(f"{count} {kind}" for kind, count in now.failures.most_common())
        parts.append(f"failed attempts: {reasons}")
    left = _seconds_left(now, runs_done, runs, rate)
    if left is not None:
        parts.append(f"about {format_duration(round(left))} left")
    return " | ".join(parts)


def _seconds_left(now: PoolStatistics, runs_done: int, runs: int, rate: float) -> Optional[float]:
    """By the rate so far, taking the runs not yet begun to be as long as the others; None before the first has ended."""
    if not runs_done or not rate:
        return None
    requests_a_run = now.answered / runs_done
    return max(now.waiting + now.put_aside + now.in_flight, requests_a_run * (runs - runs_done)) / rate

"""Gathers what many threads write, and has it written in batches."""

import threading
from typing import Callable, Dict, Generic, Mapping, Optional, TypeVar

K = TypeVar("K")
V = TypeVar("V")

SECONDS_BEHIND = 0.05
ITEMS_BEHIND = 64


class WriteBehind(Generic[K, V]):
    """Has items written by `commit`, 50 ms after they were added or when there are 64 of them.

    There is one call of `commit` at a time: by a timer, by the thread that adds the 64th item, or by one that flushes.
    """

    def __init__(self, commit: Callable[[Mapping[K, V]], None], report: Callable[[Exception], None]):
        """`report` is told of errors of `commit` in the timer, which has nobody to raise them to."""
        self._commit = commit
        self._report = report
        self._committing = threading.Lock()
        self._adding = threading.Lock()
        self._gathered: Dict[K, V] = {}
        self._in_commit: Dict[K, V] = {}

    def get(self, key: K) -> Optional[V]:
        """What is to be written under `key`, or None."""
        # Items move from the first to the second, never back.
        value = self._gathered.get(key)
        return self._in_commit.get(key) if value is None else value

    def add(self, items: Mapping[K, V]) -> None:
        """Add `items`; raise what flush raises if there are 64 or more now."""
        if not items:
            return
        with self._adding:
            is_first = not self._gathered
            self._gathered.update(items)
            is_full = len(self._gathered) >= ITEMS_BEHIND
        if is_full:
            self.flush()
        elif is_first:
            self._start_timer()

    def flush(self) -> None:
        """Commit what was added; an error of `commit` is raised, and what it was to write is dropped."""
        with self._committing:
            with self._adding:
                self._in_commit = self._gathered
                self._gathered = {}
            try:
                if self._in_commit:
                    self._commit(self._in_commit)
            finally:
                self._in_commit = {}

    def pause(self) -> None:
        """Hold back whoever wants to add or commit, until resume."""
        self._committing.acquire()
        self._adding.acquire()

    def resume(self) -> None:
        """End a pause."""
        self._adding.release()
        self._committing.release()

    def _start_timer(self) -> None:
        timer = threading.Timer(SECONDS_BEHIND, self._flush_and_report)
        timer.daemon = True
        try:
            timer.start()
        # The interpreter is shutting down, or there are too many threads.
        except RuntimeError:
            self.flush()

    def _flush_and_report(self) -> None:
        try:
            self.flush()
        except Exception as error:
            self._report(error)

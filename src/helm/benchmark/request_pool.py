"""One pool of requests for all runs: every deployment is kept busy, and nobody waits in a slot.

Runs put their requests in as they are prepared; threads take them out, as many at once as the limit of each deployment
and the limit of the pool allow. A request that fails for a reason that may pass is put aside until its pause is over.
When a host is overloaded, the limit of its deployment is halved, and grows back with each success.
"""

import heapq
import itertools
import threading
import time
from collections import Counter, deque
from dataclasses import dataclass, field
from typing import Callable, Deque, Dict, Hashable, List, Optional, Sequence, Tuple, Union

from helm.clients.middleware.failures import OVERLOAD, Failure, failure_of_exception, failure_of_result
from helm.clients.middleware.retry import RetryPolicy
from helm.common.request import Request, RequestResult

Answer = Union[RequestResult, Failure]
Outcome = Union[RequestResult, Exception]

_SECONDS_BETWEEN_CUTS = 2.0


@dataclass
class Job:
    """A request in the pool."""

    request: Request
    deliver: Callable[[Answer], None]
    """Called once, by a thread of the pool, with the answer or the reason why there is none."""
    owner: Hashable
    """The run that asks; its jobs can be cancelled together."""
    failures: int = 0


@dataclass
class _Lane:
    """The jobs of one deployment."""

    limit: float
    batch_size: int
    queue: Deque[Job] = field(default_factory=deque)
    in_flight: int = 0
    failures_in_row: int = 0
    last_cut: float = -_SECONDS_BETWEEN_CUTS

    @property
    def is_open(self) -> bool:
        return bool(self.queue) and self.in_flight < max(1, int(self.limit))


@dataclass
class PoolStatistics:
    """What the pool has done so far."""

    answered: int = 0
    tokens: int = 0
    """Of all completions."""
    in_flight: int = 0
    waiting: int = 0
    """Requests that are neither in flight nor put aside."""
    put_aside: int = 0
    """Requests whose pause is not over."""
    failures: "Counter[str]" = field(default_factory=Counter)
    """Failed attempts by kind."""


class RequestPool:
    """Answers requests with up to `limit` calls at once.

    Args:
        ask: what one attempt at requests to one deployment comes to, for each a result or an exception.
        limit: at most this many calls at once.
        policy: how often a request is asked again, and after how long.
        batch_size: how many requests a deployment takes in one call; with more than 1, it gets one call at a time.
        on_failure: told of each failed attempt, and of the pause before the next one (None if there is none).
    """

    def __init__(
        self,
        ask: Callable[[Sequence[Request]], Sequence[Outcome]],
        limit: int,
        policy: RetryPolicy,
        batch_size: Callable[[str], int] = lambda deployment: 1,
        on_failure: Callable[[Request, Failure, Optional[float]], None] = lambda request, failure, pause: None,
    ):
        self._ask, self._limit, self._policy = ask, limit, policy
        self._batch_size, self._on_failure = batch_size, on_failure
        self._lanes: Dict[str, _Lane] = {}
        self._aside: List[Tuple[float, int, Job]] = []
        self._ticket = itertools.count()
        self._changed = threading.Condition()
        self._threads: List[threading.Thread] = []
        self._closed = False
        self._statistics = PoolStatistics()

    def submit(self, jobs: Sequence[Job]) -> None:
        """Put jobs in, to be answered after those put in before."""
        with self._changed:
            for job in jobs:
                self._lane(job.request.model_deployment).queue.append(job)
            for _ in range(min(self._limit, len(self._threads) + len(jobs)) - len(self._threads)):
                thread = threading.Thread(target=self._work, name="helm-request", daemon=True)
                self._threads.append(thread)
                thread.start()
            self._changed.notify_all()

    def cancel(self, owner: Hashable) -> None:
        """Take out the jobs of `owner` that are not in flight. Nothing is delivered for them."""
        with self._changed:
            for lane in self._lanes.values():
                lane.queue = deque(job for job in lane.queue if job.owner != owner)
            self._aside = [entry for entry in self._aside if entry[2].owner != owner]
            heapq.heapify(self._aside)

    def close(self) -> None:
        """Take nothing more out, and wait for the calls in flight to be answered and delivered."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()

    @property
    def backlog(self) -> int:
        """How many requests are neither in flight nor answered."""
        with self._changed:
            return sum(len(lane.queue) for lane in self._lanes.values()) + len(self._aside)

    def statistics(self) -> PoolStatistics:
        """What the pool has done so far, at this moment."""
        with self._changed:
            now = self._statistics
            return PoolStatistics(
                answered=now.answered,
                tokens=now.tokens,
                in_flight=sum(lane.in_flight for lane in self._lanes.values()),
                waiting=sum(len(lane.queue) for lane in self._lanes.values()),
                put_aside=len(self._aside),
                failures=Counter(now.failures),
            )

    def _lane(self, deployment: str) -> _Lane:
        if deployment not in self._lanes:
            size = max(1, self._batch_size(deployment))
            self._lanes[deployment] = _Lane(limit=1 if size > 1 else self._limit, batch_size=size)
        return self._lanes[deployment]

    def _work(self) -> None:
        while self._answer_next():
            pass

    def _answer_next(self) -> bool:
        """Take jobs and see to them; False when the pool is closed. Holds no job, and so no run, while it waits."""
        taken = self._take()
        if taken is not None:
            lane, jobs = taken
            self._settle(lane, jobs, self._attempt(jobs))
        return taken is not None

    def _attempt(self, jobs: List[Job]) -> Sequence[Outcome]:
        try:
            return self._ask([job.request for job in jobs])
        except Exception as error:
            return [error] * len(jobs)

    def _take(self) -> Optional[Tuple[_Lane, List[Job]]]:
        """The next jobs to be asked in one call; None when the pool is closed."""
        with self._changed:
            while not self._closed:
                pause = self._bring_back()
                lane = self._next_lane()
                if lane is not None:
                    jobs = [lane.queue.popleft() for _ in range(min(lane.batch_size, len(lane.queue)))]
                    lane.in_flight += 1
                    return lane, jobs
                self._changed.wait(pause)
            return None

    def _next_lane(self) -> Optional[_Lane]:
        """A lane that may send; they take turns."""
        for name, lane in self._lanes.items():
            if lane.is_open:
                self._lanes[name] = self._lanes.pop(name)
                return lane
        return None

    def _bring_back(self) -> Optional[float]:
        """Queue the jobs whose pause is over, before all others; the seconds until the next one's is."""
        while self._aside:
            pause = self._aside[0][0] - time.monotonic()
            if pause > 0:
                return pause
            job = heapq.heappop(self._aside)[2]
            self._lane(job.request.model_deployment).queue.appendleft(job)
        return None

    def _settle(self, lane: _Lane, jobs: List[Job], outcomes: Sequence[Outcome]) -> None:
        """Deliver what has come to an end, put aside what is to be asked again, and adapt the limit of the lane."""
        answers = [_as_answer(outcome) for outcome in outcomes]
        with self._changed:
            lane.in_flight -= 1
            pauses = [self._record(lane, job, answer) for job, answer in zip(jobs, answers, strict=True)]
            self._changed.notify()
        for job, answer, pause in zip(jobs, answers, pauses, strict=True):
            if isinstance(answer, Failure):
                self._on_failure(job.request, answer, pause)
            if pause is None:
                job.deliver(answer)

    def _record(self, lane: _Lane, job: Job, answer: Answer) -> Optional[float]:
        """Count an answer and put its job aside if it is to be asked again; the pause before that, if it is."""
        pause = None
        if isinstance(answer, Failure):
            job.failures += 1
            self._statistics.failures[answer.kind] += 1
            self._slow_down(lane, answer)
            if answer.is_retriable:
                pause = self._policy.pause_before_retry(job.failures, answer.retry_after, lane.failures_in_row)
            lane.failures_in_row += 1
        else:
            lane.failures_in_row = 0
            if lane.limit < self._limit and lane.batch_size == 1:
                lane.limit += 1
        if pause is None:
            self._statistics.answered += 1
            self._statistics.tokens += _count_tokens(answer)
        else:
            heapq.heappush(self._aside, (time.monotonic() + pause, next(self._ticket), job))
        return pause

    def _slow_down(self, lane: _Lane, failure: Failure) -> None:
        """Halve the limit of an overloaded deployment, but only once for the calls that were in flight together."""
        now = time.monotonic()
        if failure.kind == OVERLOAD and now - lane.last_cut >= _SECONDS_BETWEEN_CUTS:
            lane.limit = max(1.0, lane.limit / 2)
            lane.last_cut = now


def _as_answer(outcome: Outcome) -> Answer:
    if isinstance(outcome, RequestResult):
        return outcome if outcome.success else failure_of_result(outcome)
    return failure_of_exception(outcome)


def _count_tokens(answer: Answer) -> int:
    return 0 if isinstance(answer, Failure) else sum(len(completion.tokens) for completion in answer.completions)

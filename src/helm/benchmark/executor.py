"""Sends the requests of runs to their models, through one pool, and puts the answers in their place."""

import threading
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Callable, Dict, List, Optional, Sequence, Set, Tuple

from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.adaptation.scenario_state import ScenarioState
from helm.benchmark.answer_journal import AnswerJournal
from helm.benchmark.request_pool import Answer, Job, PoolStatistics, RequestPool
from helm.clients.context import Context, LocalContext, RemoteContext
from helm.clients.middleware.failures import Failure, failure_of_exception
from helm.clients.middleware.retry import request_policy
from helm.common.authentication import Authentication
from helm.common.cache_backend_config import BlackHoleCacheBackendConfig, CacheBackendConfig
from helm.common.errors import HelmError
from helm.common.hierarchical_logger import hlog, htrack, hwarn
from helm.common.request import ErrorFlags, GeneratedOutput, Request, RequestResult


class ExecutorError(HelmError):
    """Requests failed in a way that ends the run."""


@dataclass(frozen=True)
class ExecutionSpec:
    """How requests are executed."""

    url: Optional[str]
    """Address of a proxy server; None to call the models from here."""

    auth: Authentication
    """Who asks, for the proxy server."""

    local_path: str
    """Folder with credentials and caches (`prod_env`)."""

    parallelism: int
    """At most this many requests in flight."""

    dry_run: bool = False
    """Send nothing; requests keep no result."""

    sqlite_cache_backend_config: Optional[CacheBackendConfig] = None
    """Cache answers in SQLite files."""

    mongo_cache_backend_config: Optional[CacheBackendConfig] = None
    """Cache answers in MongoDB."""

    max_error_rate: float = 0.0
    """A run is incomplete if more than this share of its instances got no answer."""

    @property
    def cache_backend_config(self) -> CacheBackendConfig:
        """The one cache that is set, or none at all.

        Raises:
            ExecutorError: two caches are set.
        """
        if self.sqlite_cache_backend_config and self.mongo_cache_backend_config:
            raise ExecutorError("A run has one cache: SQLite or MongoDB, not both")
        return self.sqlite_cache_backend_config or self.mongo_cache_backend_config or BlackHoleCacheBackendConfig()


class PendingAnswers:
    """The answers of one run, as they come in."""

    def __init__(
        self,
        states: Sequence[RequestState],
        journal: Optional[AnswerJournal] = None,
        done: Callable[[], None] = lambda: None,
        abort: Callable[["PendingAnswers"], None] = lambda answers: None,
    ):
        """
        Args:
            states: the requests.
            journal: takes the answers as they come.
            done: called, by any thread, when all answers are in.
            abort: called when a failure shows that the other requests are bound to fail too.
        """
        self.states = list(states)
        self.failures: List[Failure] = []
        self._journal, self._done, self._abort = journal, done, abort
        self._lock = threading.Lock()
        self._remaining = len(self.states)
        self._finished = threading.Event()
        if not self.states:
            self._finish()

    def receiver(self, position: int) -> Callable[[Answer], None]:
        """What takes the answer to the request at `position`."""

        def receive(answer: Answer) -> None:
            if isinstance(answer, RequestResult) and self._journal is not None:
                try:
                    self._journal.add(self.states[position].request, answer)
                except HelmError as error:
                    # No file of the run can be written, so answers to the other requests would be paid for in vain.
                    answer = failure_of_exception(error)
            self.put(position, answer)

        return receive

    def put(self, position: int, answer: Answer) -> None:
        """Put an answer in its place."""
        with self._lock:
            if isinstance(answer, Failure):
                self.failures.append(answer)
            self.states[position] = replace(self.states[position], result=_as_result(answer))
            self._remaining -= 1
            complete = self._remaining == 0
        if complete:
            self._finish()
        elif isinstance(answer, Failure) and answer.concerns_all_requests:
            self._abort(self)

    def give_up(self) -> None:
        """Wait no longer; requests that are not answered stay without a result."""
        self._finish()

    def _finish(self) -> None:
        with self._lock:
            first = not self._finished.is_set()
            self._finished.set()
        if first:
            self._done()

    def wait(self) -> None:
        """Block until all answers are in, or given up."""
        self._finished.wait()


class Executor:
    """Executes the requests of runs, all through one pool."""

    def __init__(self, execution_spec: ExecutionSpec):
        self.execution_spec = execution_spec
        self.context: Context = (
            RemoteContext(execution_spec.url, execution_spec.auth)
            if execution_spec.url
            else LocalContext(execution_spec.local_path, execution_spec.cache_backend_config)
        )
        self._shown_failures: Set[Tuple[str, str]] = set()

    @cached_property
    def pool(self) -> RequestPool:
        """Made, with its threads, on first need."""
        return RequestPool(
            ask=self.context.attempt,
            limit=self.execution_spec.parallelism,
            policy=request_policy(),
            batch_size=self.context.batch_size,
            on_failure=self._log_failure,
        )

    @htrack(None)
    def execute(self, scenario_state: ScenarioState) -> ScenarioState:
        """The scenario state with the result of each request.

        Raises:
            ExecutorError: a request failed and its failure is fatal.
        """
        pending = self.submit(scenario_state)
        pending.wait()
        fatal = [failure for failure in pending.failures if failure.is_fatal]
        if fatal:
            raise ExecutorError(describe_failures(fatal))
        hlog(f"Processed {len(pending.states)} requests")
        return replace(scenario_state, request_states=pending.states)

    def submit(
        self,
        scenario_state: ScenarioState,
        journal: Optional[AnswerJournal] = None,
        done: Callable[[], None] = lambda: None,
    ) -> PendingAnswers:
        """Put the requests of a run into the pool.

        Args:
            journal: holds answers that need not be asked for, and takes those that come.
            done: called, by any thread, when all answers are in.
        """
        states = scenario_state.request_states
        pending = PendingAnswers(states, journal, done, abort=self._cancel)
        if self.execution_spec.dry_run:
            self._check_deployment(scenario_state.adapter_spec.model_deployment)
            pending.give_up()
            return pending
        jobs = []
        for position, state in enumerate(states):
            known = journal.get(state.request) if journal else None
            if known is not None:
                pending.put(position, known)
            else:
                jobs.append(Job(state.request, pending.receiver(position), owner=id(pending)))
        self.pool.submit(jobs)
        return pending

    @property
    def backlog(self) -> int:
        """How many requests wait for their turn."""
        return self.pool.backlog if "pool" in vars(self) else 0

    def statistics(self) -> PoolStatistics:
        """What has been asked and answered so far."""
        return self.pool.statistics() if "pool" in vars(self) else PoolStatistics()

    def close(self) -> None:
        """Ask nothing more, and wait for what is in flight."""
        if "pool" in vars(self):
            self.pool.close()
            del self.pool

    def _cancel(self, pending: PendingAnswers) -> None:
        """Ask no more of a run's requests; what is in flight still comes in."""
        self.pool.cancel(id(pending))
        pending.give_up()

    def _log_failure(self, request: Request, failure: Failure, pause: Optional[float]) -> None:
        """Each kind of failure of a deployment is shown once; every failed attempt stands in the log."""
        deployment = request.model_deployment
        if (deployment, failure.kind) not in self._shown_failures:
            self._shown_failures.add((deployment, failure.kind))
            hwarn(f"A request to {deployment} failed ({failure.kind}): {failure.message}")
        if pause is not None:
            hlog(f"A request to {deployment} is asked again in {pause:.1f} s: {failure.message}")

    def _check_deployment(self, name: str) -> None:
        """Warn if the real run is bound to fail. The dry run goes on: its counts need no client."""
        try:
            self.context.check_deployment(name)
        except Exception as error:
            hwarn(f"The dry run sends no request, but a real run could not use {name}: {error}")


def describe_failures(failures: Sequence[Failure]) -> str:
    """In one sentence, how many requests failed and why, the most frequent reason first."""
    by_reason: Dict[str, int] = {}
    for failure in failures:
        by_reason[failure.message] = by_reason.get(failure.message, 0) + 1
    reason, count = max(by_reason.items(), key=lambda item: item[1])
    others = f", and {len(failures) - count} for other reasons" if count < len(failures) else ""
    return f"{count} request{'s' if count > 1 else ''} failed: {reason}{others}"


def _as_result(answer: Answer) -> RequestResult:
    """The answer, or for a failure an unsuccessful result whose completion is empty."""
    if isinstance(answer, RequestResult):
        return answer
    return RequestResult(
        success=False,
        embedding=[],
        completions=[GeneratedOutput(text="", logprob=0, tokens=[])],
        cached=False,
        error=answer.message,
        error_flags=ErrorFlags(is_retriable=answer.is_retriable, is_fatal=answer.is_fatal, kind=answer.kind),
    )

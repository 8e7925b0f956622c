"""Runs RunSpecs through one pool of requests.

Runs are prepared ahead, while the requests of earlier ones are being answered, and finished as their last answer
arrives, so that the pool does not run dry between two runs. See docs/design/execution.md.
"""

import os
import queue
import time
import traceback
from typing import Dict, List, Optional

from helm.benchmark.annotation_executor import AnnotationExecutionSpec, AnnotationExecutor
from helm.benchmark.executor import ExecutionSpec, Executor
from helm.benchmark.instance_source import InstanceSource
from helm.benchmark.live_view import LiveView
from helm.benchmark.metrics.metric_service import MetricService
from helm.benchmark.run_folder import FAILED, INCOMPLETE, RunFolder
from helm.benchmark.run_report import RunReport, RunSummary
from helm.benchmark.run_spec import RunSpec
from helm.benchmark.run_steps import ActiveRun, IncompleteRunError, RunSteps
from helm.common.errors import HelmError
from helm.common.general import ensure_directory_exists
from helm.common.hierarchical_logger import hlog, htrack_block
from helm.common.output_paths import (
    get_benchmark_output_path,
    get_cached_models_path,
    set_benchmark_output_path,
)
from helm.common.terminal import complain

__all__ = [
    "Runner",
    "RunnerError",
    "get_benchmark_output_path",
    "get_cached_models_path",
    "set_benchmark_output_path",
]

MAX_OPEN_RUNS = 32
"""At most this many runs are in memory."""

_MAX_HELD_REQUESTS = 4000
"""Runs that are answered wait to be finished while the pool is short of requests, unless runs hold so many."""

_BACKLOG_PER_SLOT = 8
"""The next run is prepared when fewer requests than this wait for each slot."""

_SECONDS_UNTIL_ANOTHER_LOOK = 0.02

_SECONDS_BETWEEN_CLAIMS = 0.2
"""A run that another process is at is asked for again after this time."""


class RunnerError(HelmError):
    """Some runs failed."""


class Runner:
    """Runs RunSpecs. Subclasses named by `--runner-class-name` are made with these arguments."""

    def __init__(
        self,
        execution_spec: ExecutionSpec,
        output_path: str,
        suite: str,
        skip_instances: bool,
        cache_instances: bool,
        cache_instances_only: bool,
        skip_completed_runs: bool,
        exit_on_error: bool,
    ):
        self.executor = Executor(execution_spec)
        self.annotation_executor = AnnotationExecutor(
            AnnotationExecutionSpec(
                local_path=execution_spec.local_path,
                parallelism=execution_spec.parallelism,
                dry_run=execution_spec.dry_run,
                sqlite_cache_backend_config=execution_spec.sqlite_cache_backend_config,
                mongo_cache_backend_config=execution_spec.mongo_cache_backend_config,
            )
        )
        self.parallelism = execution_spec.parallelism
        self.skip_completed_runs = skip_completed_runs
        self.exit_on_error = exit_on_error
        self.runs_path = os.path.join(output_path, "runs", suite)
        self.steps = RunSteps(
            instance_source=InstanceSource(output_path, skip_instances, cache_instances),
            metric_service=MetricService(self.executor.context),
            annotation_executor=self.annotation_executor,
            eval_cache_path=os.path.join(self.runs_path, "eval_cache"),
            parallelism=execution_spec.parallelism,
            max_error_rate=execution_spec.max_error_rate,
            dry_run=execution_spec.dry_run,
            skip_instances=skip_instances,
            cache_instances_only=cache_instances_only,
        )
        self.report = RunReport()
        self._open: Dict[int, ActiveRun] = {}
        self._answered: queue.SimpleQueue[int] = queue.SimpleQueue()
        self._put_off: Dict[int, RunSpec] = {}
        self._failed: List[str] = []
        ensure_directory_exists(self.steps.eval_cache_path)

    def run_all(self, run_specs: List[RunSpec]) -> None:
        """Run all, each whatever becomes of the others.

        Raises:
            RunnerError: some failed; names them.
            KeyboardInterrupt: interrupted; the requests in flight have been waited for.
        """
        self.report.begin(len(run_specs))
        with LiveView(self.executor.statistics, self.report):
            try:
                for index, run_spec in enumerate(run_specs):
                    self._make_room()
                    self._start(index, run_spec)
                while self._open or self._put_off:
                    self._finish_next(patience=_SECONDS_BETWEEN_CLAIMS if self._put_off else None)
                    for index, run_spec in list(self._put_off.items()):
                        self._make_room()
                        self._start(index, run_spec)
            except KeyboardInterrupt:
                complain("Waiting for the requests in flight; press Ctrl-C again to leave at once.")
                self._abandon()
                raise
            finally:
                self.executor.close()
        if self._failed:
            names = ", ".join(f'"{name}"' for name in self._failed)
            raise RunnerError(f"Failed runs: [{names}]")

    def run_one(self, run_spec: RunSpec) -> None:
        """Run one RunSpec from instances to files, once no other process is at it.

        Raises:
            Exception: whatever keeps it from being finished.
        """
        folder = RunFolder(self.runs_path, run_spec.name)
        while not folder.claim():
            time.sleep(_SECONDS_BETWEEN_CLAIMS)
        try:
            run = self._prepare(0, run_spec, folder)
            if run is not None:
                run.answers = self.executor.submit(run.scenario_state, run.journal)
                run.answers.wait()
                self.report.end(0, self.steps.finish(run))
        finally:
            folder.release()

    def _make_room(self) -> None:
        """Finish runs that are answered, and wait, until the pool needs more requests and there is room for a run."""
        while self._open and not self._is_next_run_due:
            self._finish_next(patience=_SECONDS_UNTIL_ANOTHER_LOOK)

    @property
    def _is_next_run_due(self) -> bool:
        backlog, answered = self.executor.backlog, self._answered.qsize()
        if len(self._open) >= MAX_OPEN_RUNS or backlog > _BACKLOG_PER_SLOT * self.parallelism:
            return False
        held = sum(len(run.answers.states) for run in self._open.values())
        return answered == 0 or (backlog < self.parallelism and held < _MAX_HELD_REQUESTS)

    def _start(self, index: int, run_spec: RunSpec) -> None:
        """Prepare a run and put its requests into the pool, or put it off if another process is at it."""
        folder = RunFolder(self.runs_path, run_spec.name)
        if not folder.claim():
            if index not in self._put_off:
                hlog(f"Run {run_spec.name} is put off, because another process is at it")
                self._put_off[index] = run_spec
            return
        was_put_off = self._put_off.pop(index, None) is not None
        try:
            with htrack_block(f"Running {run_spec.name}"):
                run = self._prepare(index, run_spec, folder, was_put_off)
                if run is not None:
                    self._open[index] = run
                    run.answers = self.executor.submit(
                        run.scenario_state, run.journal, done=lambda: self._answered.put(index)
                    )
        except Exception as error:
            self._open.pop(index, None)
            self._record_failure(index, run_spec, error)
        finally:
            if index not in self._open:
                folder.release()

    def _prepare(
        self, index: int, run_spec: RunSpec, folder: RunFolder, was_put_off: bool = False
    ) -> Optional[ActiveRun]:
        """The run with its requests; None if there is nothing to be asked."""
        if (self.skip_completed_runs and folder.is_complete) or (was_put_off and folder.holds_results_of(run_spec)):
            hlog(f"Skipping run {run_spec.name} because it is complete")
            folder.clear_leftovers()
            self.report.end(index, RunSummary(run_spec, "already complete"))
            return None
        run = self.steps.prepare(run_spec, folder)
        if run is None:
            self.report.end(index, RunSummary(run_spec, "instances cached"))
        return run

    def _finish_next(self, patience: Optional[float] = None) -> None:
        """Wait for a run whose last answer has arrived, at most `patience` seconds, and finish it."""
        try:
            index = self._answered.get(timeout=patience)
        except queue.Empty:
            return
        run = self._open[index]
        try:
            with htrack_block(f"Finishing {run.run_spec.name}"):
                self.report.end(index, self.steps.finish(run))
        except Exception as error:
            self._record_failure(index, run.run_spec, error)
        finally:
            self._open.pop(index, None)
            run.folder.release()

    def _record_failure(self, index: int, run_spec: RunSpec, error: Exception) -> None:
        reason = str(error) if isinstance(error, HelmError) else f"{type(error).__name__}: {error}"
        hlog(f"Error when running {run_spec.name}:\n{traceback.format_exc()}")
        if isinstance(error, IncompleteRunError):
            summary = RunSummary(run_spec, INCOMPLETE, reason=reason, outcomes=error.outcomes)
        else:
            summary = RunSummary(run_spec, FAILED, reason=reason)
        self.report.end(index, summary)
        self._set_status(RunFolder(self.runs_path, run_spec.name), summary.status, reason)
        self._failed.append(run_spec.name)
        if self.exit_on_error:
            self._abandon()
            raise error

    def _set_status(self, folder: RunFolder, status: str, reason: str) -> None:
        if folder.path.is_dir():
            try:
                folder.set_status(status, reason)
            except HelmError as error:
                hlog(f"The status of the run is not recorded: {error}")

    def _abandon(self) -> None:
        """Ask nothing more, and let what is in flight come in."""
        self.executor.close()
        for run in self._open.values():
            run.close_journal(complete=False)
            self._set_status(run.folder, INCOMPLETE, "the command ended before all requests were answered")
            run.folder.release()

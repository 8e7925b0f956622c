"""Runs RunSpecs: instances, requests, answers, annotations, stats, files.

`Runner.run_one` has three steps, which a scheduler may interleave over several runs: `prepare` turns a RunSpec into
requests, `Executor.execute` answers them, `finish` scores and writes.
"""

import os
import traceback
from dataclasses import dataclass
from typing import List, Optional

from helm.benchmark.adaptation.adapters.adapter_factory import AdapterFactory
from helm.benchmark.adaptation.scenario_state import ScenarioState
from helm.benchmark.annotation_executor import AnnotationExecutionSpec, AnnotationExecutor
from helm.benchmark.executor import ExecutionSpec, Executor
from helm.benchmark.instance_source import InstanceSource
from helm.benchmark.metrics.dry_run_metrics import DryRunMetric
from helm.benchmark.metrics.metric import MetricInterface, PerInstanceStats, create_metric
from helm.benchmark.metrics.metric_service import MetricService
from helm.benchmark.metrics.statistic import Stat
from helm.benchmark.run_folder import (
    COMPLETE,
    DATA_MANIFEST_FILE,
    FAILED,
    PER_INSTANCE_STATS_FILE,
    RUN_SPEC_FILE,
    RUNNING,
    SCENARIO_FILE,
    SCENARIO_STATE_FILE,
    STATS_FILE,
    RunFolder,
)
from helm.benchmark.run_report import RunReport, RunSummary
from helm.benchmark.run_spec import RunSpec
from helm.benchmark.scenarios.scenario import Scenario, create_scenario
from helm.benchmark.window_services.tokenizer_service import TokenizerService
from helm.common.cache import cache_stats
from helm.common.errors import HelmError
from helm.common.general import ensure_directory_exists
from helm.common.hierarchical_logger import herror, hlog, htrack_block, hwarn
from helm.common.output_paths import (
    get_benchmark_output_path,
    get_cached_models_path,
    set_benchmark_output_path,
)
from helm.data import DataManifest

__all__ = [
    "Runner",
    "RunnerError",
    "get_benchmark_output_path",
    "get_cached_models_path",
    "set_benchmark_output_path",
]


class RunnerError(HelmError):
    """Some runs failed."""


@dataclass
class PreparedRun:
    """A run whose requests are ready to be sent."""

    run_spec: RunSpec
    folder: RunFolder
    scenario: Scenario
    scenario_state: ScenarioState
    data_manifest: DataManifest
    """The outside files and datasets that the scenario used, with their checksums."""


class Runner:
    """Runs RunSpecs one after the other. Subclasses named by `--runner-class-name` are made with these arguments."""

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
        self.dry_run = execution_spec.dry_run
        self.parallelism = execution_spec.parallelism
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
        self.tokenizer_service = TokenizerService(self.executor.context)
        self.metric_service = MetricService(self.executor.context)
        self.skip_instances = skip_instances
        self.cache_instances_only = cache_instances_only
        self.skip_completed_runs = skip_completed_runs
        self.exit_on_error = exit_on_error
        self.runs_path = os.path.join(output_path, "runs", suite)
        self.eval_cache_path = os.path.join(self.runs_path, "eval_cache")
        self.instance_source = InstanceSource(output_path, skip_instances, cache_instances)
        self.report = RunReport()
        ensure_directory_exists(self.eval_cache_path)

    def run_all(self, run_specs: List[RunSpec]) -> None:
        """Run all, each whatever becomes of the others.

        Raises:
            RunnerError: some failed; names them.
        """
        failed: List[str] = []
        for index, run_spec in enumerate(run_specs):
            self.report.begin(index, len(run_specs), run_spec.name)
            try:
                with htrack_block(f"Running {run_spec.name}"):
                    self.run_one(run_spec)
            except Exception as error:
                self._record_failure(run_spec, error)
                if self.exit_on_error:
                    raise
                failed.append(run_spec.name)
        if failed:
            names = ", ".join(f'"{name}"' for name in failed)
            raise RunnerError(f"Failed runs: [{names}]")

    def _record_failure(self, run_spec: RunSpec, error: Exception) -> None:
        reason = str(error) if isinstance(error, HelmError) else f"{type(error).__name__}: {error}"
        hlog(f"Error when running {run_spec.name}:\n{traceback.format_exc()}")
        self.report.end(RunSummary(run_spec, FAILED, reason=reason))
        folder = RunFolder(self.runs_path, run_spec.name)
        if folder.path.is_dir():
            try:
                folder.set_status(FAILED, reason)
            except HelmError as status_error:
                herror(status_error)

    def run_one(self, run_spec: RunSpec) -> None:
        """Run one RunSpec from instances to files."""
        folder = RunFolder(self.runs_path, run_spec.name)
        if self.skip_completed_runs and folder.is_complete:
            hlog(f"Skipping run {run_spec.name} because it is complete")
            self.report.end(RunSummary(run_spec, "already complete"))
            return
        prepared = self.prepare(run_spec, folder)
        if prepared is None:
            return
        prepared.scenario_state = self.executor.execute(prepared.scenario_state)
        self.finish(prepared)

    def prepare(self, run_spec: RunSpec, folder: RunFolder) -> Optional[PreparedRun]:
        """The requests of a run; None if instances were only to be cached."""
        if not self.skip_instances and not self.cache_instances_only:
            folder.create()
            folder.set_status(RUNNING)
        scenario = create_scenario(run_spec.scenario_spec)
        instances, manifest = self.instance_source.load(scenario, run_spec)
        if self.cache_instances_only:
            self.report.end(RunSummary(run_spec, "instances cached"))
            return None
        instances = self.instance_source.select_and_augment(instances, run_spec, self.parallelism)
        adapter = AdapterFactory.get_adapter(run_spec.adapter_spec, self.tokenizer_service)
        state = ScenarioState(
            adapter_spec=run_spec.adapter_spec,
            request_states=adapter.adapt(instances, self.parallelism),
            annotator_specs=run_spec.annotators,
        )
        return PreparedRun(run_spec, folder, scenario, state, manifest)

    def finish(self, run: PreparedRun) -> None:
        """Annotate, score and write a run whose requests are answered."""
        run.scenario_state = self.annotation_executor.execute(run.scenario_state)
        stats: List[Stat] = []
        per_instance_stats: List[PerInstanceStats] = []
        with htrack_block("Metrics"):
            for metric in self._metrics(run):
                result = metric.evaluate(
                    run.scenario_state, self.metric_service, self.eval_cache_path, self.parallelism
                )
                stats.extend(result.aggregated_stats)
                per_instance_stats.extend(result.per_instance_stats)
        _warn_of_duplicates(stats)
        hlog(f"Generated {len(stats)} stats.")
        if self.skip_instances:
            hlog("skip_instances was True. Skipping writing results out.")
            self.report.end(RunSummary(run.run_spec, "no instances, nothing written"))
            return
        self._write(run, stats, per_instance_stats)
        self.report.end(RunSummary.of(run.run_spec, run.scenario, run.scenario_state, stats, self.dry_run))

    def _metrics(self, run: PreparedRun) -> List[MetricInterface]:
        """The metrics of a run. A dry run makes them and the annotators too, to see that it can."""
        metrics = [create_metric(spec) for spec in run.run_spec.metric_specs]
        if self.dry_run:
            self.annotation_executor.create_annotators(run.run_spec.annotators or [])
            return [DryRunMetric()]
        return metrics

    def _write(self, run: PreparedRun, stats: List[Stat], per_instance_stats: List[PerInstanceStats]) -> None:
        run.folder.write(RUN_SPEC_FILE, run.run_spec)
        run.folder.write(SCENARIO_FILE, run.scenario)
        run.folder.write(SCENARIO_STATE_FILE, run.scenario_state)
        run.folder.write(STATS_FILE, _without_nan(stats))
        run.folder.write(
            PER_INSTANCE_STATS_FILE,
            [
                PerInstanceStats(one.instance_id, one.perturbation, one.train_trial_index, _without_nan(one.stats))
                for one in per_instance_stats
            ],
        )
        run.folder.write(DATA_MANIFEST_FILE, run.data_manifest)
        run.folder.set_status(COMPLETE)
        cache_stats.print_status()


def _warn_of_duplicates(stats: List[Stat]) -> None:
    seen = set()
    for stat in stats:
        if stat.name in seen:
            hwarn(f"duplicate metric name {stat.name}")
        seen.add(stat.name)


def _without_nan(stats: List[Stat]) -> List[Stat]:
    """The stats whose sum is a number: JSON has no NaN."""
    good = [stat for stat in stats if stat.sum == stat.sum]
    if len(good) < len(stats):
        hwarn(f"Removing {len(stats) - len(good)} stats that are not a number")
    return good

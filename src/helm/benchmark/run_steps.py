"""The steps of one run: from its RunSpec to requests, and from answered requests to files."""

from dataclasses import dataclass, field, replace
from typing import List, Optional

from helm.benchmark.adaptation.adapters.adapter_factory import AdapterFactory
from helm.benchmark.adaptation.scenario_state import ScenarioState
from helm.benchmark.annotation_executor import AnnotationExecutor
from helm.benchmark.answer_journal import AnswerJournal, open_journal
from helm.benchmark.executor import ExecutorError, PendingAnswers, describe_failures
from helm.benchmark.instance_source import InstanceSource
from helm.benchmark.metrics.dry_run_metrics import DryRunMetric
from helm.benchmark.metrics.metric import MetricInterface, PerInstanceStats, create_metric
from helm.benchmark.metrics.metric_service import MetricService
from helm.benchmark.metrics.not_computed import UNAVAILABLE, NotComputed
from helm.benchmark.metrics.statistic import Stat
from helm.benchmark.outcomes import Outcomes, count_outcomes
from helm.benchmark.run_folder import (
    COMPLETE,
    DATA_MANIFEST_FILE,
    DRY_RUN,
    NOT_COMPUTED_FILE,
    OUTCOMES_FILE,
    PER_INSTANCE_STATS_FILE,
    RUN_SPEC_FILE,
    RUNNING,
    SCENARIO_FILE,
    SCENARIO_STATE_FILE,
    STATS_FILE,
    RunFolder,
)
from helm.benchmark.run_report import RunSummary
from helm.benchmark.run_spec import RunSpec
from helm.benchmark.scenarios.scenario import Scenario, create_scenario
from helm.common.cache import cache_stats, flush_caches
from helm.common.hierarchical_logger import hlog, htrack_block, hwarn
from helm.data import DataManifest


class IncompleteRunError(ExecutorError):
    """Too many requests of a run got no answer; the others are kept for the next time."""

    def __init__(self, message: str, outcomes: Outcomes):
        super().__init__(message)
        self.outcomes = outcomes


@dataclass
class ActiveRun:
    """A run between its first and its last step."""

    run_spec: RunSpec
    folder: RunFolder
    scenario: Scenario
    scenario_state: ScenarioState
    data_manifest: DataManifest
    """The outside files and datasets that the scenario used, with their checksums."""
    journal: Optional[AnswerJournal] = None
    answers: PendingAnswers = field(default_factory=lambda: PendingAnswers([]))

    def close_journal(self, complete: bool) -> None:
        if self.journal is not None:
            self.journal.close(complete)


@dataclass
class RunScores:
    """What the metrics of a run say."""

    stats: List[Stat] = field(default_factory=list)
    per_instance_stats: List[PerInstanceStats] = field(default_factory=list)
    not_computed: List[NotComputed] = field(default_factory=list)


@dataclass(frozen=True)
class RunSteps:
    """Carries out the steps of runs."""

    instance_source: InstanceSource
    metric_service: MetricService
    """Tokenizes for adapters too, so that no prompt is counted twice."""
    annotation_executor: AnnotationExecutor
    eval_cache_path: str
    parallelism: int
    max_error_rate: float
    dry_run: bool
    skip_instances: bool
    cache_instances_only: bool

    @property
    def _writes_files(self) -> bool:
        return not self.skip_instances and not self.cache_instances_only

    def prepare(self, run_spec: RunSpec, folder: RunFolder) -> Optional[ActiveRun]:
        """The run with its requests; None if instances were only to be cached."""
        if self._writes_files:
            folder.create()
            folder.set_status(RUNNING)
        scenario = create_scenario(run_spec.scenario_spec)
        instances, manifest = self.instance_source.load(scenario, run_spec)
        if self.cache_instances_only:
            return None
        instances = self.instance_source.select_and_augment(instances, run_spec, self.parallelism)
        adapter = AdapterFactory.get_adapter(run_spec.adapter_spec, self.metric_service)
        state = ScenarioState(
            adapter_spec=run_spec.adapter_spec,
            request_states=adapter.adapt(instances, self.parallelism),
            annotator_specs=run_spec.annotators,
        )
        journal = open_journal(folder.path) if self._writes_files and not self.dry_run else None
        return ActiveRun(run_spec, folder, scenario, state, manifest, journal)

    def finish(self, run: ActiveRun) -> RunSummary:
        """Annotate, score and write a run whose requests are answered.

        Raises:
            IncompleteRunError: too many of them failed.
        """
        run.scenario_state = replace(run.scenario_state, request_states=run.answers.states)
        outcomes = None if self.dry_run else self._check_outcomes(run)
        run.scenario_state = self.annotation_executor.execute(run.scenario_state)
        scores = self._evaluate(run)
        if self.skip_instances:
            hlog("skip_instances was True. Skipping writing results out.")
            return RunSummary(run.run_spec, "no instances, nothing written")
        self._write(run, scores, outcomes)
        return RunSummary.of(
            run.run_spec, run.scenario, run.scenario_state, scores.stats, outcomes, scores.not_computed
        )

    def _check_outcomes(self, run: ActiveRun) -> Outcomes:
        outcomes = count_outcomes(run.scenario_state)
        if outcomes.error_rate > self.max_error_rate:
            run.close_journal(complete=False)
            run.folder.write(OUTCOMES_FILE, outcomes)
            raise IncompleteRunError(describe_failures(run.answers.failures), outcomes)
        return outcomes

    def _evaluate(self, run: ActiveRun) -> RunScores:
        scores = RunScores()
        with htrack_block("Metrics"):
            for metric in self._metrics(run.run_spec):
                self._add_scores(scores, metric, run.scenario_state)
        _warn_of_duplicates(scores.stats)
        hlog(f"Generated {len(scores.stats)} stats.")
        return scores

    def _add_scores(self, scores: RunScores, metric: MetricInterface, state: ScenarioState) -> None:
        """Evaluate a metric; what it lacks is recorded, and does not keep the other metrics from being evaluated."""
        name = f"{type(metric).__module__}.{type(metric).__qualname__}"
        try:
            result = metric.evaluate(state, self.metric_service, self.eval_cache_path, self.parallelism)
        except UNAVAILABLE as error:
            hwarn(f"Not computed: {name}: {error}")
            scores.not_computed.append(NotComputed(name, [], str(error)))
            return
        scores.stats.extend(result.aggregated_stats)
        scores.per_instance_stats.extend(result.per_instance_stats)
        for reason in dict.fromkeys(metric.not_computed.values()):
            stats = [stat for stat, why in metric.not_computed.items() if why == reason]
            scores.not_computed.append(NotComputed(name, stats, reason))

    def _metrics(self, run_spec: RunSpec) -> List[MetricInterface]:
        """The metrics of a run. A dry run makes them and the annotators too, to see that it can."""
        metrics = [create_metric(spec) for spec in run_spec.metric_specs]
        if self.dry_run:
            self.annotation_executor.create_annotators(run_spec.annotators or [])
            return [DryRunMetric()]
        return metrics

    def _write(self, run: ActiveRun, scores: RunScores, outcomes: Optional[Outcomes]) -> None:
        run.folder.write(RUN_SPEC_FILE, run.run_spec)
        run.folder.write(SCENARIO_FILE, run.scenario)
        run.folder.write(SCENARIO_STATE_FILE, run.scenario_state)
        run.folder.write(STATS_FILE, _without_nan(scores.stats))
        run.folder.write(
            PER_INSTANCE_STATS_FILE,
            (
                PerInstanceStats(one.instance_id, one.perturbation, one.train_trial_index, _without_nan(one.stats))
                for one in scores.per_instance_stats
            ),
        )
        run.folder.write(NOT_COMPUTED_FILE, scores.not_computed)
        run.folder.write(DATA_MANIFEST_FILE, run.data_manifest)
        if outcomes is not None:
            run.folder.write(OUTCOMES_FILE, outcomes)
        flush_caches()
        run.folder.set_status(DRY_RUN if self.dry_run else COMPLETE)
        run.close_journal(complete=True)
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

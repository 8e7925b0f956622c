"""What the person at the terminal sees of runs: a line as each ends, and a closing table."""

from collections import Counter
from dataclasses import dataclass
from typing import Dict, List, Optional, Sequence

from helm.benchmark.adaptation.scenario_state import ScenarioState
from helm.benchmark.metrics.not_computed import NotComputed
from helm.benchmark.metrics.statistic import Stat
from helm.benchmark.outcomes import Outcomes
from helm.benchmark.run_folder import COMPLETE, DRY_RUN
from helm.benchmark.run_spec import RunSpec
from helm.benchmark.scenarios.scenario import EVAL_SPLITS, Scenario
from helm.common.terminal import say, table

# What is shown of a run whose scenario declares no main metric: the first of these that was computed.
FALLBACK_METRICS = (
    "exact_match",
    "quasi_exact_match",
    "f1_score",
    "rouge_l",
    "classification_macro_f1",
    "bits_per_byte",
)


@dataclass(frozen=True)
class RunSummary:
    """How a run ended."""

    run_spec: RunSpec
    status: str
    num_instances: Optional[int] = None
    num_requests: Optional[int] = None
    num_prompt_tokens: Optional[int] = None
    """Dry runs only: the tokens of all prompts."""
    max_completion_tokens: Optional[int] = None
    """Dry runs only: the most tokens that all completions may have."""
    main_metric: str = ""
    """Name and mean of the main metric, e.g. `exact_match 0.254`."""
    outcomes: Optional[Outcomes] = None
    """How its instances ended."""
    reason: Optional[str] = None
    """Why it failed."""
    not_computed: Sequence[NotComputed] = ()
    """Stats that could not be computed."""

    @staticmethod
    def of(
        run_spec: RunSpec,
        scenario: Scenario,
        state: ScenarioState,
        stats: List[Stat],
        outcomes: Optional[Outcomes],
        not_computed: Sequence[NotComputed] = (),
    ) -> "RunSummary":
        """The summary of a run that was scored; in a dry run there are no outcomes."""
        dry = outcomes is None
        return RunSummary(
            run_spec=run_spec,
            status=DRY_RUN if dry else COMPLETE,
            num_instances=len(state.instances),
            num_requests=len(state.request_states),
            num_prompt_tokens=_total(stats, "num_prompt_tokens") if dry else None,
            max_completion_tokens=_total(stats, "max_num_completion_tokens") if dry else None,
            main_metric="" if dry else main_metric(scenario, stats),
            outcomes=outcomes,
            not_computed=not_computed,
        )


def main_metric(scenario: Scenario, stats: List[Stat]) -> str:
    """Name and mean of the scenario's main metric on unperturbed instances, or "" if it was not computed."""
    wanted: List[str] = list(FALLBACK_METRICS)
    splits = list(EVAL_SPLITS)[::-1]
    try:
        metadata = scenario.get_metadata()
        wanted.insert(0, metadata.main_metric)
        splits.insert(0, metadata.main_split)
    except NotImplementedError:
        pass
    means = {
        (stat.name.name, stat.name.split): stat.mean
        for stat in stats
        if stat.name.perturbation is None and stat.name.sub_split is None and stat.mean is not None
    }
    for name in wanted:
        for split in splits:
            if (name, split) in means:
                return f"{name} {means[(name, split)]:.3f}"
    return ""


def _total(stats: List[Stat], name: str) -> int:
    return int(sum(stat.sum for stat in stats if stat.name.name == name))


class RunReport:
    """Collects how runs ended and shows it."""

    def __init__(self) -> None:
        self.total = 0
        self._by_index: Dict[int, RunSummary] = {}

    @property
    def summaries(self) -> List[RunSummary]:
        """Of the runs that have ended, in the order of their run specs."""
        return [self._by_index[index] for index in sorted(self._by_index)]

    def begin(self, total: int) -> None:
        """So many runs are going to be run."""
        self.total = total

    def end(self, index: int, summary: RunSummary) -> None:
        """A run has ended; says so in one line."""
        self._by_index[index] = summary
        outcome = f"{summary.status}: {summary.reason}" if summary.reason else summary.main_metric or summary.status
        say(f"[{len(self._by_index)}/{max(self.total, 1)}] {summary.run_spec.name}: {outcome}")

    def close(self) -> None:
        """Show the closing table of all runs; for a dry run, also what each model would be asked."""
        if not self.summaries:
            return
        header = ["Run", "Instances", "Requests", "Main metric", "Outcomes", "Status"]
        say("\n" + table(header, [_row(one) for one in self.summaries]))
        if any(one.num_prompt_tokens is not None for one in self.summaries):
            say("\n" + self._usage_table())
        missing = self._not_computed_lines()
        if missing:
            say("\n".join(["\nNot computed:", *missing]))

    def _not_computed_lines(self) -> List[str]:
        """Which stats runs lack, a line for each reason that a metric has."""
        lines = Counter(
            f"  {', '.join(one.stats) or one.metric}: {one.reason}"
            for summary in self.summaries
            for one in summary.not_computed
        )
        return [f"{line} ({count} run{'s' if count > 1 else ''})" for line, count in lines.items()]

    def _usage_table(self) -> str:
        models = dict.fromkeys(one.run_spec.adapter_spec.model_deployment for one in self.summaries)
        rows = []
        for model in models:
            mine = [one for one in self.summaries if one.run_spec.adapter_spec.model_deployment == model]
            totals = [
                sum(getattr(one, name) or 0 for one in mine)
                for name in ("num_requests", "num_prompt_tokens", "max_completion_tokens")
            ]
            rows.append([model, *map(str, totals)])
        return table(["Model deployment", "Requests", "Prompt tokens", "Completion tokens, at most"], rows)


def _row(one: RunSummary) -> List[str]:
    outcomes = "" if one.outcomes is None else str(one.outcomes)
    counts = [_text(one.num_instances), _text(one.num_requests)]
    return [one.run_spec.name, *counts, one.main_metric, outcomes, one.status]


def _text(number: Optional[int]) -> str:
    return "" if number is None else str(number)

"""Information retrieval: how well the passages of a query are ranked by what a model says of each."""

from typing import Dict, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from helm.benchmark.adaptation.adapter_spec import ADAPT_RANKING_BINARY, AdapterSpec
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.metrics.metric_name import MetricName
from helm.benchmark.metrics.metric_service import MetricService
from helm.benchmark.metrics.reference_metric import ReferenceMetric
from helm.benchmark.metrics.statistic import Stat
from helm.benchmark.scenarios.scenario import Reference, unpack_tag
from helm.common.errors import ConfigError
from helm.common.optional_dependencies import handle_module_not_found_error

_DISPLAY_NAMES = {"recip_rank": "RR", "ndcg_cut": "NDCG"}
_BINARY_MEASURES = {"recip_rank", "success", "recall"}


class Judgement(NamedTuple):
    """What is known of a passage."""

    relevance: Optional[int]
    """To the query; 0 and None for irrelevant ones."""
    rank: Optional[int]
    """Its place, from 1, in the ranking that the passages were taken from."""


class RankingMetric(ReferenceMetric):
    """Measures of pytrec_eval over the references of an instance, ranked by the model's answers.

    Passages that the model affirms come first, the surest first; then those it gives no clear answer to, and those it
    denies, the surest last. Besides the measures there is a stat `ref{i}_rank`, from 0, for each reference.
    """

    def __init__(
        self,
        method: str,
        measure_names: List[str],
        correct_output: str,
        wrong_output: str,
        rank: Optional[int] = None,
        multiple_relevance_values: bool = False,
    ):
        """Make a metric.

        Args:
            method: Adapter method, `ranking_binary`.
            measure_names: Of pytrec_eval, e.g. `recall.10`; `recip_rank.10` looks at the first ten only.
            correct_output: The answer for a relevant passage, whatever its case.
            wrong_output: The answer for an irrelevant passage.
            rank: Measure also, as `... (topk={rank})`, with only passages up to this rank in the original ranking.
            multiple_relevance_values: Whether relevance is graded; 1 then counts as irrelevant in measures that
                know only relevant and irrelevant passages.
        """
        if method != ADAPT_RANKING_BINARY:
            raise ConfigError(f"RankingMetric is for the method {ADAPT_RANKING_BINARY!r}, not {method!r}.")
        self.measure_names = measure_names
        self.correct_output = correct_output.strip().lower()
        self.wrong_output = wrong_output.strip().lower()
        self.rank = rank
        self.multiple_relevance_values = multiple_relevance_values

    def evaluate_references(
        self,
        adapter_spec: AdapterSpec,
        reference_request_states: List[RequestState],
        metric_service: MetricService,
        eval_cache_path: str,
    ) -> List[Stat]:
        order = sorted(reference_request_states, key=self._preference, reverse=True)
        ranking = [state.reference_index for state in order if state.reference_index is not None]
        judgements = [read_tags(reference) for reference in reference_request_states[0].instance.references]
        stats = self._measure(ranking, judgements, "")
        if self.rank:
            top = [index for index in ranking if 0 < (judgements[index].rank or 0) <= self.rank]
            stats += self._measure(top, judgements, f" (topk={self.rank})")
        places = {index: place for place, index in enumerate(ranking)}
        return stats + [Stat(MetricName(f"ref{index}_rank")).add(places[index]) for index in sorted(places)]

    def _preference(self, state: RequestState) -> Tuple[int, float]:
        """Larger for passages that should come earlier."""
        assert state.result is not None
        completions = state.result.completions
        text, logprob = (completions[0].text.strip().lower(), completions[0].logprob) if completions else ("", 0.0)
        if text == self.correct_output:
            return 2, logprob
        return (1 if text == self.wrong_output else 0), -logprob

    def _measure(self, ranking: Sequence[int], judgements: Sequence[Judgement], suffix: str) -> List[Stat]:
        truth = {index: judged.relevance for index, judged in enumerate(judgements) if judged.relevance}
        binary_truth = {index: 0 if relevance == 1 else relevance for index, relevance in truth.items()}
        stats = []
        for measure in self.measure_names:
            name, _, limit = measure.partition(".")
            is_binary = self.multiple_relevance_values and name in _BINARY_MEASURES
            value = measure_ranking(measure, ranking, binary_truth if is_binary else truth)
            stat_name = _DISPLAY_NAMES.get(name, name.capitalize()) + (f"@{limit}" if limit else "") + suffix
            stats.append(Stat(MetricName(stat_name)).add(value))
        return stats


def read_tags(reference: Reference) -> Judgement:
    """Relevance and rank from the tags `relevance=...` and `rank=...`."""
    values: Dict[str, int] = {}
    for tag in reference.tags:
        kind = next((kind for kind in ("relevance", "rank") if kind in tag), None)
        if kind:
            values[kind] = int(unpack_tag(tag)[1])
    return Judgement(values.get("relevance"), values.get("rank"))


def measure_ranking(measure: str, ranking: Sequence[int], truth: Mapping[int, int]) -> Optional[float]:
    """One measure of one ranking.

    Args:
        measure: As pytrec_eval spells it; also `recip_rank.k`.
        ranking: Passages, best first.
        truth: Relevance of the passages that have any.

    Returns:
        None if no passage has any relevance.
    """
    try:
        import pytrec_eval
    except ModuleNotFoundError as error:
        handle_module_not_found_error(error, ["metrics"])
    name, _, limit = measure.partition(".")
    if name == "recip_rank":
        measure, ranking = name, ranking[: int(limit)] if limit else ranking
    evaluator = pytrec_eval.RelevanceEvaluator(
        {"query": {str(index): grade for index, grade in truth.items()}}, {measure}
    )
    scores = evaluator.evaluate({"query": {str(index): float(-place) for place, index in enumerate(ranking)}})
    value: Optional[float] = scores["query"][measure.replace(".", "_")] if scores else None
    return value

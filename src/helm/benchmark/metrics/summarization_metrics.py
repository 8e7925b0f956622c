"""Quality of summaries: agreement with references, extractiveness, faithfulness."""

from dataclasses import replace
from functools import partial
from typing import Callable, Dict, List, Mapping, Sequence, Tuple

from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.adaptation.answer_access import UnsuitableAnswerError, first_text
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.adaptation.scenario_state import ScenarioState
from helm.benchmark.metrics.extractive_fragments import compute_fragment_stats
from helm.benchmark.metrics.metadata import describe
from helm.benchmark.metrics.metric import Metric, MetricMetadata, MetricResult
from helm.benchmark.metrics.metric_service import MetricService
from helm.benchmark.metrics.overlap import OVERLAPS
from helm.benchmark.metrics.statistic import Stat, named_stats
from helm.benchmark.metrics.summary_judgements import (
    ASPECTS,
    find_human_judgements,
    find_qafacteval,
    human_judgements,
)
from helm.benchmark.metrics.summary_models import bert_score, summac

ROUGE = ["rouge_1", "rouge_2", "rouge_l"]
FRAGMENTS = ["summarization_coverage", "summarization_density", "summarization_compression"]
HUMAN = [f"HumanEval-{aspect}" for aspect in ASPECTS]
BERT_SCORE = ["BERTScore-P", "BERTScore-R", "BERTScore-F"]
_GROUP = "summarization_metrics"
_JUDGED_DATASETS = ("cnndm", "xsum")

Part = Tuple[Sequence[str], Callable[[], Mapping[str, float]]]
"""Names of stats, and the function that computes them."""


def without_braces(text: str) -> str:
    """The text without one brace before and one after it, which some datasets have."""
    return text.removeprefix("{").removesuffix("}")


class SummarizationMetric(Metric):
    """ROUGE, extractive fragments and published judgements; on a GPU also SummaC and BERTScore."""

    def __init__(
        self,
        task: str,
        language: str = "en",
        device: str = "cpu",
        bertscore_model: str = "microsoft/deberta-large-mnli",
        rescale_with_baseline: bool = True,
        summac_new_line_split: bool = False,
    ):
        """Make a metric.

        Args:
            task: Name of the benchmark; people judged summaries of those with cnndm or xsum in it.
            language: Of the texts, for BERTScore.
            device: On "cpu", stats that need neural models are not asked for; else where these models run.
            bertscore_model: Hub name of BERTScore's model.
            rescale_with_baseline: Spread BERTScore over its usable range.
            summac_new_line_split: SummaC compares lines instead of sentences.
        """
        self.task = task
        self.language = language
        self.device = device
        self.bertscore_model = bertscore_model
        self.rescale_with_baseline = rescale_with_baseline
        self.summac_new_line_split = summac_new_line_split

    @property
    def uses_models(self) -> bool:
        return self.device != "cpu"

    def evaluate(
        self, scenario_state: ScenarioState, metric_service: MetricService, eval_cache_path: str, parallelism: int
    ) -> MetricResult:
        return super().evaluate(scenario_state, metric_service, eval_cache_path, 1 if self.uses_models else parallelism)

    def evaluate_generation(
        self,
        adapter_spec: AdapterSpec,
        request_state: RequestState,
        metric_service: MetricService,
        eval_cache_path: str,
    ) -> List[Stat]:
        instance = request_state.instance
        references = [without_braces(reference.output.text) for reference in instance.references]
        if not references:
            raise UnsuitableAnswerError(f"Instance {instance.id} has no reference summary.")
        source = without_braces(instance.input.text)
        summary = without_braces(first_text(request_state).strip())
        judged = (adapter_spec.model_deployment, instance.id or "", summary)
        parts: List[Part] = [
            *self._judgement_parts(judged, eval_cache_path),
            (ROUGE, lambda: best_rouge(references, summary)),
            (FRAGMENTS, lambda: compute_fragment_stats(summary, source)),
            *(self._model_parts(source, summary, references) if self.uses_models else []),
        ]
        return [
            stat for names, compute in parts for stat in self.compute_if_possible(names, partial(_to_stats, compute))
        ]

    def _judgement_parts(self, judged: Tuple[str, str, str], folder: str) -> List[Part]:
        parts: List[Part] = [(["QAFactEval"], lambda: find_qafacteval(folder, self.task, *judged))]
        dataset = next((name for name in _JUDGED_DATASETS if name in self.task), None)
        if dataset is not None:
            parts.insert(0, (HUMAN, lambda: find_human_judgements(human_judgements(dataset, folder), *judged)))
        return parts

    def _model_parts(self, source: str, summary: str, references: List[str]) -> List[Part]:
        by_line = self.summac_new_line_split
        settings = (self.bertscore_model, self.language, self.rescale_with_baseline, self.device)
        return [
            (["summac"], lambda: {"summac": summac(source, summary, self.device, by_line)}),
            (BERT_SCORE, lambda: bert_score(summary, references, *settings)),
        ]

    def get_metadata(self) -> List[MetricMetadata]:
        rouge = [replace(one, short_display_name=one.display_name, group=_GROUP) for one in describe(ROUGE)]
        return [*describe(["QAFactEval", *HUMAN, *FRAGMENTS]), *rouge, *describe(["summac", *BERT_SCORE])]


def _to_stats(compute: Callable[[], Mapping[str, float]]) -> List[Stat]:
    return named_stats(compute())


def best_rouge(references: Sequence[str], summary: str) -> Dict[str, float]:
    """Each ROUGE score against the reference that gives the highest."""
    return {name: max(OVERLAPS[name](reference, summary) for reference in references) for name in ROUGE}

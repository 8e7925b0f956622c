"""Accuracy of several completions together (CLEVA, Li et al. 2023, arXiv 2308.04813)."""

from typing import List, Sequence

from helm.benchmark.adaptation.answer_access import completions_of
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.metrics.evaluate_instances_metric import EvaluateInstancesMetric
from helm.benchmark.metrics.metadata import describe
from helm.benchmark.metrics.metric import MetricMetadata
from helm.benchmark.metrics.statistic import Stat, named_stats


def shares_a_character(golds: Sequence[str], preds: Sequence[str]) -> bool:
    """Whether any prediction has any part of any gold text, so at least one of its characters."""
    return bool(set("".join(golds)) & set("".join(preds)))


class CLEVATopKAccuracyMetric(EvaluateInstancesMetric):
    """`cleva_top{k}_accuracy`: whether the begin of one of the likeliest completions has part of a right answer."""

    def __init__(self, k: int, cut_off: int):
        """`k`: how many completions count. `cut_off`: how many characters of each."""
        self.k = k
        self.cut_off = cut_off
        self.stat_name = f"cleva_top{k}_accuracy"

    def evaluate_instances(self, request_states: List[RequestState], eval_cache_path: str) -> List[Stat]:
        if not request_states:
            return []
        right = [self._is_right(state) for state in request_states]
        return named_stats({self.stat_name: sum(right) / len(right)})

    def _is_right(self, state: RequestState) -> bool:
        likeliest = sorted(completions_of(state), key=lambda completion: -completion.logprob)[: self.k]
        golds = [reference.output.text for reference in state.instance.all_correct_references]
        return shares_a_character(golds, [completion.text[: self.cut_off] for completion in likeliest])

    def get_metadata(self) -> List[MetricMetadata]:
        return describe([self.stat_name])

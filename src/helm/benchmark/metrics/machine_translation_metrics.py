"""Corpus BLEU of translations, by sacrebleu (Post 2018)."""

from typing import Any, List

from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.metrics.evaluate_instances_metric import EvaluateInstancesMetric
from helm.benchmark.metrics.language_detection import detect_language
from helm.benchmark.metrics.metric_name import MetricName
from helm.benchmark.metrics.statistic import Stat
from helm.common.general import singleton
from helm.common.optional_dependencies import handle_module_not_found_error

_EXTRAS = ["multilingual"]


def corpus_bleu(predictions: List[str], references: List[List[str]], **settings: Any) -> float:
    """BLEU, 0 to 100, of predictions against one or several references each; `settings` are those of sacrebleu."""
    try:
        from sacrebleu.metrics.bleu import BLEU
    except ModuleNotFoundError as error:
        handle_module_not_found_error(error, _EXTRAS)
    longest = max(map(len, references))
    streams = [[texts[index] if index < len(texts) else "" for texts in references] for index in range(longest)]
    score: float = BLEU(**settings).corpus_score(predictions, streams).score
    return score


def _first_completions(request_states: List[RequestState]) -> List[str]:
    return [state.result.completions[0].text for state in request_states if state.result is not None]


def _all_references(request_states: List[RequestState]) -> List[List[str]]:
    return [[reference.output.text for reference in state.instance.references] for state in request_states]


class MachineTranslationMetric(EvaluateInstancesMetric):
    """`bleu`: each instance must have one reference and one completion."""

    def evaluate_instances(self, request_states: List[RequestState], eval_cache_path: str) -> List[Stat]:
        if not request_states:
            return []
        references = [[singleton(texts)] for texts in _all_references(request_states)]
        predictions = [singleton(state.result.completions).text for state in request_states if state.result is not None]
        return [Stat(MetricName("bleu")).add(corpus_bleu(predictions, references))]


class CLEVAMachineTranslationMetric(EvaluateInstancesMetric):
    """`cleva_machine_translation_bleu`, with the tokenizer that suits the language of the references."""

    def evaluate_instances(self, request_states: List[RequestState], eval_cache_path: str) -> List[Stat]:
        if not request_states:
            return []
        references = _all_references(request_states)
        language = detect_language(" ".join(text for texts in references[:10] for text in texts[:1]))
        tokenize = "zh" if language in ("zh-cn", "zh-tw") else "13a"
        bleu = corpus_bleu(_first_completions(request_states), references, tokenize=tokenize)
        return [Stat(MetricName("cleva_machine_translation_bleu")).add(bleu)]

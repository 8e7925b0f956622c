"""Scores of SEA-HELM, a suite for Southeast Asian languages (Leong et al. 2023, arXiv 2309.06085)."""

import re
import string
from collections import Counter
from typing import Callable, Dict, List, Mapping, Sequence

from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.adaptation.answer_access import completions_of, first_text
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.metrics.answer_metric import AnswerMetric
from helm.benchmark.metrics.metadata import describe
from helm.benchmark.metrics.metric import Metric, MetricMetadata
from helm.benchmark.metrics.metric_service import MetricService
from helm.benchmark.metrics.statistic import Stat, named_stats
from helm.common.optional_dependencies import handle_module_not_found_error

_PUNCTUATION = str.maketrans("", "", string.punctuation)


def chrf_plus_plus(pred: str, references: Sequence[str]) -> float:
    """chrF++ (Popović 2017), 0 to 100: F-score of phrases of characters and words."""
    try:
        from sacrebleu.metrics.chrf import CHRF
    except ModuleNotFoundError as error:
        handle_module_not_found_error(error, ["multilingual"])
    return float(CHRF(word_order=2).sentence_score(pred, references).score)


class SEAHELMMachineTranslationMetric(AnswerMetric):
    """`chr_f_plus_plus` of the first completion against all references."""

    stats = ["chr_f_plus_plus"]

    def scores(self, state: RequestState) -> Dict[str, float]:
        references = [reference.output.text for reference in state.instance.references]
        return {"chr_f_plus_plus": chrf_plus_plus(first_text(state).strip(), references)}


def _english_words(text: str) -> List[str]:
    return re.sub(r"\b(a|an|the)\b", " ", text).split()


def _thai_words(text: str) -> List[str]:
    try:
        from pythainlp.tokenize import word_tokenize
    except ModuleNotFoundError as error:
        handle_module_not_found_error(error, ["multilingual"])
    words: List[str] = word_tokenize(text, engine="newmm")
    return words


_WORDS: Mapping[str, Callable[[str], List[str]]] = {"en": _english_words, "th": _thai_words}
"""Splits texts of a language into words; others are split at blanks."""


def squad_tokens(text: str, language: str) -> List[str]:
    """The words of a text in lower case, without punctuation and, in English, without articles."""
    return _WORDS.get(language, str.split)(text.lower().translate(_PUNCTUATION))


def squad_exact_match(gold: Sequence[str], pred: Sequence[str]) -> float:
    """Whether both have the same words."""
    return float(gold == pred)


def squad_f1(gold: Sequence[str], pred: Sequence[str]) -> float:
    """F1 over the words, repeated ones counted each time (Rajpurkar et al. 2016)."""
    shared = (Counter(gold) & Counter(pred)).total()
    return 2 * shared / (len(gold) + len(pred)) if shared else 0.0


class SEAHELMQAMetric(Metric):
    """`squad_exact_match_score` and `squad_f1_score` of the likeliest completion, and `...@k` of the best of k."""

    measures = {"squad_exact_match_score": squad_exact_match, "squad_f1_score": squad_f1}

    def __init__(self, language: str = "en"):
        """`language`: of the texts; a two-letter code."""
        self.language = language

    def evaluate_generation(
        self,
        adapter_spec: AdapterSpec,
        request_state: RequestState,
        metric_service: MetricService,
        eval_cache_path: str,
    ) -> List[Stat]:
        correct = request_state.instance.all_correct_references
        golds = [squad_tokens(reference.output.text, self.language) for reference in correct]
        if not golds:
            return []
        completions = sorted(completions_of(request_state), key=lambda completion: -completion.logprob)
        preds = [squad_tokens(completion.text.strip(), self.language) for completion in completions]
        values = {}
        for name, measure in self.measures.items():
            best = [max(measure(gold, pred) for gold in golds) for pred in preds]
            values[name] = best[0]
            if adapter_spec.num_outputs != 1:
                values[f"{name}@{adapter_spec.num_outputs}"] = max(best)
        return named_stats(values)

    def get_metadata(self) -> List[MetricMetadata]:
        return describe(self.measures)

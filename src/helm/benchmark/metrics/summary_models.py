"""Scores of summaries by neural models: SummaC and BERTScore. Both want a GPU."""

from functools import lru_cache
from typing import Any, Dict, List, NamedTuple, Sequence, Tuple

from helm.benchmark.metrics.sentences import split_sentences
from helm.common.optional_dependencies import handle_module_not_found_error
from helm.data.hub_errors import clear_hub_errors

SUMMAC_MODEL = "tals/albert-xlarge-vitaminc-mnli"
_ENTAILMENT, _CONTRADICTION = 0, 1
_BATCH_SIZE = 20
_MAX_TOKENS = 500
_MAX_SOURCE_SENTENCES = 100
_MIN_CHARACTERS = 10
_LARGEST_PLAUSIBLE_WINDOW = 1_000_000


class _InferenceModel(NamedTuple):
    """A classifier of pairs of sentences."""

    tokenizer: Any
    model: Any

    def probabilities(self, pairs: Sequence[Tuple[str, str]]) -> Any:
        """Tensor (pairs, classes)."""
        import torch

        encoded = self.tokenizer(
            [premise for premise, _ in pairs],
            [hypothesis for _, hypothesis in pairs],
            padding=True,
            truncation="only_first",
            max_length=_MAX_TOKENS,
            return_tensors="pt",
        )
        with torch.no_grad():
            logits = self.model(**{name: tensor.to(self.model.device) for name, tensor in encoded.items()}).logits
        return logits.softmax(dim=-1).float().cpu()


@lru_cache(maxsize=2)
def _inference_model(name: str, device: str) -> _InferenceModel:
    try:
        import torch
        from transformers import AutoModelForSequenceClassification, AutoTokenizer
    except ModuleNotFoundError as error:
        handle_module_not_found_error(error, ["summarization"])
    with clear_hub_errors(name, "model"):
        tokenizer = AutoTokenizer.from_pretrained(name)
        model = AutoModelForSequenceClassification.from_pretrained(name, dtype=torch.float16)
    return _InferenceModel(tokenizer, model.to(device).eval())


def summac_sentences(text: str, by_line: bool = False) -> List[str]:
    """The sentences (or lines) of a text that are long enough to say something."""
    pieces = [line.strip() for line in text.splitlines()] if by_line else split_sentences(text)
    return [piece for piece in pieces if len(piece) > _MIN_CHARACTERS]


def summac(source: str, summary: str, device: str, by_line: bool = False, model: str = SUMMAC_MODEL) -> float:
    """SummaC-ZS (Laban et al. 2022, arXiv 2111.09525): how far the sentences of a source entail those of a summary.

    For each sentence of the summary, the largest probability that a source sentence entails it, less the largest
    that one contradicts it; the mean over the summary, between -1 and 1. 0 if either has no sentence.

    Raises:
        OptionalDependencyNotInstalled, DataError: packages, the model or the sentence splitter are not at hand.
    """
    premises = summac_sentences(source, by_line)[:_MAX_SOURCE_SENTENCES]
    hypotheses = summac_sentences(summary, by_line)
    if not premises or not hypotheses:
        return 0.0
    import torch

    judge = _inference_model(model, device)
    pairs = [(premise, hypothesis) for hypothesis in hypotheses for premise in premises]
    batches = [judge.probabilities(pairs[start : start + _BATCH_SIZE]) for start in range(0, len(pairs), _BATCH_SIZE)]
    table = torch.cat(batches).reshape(len(hypotheses), len(premises), -1)
    best = table.max(dim=1).values
    return float((best[:, _ENTAILMENT] - best[:, _CONTRADICTION]).mean())


@lru_cache(maxsize=2)
def _bert_scorer(model: str, language: str, rescale_with_baseline: bool, device: str) -> Any:
    try:
        from bert_score import BERTScorer
    except ModuleNotFoundError as error:
        handle_module_not_found_error(error, ["summarization"])
    with clear_hub_errors(model, "model"):
        scorer = BERTScorer(model_type=model, lang=language, rescale_with_baseline=rescale_with_baseline, device=device)
    # A tokenizer that names no limit has one that newer tokenizers cannot hold.
    if scorer._tokenizer.model_max_length > _LARGEST_PLAUSIBLE_WINDOW:
        scorer._tokenizer.model_max_length = scorer._model.config.max_position_embeddings
    return scorer


def bert_score(
    prediction: str, references: List[str], model: str, language: str, rescale_with_baseline: bool, device: str
) -> Dict[str, float]:
    """BERTScore (Zhang et al. 2020, arXiv 1904.09675) against the reference that gives the highest.

    Raises:
        OptionalDependencyNotInstalled, DataError: the package or the model are not at hand.
    """
    scorer = _bert_scorer(model, language, rescale_with_baseline, device)
    scores = scorer.score([prediction], [references])
    return {f"BERTScore-{name}": float(score[0]) for name, score in zip("PRF", scores)}

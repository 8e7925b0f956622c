"""Scores of a predicted text by the words and phrases that it shares with the gold text."""

import math
import sys
from collections import Counter
from functools import cache, partial
from typing import Any, Callable, List, Sequence, Tuple

from helm.benchmark.metrics.text_match import normalize_text


def f1_score(gold: str, pred: str) -> float:
    """Harmonic mean of precision and recall over the sets of normalized words."""
    golds, preds = set(normalize_text(gold).split()), set(normalize_text(pred).split())
    return 2 * len(golds & preds) / (len(golds) + len(preds)) if golds or preds else 0.0


class _Characters:
    """Takes each character for a token, as rouge_score wants its tokenizers."""

    def tokenize(self, text: str) -> List[str]:
        return list(text)


@cache
def _rouge_scorer(rouge_type: str, by_character: bool) -> Any:
    from rouge_score import rouge_scorer

    return rouge_scorer.RougeScorer([rouge_type], use_stemmer=True, tokenizer=_Characters() if by_character else None)


def rouge_score(gold: str, pred: str, rouge_type: str, by_character: bool = False) -> float:
    """F-measure of ROUGE (Lin 2004), `rouge_type` being rouge1, rouge2, rougeL ..., of stemmed words or characters."""
    score: float = _rouge_scorer(rouge_type, by_character).score(gold, pred)[rouge_type].fmeasure
    return score


@cache
def _word_tokenizer() -> Callable[[str], List[str]]:
    from nltk.tokenize import word_tokenize

    from helm.data import ensure_nltk

    ensure_nltk("punkt_tab")
    tokenize: Callable[[str], List[str]] = word_tokenize
    return tokenize


def word_tokens(text: str) -> List[str]:
    """Words and punctuation marks, by NLTK's sentence splitter and Penn Treebank tokenizer."""
    return _word_tokenizer()(text)


def ngram_bleu(gold: Sequence[str], pred: Sequence[str], n: int) -> float:
    """BLEU (Papineni et al. 2002) of one sentence by its phrases of `n` tokens only, without smoothing.

    As in NLTK, a prediction that shares some token with the gold text, but no phrase, scores the least positive
    number instead of 0.
    """
    if not set(gold) & set(pred):
        return 0
    shared = (_count_ngrams(gold, n) & _count_ngrams(pred, n)).total()
    precision = shared / max(1, len(pred) - n + 1) or sys.float_info.min
    brevity_penalty = 1 if len(pred) > len(gold) else math.exp(1 - len(gold) / len(pred))
    return brevity_penalty * precision


def _count_ngrams(tokens: Sequence[str], n: int) -> Counter[Tuple[str, ...]]:
    return Counter(tuple(tokens[start : start + n]) for start in range(len(tokens) - n + 1))


def bleu_1(gold: str, pred: str) -> float:
    """BLEU of single words."""
    return ngram_bleu(word_tokens(gold), word_tokens(pred), 1)


def bleu_4(gold: str, pred: str) -> float:
    """BLEU of phrases of four words."""
    return ngram_bleu(word_tokens(gold), word_tokens(pred), 4)


def chinese_bleu_1(gold: str, pred: str) -> float:
    """BLEU of single characters."""
    return ngram_bleu(gold, pred, 1)


def cider(gold: str, pred: str) -> float:
    """CIDEr (Vedantam et al. 2015) of one pair by itself, which is 0.

    CIDEr weighs each phrase by the logarithm of the number of documents over those that have it; with a single
    document that is log 1. Kept so that tables of benchmarks that name it stay comparable.
    """
    return 0.0


OVERLAPS: dict[str, Callable[[str, str], float]] = {
    "f1_score": f1_score,
    "rouge_1": partial(rouge_score, rouge_type="rouge1"),
    "rouge_2": partial(rouge_score, rouge_type="rouge2"),
    "rouge_l": partial(rouge_score, rouge_type="rougeL"),
    "bleu_1": bleu_1,
    "bleu_4": bleu_4,
    "chinese_bleu_1": chinese_bleu_1,
    "chinese_rouge_1": partial(rouge_score, rouge_type="rouge1", by_character=True),
    "chinese_rouge_2": partial(rouge_score, rouge_type="rouge2", by_character=True),
    "cider": cider,
}

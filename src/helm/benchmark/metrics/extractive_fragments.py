"""How a summary relates to its source word by word (Grusky, Naaman & Artzi 2018, arXiv 1804.11283)."""

from functools import cache
from typing import Any, Dict, List, Sequence

from helm.common.optional_dependencies import handle_module_not_found_error


@cache
def _tokenizer() -> Any:
    try:
        import spacy
    except ModuleNotFoundError as error:
        handle_module_not_found_error(error, ["summarization"])
    return spacy.blank("en").tokenizer


def tokenize(text: str) -> List[str]:
    """Words and punctuation marks by spaCy's rules for English, in lower case."""
    return [token.text.lower() for token in _tokenizer()(text)]


def _longest_match(summary: Sequence[str], start: int, source: Sequence[str]) -> int:
    """Length of the longest run of tokens from `start` of the summary that is in the source.

    As in the authors' program, a run that ends in the middle of another is not looked at again.
    """
    best = position = 0
    while position < len(source):
        length = 0
        while (
            start + length < len(summary)
            and position + length < len(source)
            and summary[start + length] == source[position + length]
        ):
            length += 1
        best = max(best, length)
        position += max(length, 1)
    return best


def fragment_lengths(summary: Sequence[str], source: Sequence[str]) -> List[int]:
    """Lengths of the runs of tokens that the summary shares with the source, taken greedily from the left."""
    lengths = []
    start = 0
    while start < len(summary):
        length = _longest_match(summary, start, source)
        if length:
            lengths.append(length)
        start += max(length, 1)
    return lengths


def compute_fragment_stats(summary: str, source: str) -> Dict[str, float]:
    """Coverage, density and compression of a summary; all 0 if it is empty.

    Coverage is the share of its tokens that lie in shared runs, density the mean length of the run that a token lies
    in, compression the number of tokens of the source for each of the summary.
    """
    tokens, source_tokens = tokenize(summary), tokenize(source)
    lengths = fragment_lengths(tokens, source_tokens)
    size = len(tokens) or 1
    return {
        "summarization_coverage": sum(lengths) / size,
        "summarization_density": sum(length**2 for length in lengths) / size,
        "summarization_compression": len(source_tokens) / size if tokens else 0.0,
    }

"""What a tokenizer is, and how its tokens are made readable."""

from abc import ABC, abstractmethod
from typing import Callable, List

from helm.common.tokenization_request import (
    DecodeRequest,
    DecodeRequestResult,
    TokenizationRequest,
    TokenizationRequestResult,
)

_SENTENCEPIECE_NAMES = frozenset(
    {
        "TsinghuaKEG/ice",
        "bigscience/T0pp",
        "google/t5-11b",
        "google/flan-t5-xxl",
        "google/ul2",
        "Yandex/yalm",
        "ai21/j1",
        "together",
    }
)


class Tokenizer(ABC):
    """Cuts text into tokens, and joins token ids to text."""

    @abstractmethod
    def tokenize(self, request: TokenizationRequest) -> TokenizationRequestResult:
        """The tokens of `request.text`: ids if `request.encode`, otherwise strings."""

    @abstractmethod
    def decode(self, request: DecodeRequest) -> DecodeRequestResult:
        """The text that `request.tokens` stand for."""


def replace_space_markers(token: str, tokenizer_name: str, is_byte_level: Callable[[str], bool]) -> str:
    """`token` with the mark that its tokenizer writes for a space turned into a space.

    The mark is `▁` for SentencePiece and `Ġ` for those byte-level tokenizers whose name `is_byte_level` accepts; tokens of
    other tokenizers stay as they are.
    """
    if tokenizer_name in _SENTENCEPIECE_NAMES:
        return token.replace("▁", " ")
    return token.replace("Ġ", " ") if is_byte_level(tokenizer_name) else token


def cleanup_str(token: str, tokenizer_name: str) -> str:
    """`token` as it stands in the text, for tokenizers whose names are known, see replace_space_markers."""
    return replace_space_markers(token, tokenizer_name, _is_byte_level)


def cleanup_tokens(tokens: List[str], tokenizer_name: str) -> List[str]:
    """cleanup_str of each token."""
    return [cleanup_str(token, tokenizer_name) for token in tokens]


def _is_byte_level(tokenizer_name: str) -> bool:
    return tokenizer_name.startswith("huggingface") or tokenizer_name == "anthropic/claude"

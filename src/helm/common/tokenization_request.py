"""What is asked of a tokenizer and what it answers."""

from dataclasses import dataclass
from typing import List, Optional, Union


class _ToTokenizer:
    """A request to the tokenizer `organization/name`."""

    tokenizer: str

    @property
    def tokenizer_organization(self) -> str:
        return self.tokenizer.split("/")[0]

    @property
    def tokenizer_name(self) -> str:
        return self.tokenizer.split("/")[1]


@dataclass(frozen=True)
class TokenizationRequest(_ToTokenizer):
    """Cut `text` into tokens."""

    text: str
    tokenizer: str
    """Name of the tokenizer, e.g. `huggingface/gpt2`."""
    encode: bool = False
    """Whether tokens are wanted as ids; otherwise as strings."""
    truncation: bool = False
    max_length: int = 2048
    """At most this many tokens, if `truncation`."""


@dataclass(frozen=True)
class TextRange:
    """Characters `start` to `end` (exclusive)."""

    start: int
    end: int


@dataclass(frozen=True)
class TokenizationToken:
    value: Union[str, int]
    text_range: Optional[TextRange] = None


@dataclass(frozen=True)
class TokenizationRequestResult:
    success: bool
    cached: bool
    text: str
    tokens: List[TokenizationToken]
    request_time: Optional[float] = None
    """Seconds."""
    error: Optional[str] = None

    @property
    def num_tokens(self) -> int:
        return len(self.tokens)

    @property
    def raw_tokens(self) -> List[Union[str, int]]:
        return [token.value for token in self.tokens]


@dataclass(frozen=True)
class DecodeRequest(_ToTokenizer):
    """Turn token ids back into text."""

    tokens: List[int]
    tokenizer: str
    clean_up_tokenization_spaces: bool = False


@dataclass(frozen=True)
class DecodeRequestResult:
    success: bool
    cached: bool
    text: str
    request_time: Optional[float] = None
    """Seconds."""
    error: Optional[str] = None

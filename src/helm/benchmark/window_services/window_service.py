"""The context window of a model: how long a text is in tokens, whether it fits, and how to cut it until it does."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import List, Optional, Union

from helm.common.errors import ConfigError
from helm.common.tokenization_request import TokenizationToken

INT_MAX: int = 2**31 - 1
"""Stands for "no limit"."""


@dataclass(frozen=True)
class EncodeResult:
    """A text and its tokens."""

    text: str
    tokens: List[TokenizationToken]

    @property
    def token_values(self) -> List[Union[str, int]]:
        """Token ids, or strings for tokenizers that have none."""
        return [token.value for token in self.tokens]


class WindowService(ABC):
    """What adapters and metrics ask about the context window of a model. Lengths are in tokens."""

    @property
    @abstractmethod
    def tokenizer_name(self) -> str:
        """Name of the tokenizer, e.g. `huggingface/gpt2`."""

    @property
    @abstractmethod
    def max_sequence_length(self) -> int:
        """Longest sequence that the model can score or continue."""

    @property
    @abstractmethod
    def max_request_length(self) -> int:
        """Longest request that the host accepts: prompt plus completion."""

    @property
    def max_sequence_and_generated_tokens_length(self) -> int:
        """Longest prompt plus completion, where the host limits them together."""
        return INT_MAX

    @property
    @abstractmethod
    def end_of_text_token(self) -> str:
        """Token after the end of a text."""

    @property
    @abstractmethod
    def prefix_token(self) -> str:
        """Token to put before a text so that its first token can be scored."""

    @abstractmethod
    def encode(self, text: str, truncation: bool = False, max_length: Optional[int] = None) -> EncodeResult:
        """The tokens of `text`; with `truncation`, at most `max_length` (default: max_request_length) of them."""

    @abstractmethod
    def decode(self, tokens: List[TokenizationToken], normalized_text: Optional[str] = None) -> str:
        """The text of tokens that `encode` made."""

    @abstractmethod
    def tokenize(self, text: str) -> List[str]:
        """The tokens of `text` as strings."""

    @abstractmethod
    def get_num_tokens(self, text: str) -> int:
        """How many tokens `text` has."""

    @abstractmethod
    def fits_within_context_window(self, text: str, expected_completion_token_length: int = 0) -> bool:
        """Whether a prompt and a completion of the given length fit together."""

    @abstractmethod
    def truncate_from_right(self, text: str, expected_completion_token_length: int = 0) -> str:
        """The beginning of `text` that fits together with a completion of the given length."""


class ConfigurableWindowService(WindowService, ABC):
    """A window service whose properties are given. A length that is not given is an error only when asked for."""

    def __init__(
        self,
        tokenizer_name: str,
        max_sequence_length: Optional[int],
        max_request_length: Optional[int] = None,
        max_sequence_and_generated_tokens_length: Optional[int] = None,
        end_of_text_token: Optional[str] = None,
        prefix_token: Optional[str] = None,
        deployment_name: Optional[str] = None,
    ):
        self._tokenizer_name = tokenizer_name
        self._max_sequence_length = max_sequence_length
        self._max_request_length = max_sequence_length if max_request_length is None else max_request_length
        self._max_sequence_and_generated_tokens_length = max_sequence_and_generated_tokens_length
        self._end_of_text_token = end_of_text_token or ""
        self._prefix_token = prefix_token or ""
        self._deployment_name = deployment_name or f"with tokenizer {tokenizer_name}"

    @property
    def tokenizer_name(self) -> str:
        return self._tokenizer_name

    @property
    def max_sequence_length(self) -> int:
        """Raises ConfigError if it is not given."""
        return self._known(self._max_sequence_length)

    @property
    def max_request_length(self) -> int:
        """max_sequence_length unless given. Raises ConfigError if neither is given."""
        return self._known(self._max_request_length)

    @property
    def max_sequence_and_generated_tokens_length(self) -> int:
        length = self._max_sequence_and_generated_tokens_length
        return INT_MAX if length is None else length

    @property
    def end_of_text_token(self) -> str:
        return self._end_of_text_token

    @property
    def prefix_token(self) -> str:
        return self._prefix_token

    def _known(self, length: Optional[int]) -> int:
        if length is None:
            raise ConfigError(
                f"The context window of the model deployment {self._deployment_name} is not known; "
                "set max_sequence_length, in tokens, in its entry of model_deployments.yaml"
            )
        return length

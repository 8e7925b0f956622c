"""The window service of models without a known tokenizer."""

from typing import List, Optional

from helm.benchmark.window_services.window_service import INT_MAX, EncodeResult, WindowService
from helm.common.tokenization_request import TokenizationToken


class NoTokenizerWindowService(WindowService):
    """Takes every text as one token that always fits, and cuts nothing."""

    @property
    def tokenizer_name(self) -> str:
        raise _no_tokenizer()

    @property
    def max_sequence_length(self) -> int:
        return INT_MAX

    @property
    def max_request_length(self) -> int:
        return INT_MAX

    @property
    def end_of_text_token(self) -> str:
        return ""

    @property
    def prefix_token(self) -> str:
        return ""

    def encode(self, text: str, truncation: bool = False, max_length: Optional[int] = None) -> EncodeResult:
        raise _no_tokenizer()

    def decode(self, tokens: List[TokenizationToken], normalized_text: Optional[str] = None) -> str:
        raise _no_tokenizer()

    def tokenize(self, text: str) -> List[str]:
        return [text]

    def get_num_tokens(self, text: str) -> int:
        return 1

    def fits_within_context_window(self, text: str, expected_completion_token_length: int = 0) -> bool:
        return True

    def truncate_from_right(self, text: str, expected_completion_token_length: int = 0) -> str:
        return text


def _no_tokenizer() -> NotImplementedError:
    return NotImplementedError(
        "The model deployment has no tokenizer; give it a tokenizer_name and a max_sequence_length "
        "in model_deployments.yaml"
    )

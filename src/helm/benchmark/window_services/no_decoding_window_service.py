"""The window service of models whose tokenizer is only reachable through an API that gives strings, not ids."""

from typing import List, Optional

from helm.benchmark.window_services.local_window_service import LocalWindowService
from helm.benchmark.window_services.window_service import EncodeResult
from helm.common.tokenization_request import TokenizationRequest, TokenizationToken


class NoDecodingWindowService(LocalWindowService):
    """Tokens are strings; their concatenation is the text."""

    def encode(self, text: str, truncation: bool = False, max_length: Optional[int] = None) -> EncodeResult:
        """As elsewhere, but a truncated text has at most 2,048 tokens, the default of TokenizationRequest.

        The released version never passes the window's length on; prompts for these models stay as they were there.
        """
        request = TokenizationRequest(text, tokenizer=self.tokenizer_name, encode=False, truncation=truncation)
        return EncodeResult(text, self._tokens(request)[:max_length])

    def decode(self, tokens: List[TokenizationToken], normalized_text: Optional[str] = None) -> str:
        return "".join(str(token.value) for token in tokens)

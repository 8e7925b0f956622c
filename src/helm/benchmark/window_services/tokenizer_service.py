"""The tokenizers of a run, behind one object."""

from helm.clients.context import Context
from helm.common.tokenization_request import (
    DecodeRequest,
    DecodeRequestResult,
    TokenizationRequest,
    TokenizationRequestResult,
)


class TokenizerService:
    """Passes tokenization on to a context, which has the tokenizers here or behind a proxy server."""

    def __init__(self, context: Context):
        self._context = context

    def tokenize(self, request: TokenizationRequest) -> TokenizationRequestResult:
        """Cut a text into tokens."""
        return self._context.tokenize(request)

    def decode(self, request: DecodeRequest) -> DecodeRequestResult:
        """Turn token ids back into text."""
        return self._context.decode(request)

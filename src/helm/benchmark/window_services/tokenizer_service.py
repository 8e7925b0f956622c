"""The tokenizers of a run, behind one object."""

from typing import TYPE_CHECKING, Dict

from helm.clients.context import Context
from helm.common.tokenization_request import (
    DecodeRequest,
    DecodeRequestResult,
    TokenizationRequest,
    TokenizationRequestResult,
)

if TYPE_CHECKING:
    from helm.benchmark.model_deployment_registry import ModelDeployment
    from helm.benchmark.window_services.window_service import WindowService


class TokenizerService:
    """Passes tokenization on to a context, which has the tokenizers here or behind a proxy server."""

    def __init__(self, context: Context):
        self._context = context
        self.window_services: Dict[ModelDeployment, WindowService] = {}
        """Those that WindowServiceFactory made for this service: they know what they have counted."""

    def tokenize(self, request: TokenizationRequest) -> TokenizationRequestResult:
        """Cut a text into tokens."""
        return self._context.tokenize(request)

    def decode(self, request: DecodeRequest) -> DecodeRequestResult:
        """Turn token ids back into text."""
        return self._context.decode(request)

"""The tokenizer of a model behind a small HTTP server of one's own: `POST <base_url>/tokenize` and `/decode`."""

import time
from typing import Any, Dict, Optional, Tuple

from helm.common.cache import BlackHoleCacheConfig, Cache, CacheConfig
from helm.common.http_json import model_server_url, post_json
from helm.common.tokenization_request import (
    DecodeRequest,
    DecodeRequestResult,
    TokenizationRequest,
    TokenizationRequestResult,
    TokenizationToken,
)
from helm.tokenizers.tokenizer import Tokenizer

_TIMEOUT_SECONDS = 300.0


class HTTPModelTokenizer(Tokenizer):
    """Asks the server, which decides whether tokens are ids or strings.

    Args:
        base_url: where the server is; the environment variable HELM_HTTP_MODEL_BASE_URL wins.
        do_cache: keep the answers.
    """

    def __init__(
        self,
        cache_config: Optional[CacheConfig] = None,
        base_url: str = "http://localhost:8080",
        do_cache: bool = False,
    ):
        self.cache = Cache(cache_config if cache_config and do_cache else BlackHoleCacheConfig())
        self.base_url = model_server_url(base_url)

    def tokenize(self, request: TokenizationRequest) -> TokenizationRequestResult:
        """The tokens of `request.text`; a failure of the server is a result with success=False."""
        import requests

        start = time.time()
        payload = {"text": request.text, "truncation": request.truncation, "max_length": request.max_length}
        try:
            response, cached = self._ask("tokenize", payload)
        except requests.RequestException as error:
            return TokenizationRequestResult(success=False, cached=False, text="", tokens=[], error=_message(error))
        tokens = [TokenizationToken(token) for token in response["tokens"]]
        return TokenizationRequestResult(
            success=True, cached=cached, text=request.text, tokens=tokens, request_time=time.time() - start
        )

    def decode(self, request: DecodeRequest) -> DecodeRequestResult:
        """The text of `request.tokens`; a failure of the server is a result with success=False."""
        import requests

        start = time.time()
        try:
            response, cached = self._ask("decode", {"tokens": request.tokens})
        except requests.RequestException as error:
            return DecodeRequestResult(success=False, cached=False, text="", error=_message(error))
        return DecodeRequestResult(success=True, cached=cached, text=response["text"], request_time=time.time() - start)

    def _ask(self, what: str, payload: Dict[str, Any]) -> Tuple[Dict[str, Any], bool]:
        return self.cache.get(payload, lambda: post_json(f"{self.base_url}/{what}", payload, _TIMEOUT_SECONDS))


def _message(error: Exception) -> str:
    return f"Local Model error: {error}"

"""What the pipeline asks models, tokenizers and services through: from here, or by way of a proxy server."""

import json
import os
from abc import ABC, abstractmethod
from dataclasses import asdict
from typing import Any, Dict, List, Sequence

from helm.clients.auto_client import AutoClient
from helm.clients.middleware.retry import call_with_retries, request_policy, tokenizer_policy
from helm.common.authentication import Authentication
from helm.common.cache import BlackHoleCacheConfig, CacheConfig
from helm.common.cache_backend_config import CacheBackendConfig
from helm.common.errors import HelmError
from helm.common.perspective_api_request import (
    PerspectiveAPIRequest,
    PerspectiveAPIRequestResult,
    ToxicityAttributes,
)
from helm.common.request import Request, RequestResult
from helm.common.tokenization_request import (
    DecodeRequest,
    DecodeRequestResult,
    TokenizationRequest,
    TokenizationRequestResult,
    TokenizationToken,
)

_TIMEOUT_SECONDS = 3600.0


class RemoteContextError(HelmError):
    """A proxy server that cannot be reached or refuses a request."""


class Context(ABC):
    """Answers requests."""

    @abstractmethod
    def make_request(self, request: Request) -> RequestResult:
        """The answer of a model."""

    @abstractmethod
    def attempt(self, requests: Sequence[Request]) -> List[RequestResult]:
        """The answers to requests to one deployment, asked once; what may pass is for the caller to ask again.

        Raises:
            Exception: the deployment cannot be used, or did not answer.
        """

    def batch_size(self, deployment: str) -> int:
        """How many requests `attempt` can make good use of at once."""
        return 1

    @abstractmethod
    def check_deployment(self, name: str) -> None:
        """Find out what can be found out without a request: whether the deployment can be used as it is configured.

        Raises:
            Exception: it cannot.
        """

    @abstractmethod
    def tokenize(self, request: TokenizationRequest) -> TokenizationRequestResult:
        """The tokens of a text."""

    @abstractmethod
    def decode(self, request: DecodeRequest) -> DecodeRequestResult:
        """The text of tokens."""

    @abstractmethod
    def get_toxicity_scores(self, request: PerspectiveAPIRequest) -> PerspectiveAPIRequestResult:
        """How toxic texts are."""

    @abstractmethod
    def get_cache_config(self, shard_name: str) -> CacheConfig:
        """Where metrics may keep answers of services of their own."""


class LocalContext(Context):
    """Asks from here.

    Args:
        base_path: folder with credentials and caches (`prod_env`).
        cache_backend_config: where answers are kept.
    """

    def __init__(self, base_path: str, cache_backend_config: CacheBackendConfig):
        from helm.common.credentials import get_credentials

        self.cache_backend_config = cache_backend_config
        self.client = AutoClient(get_credentials(base_path), os.path.join(base_path, "cache"), cache_backend_config)
        self.tokenizer = self.client.tokenizer
        self._toxicity_client = self.client.get_toxicity_classifier_client()

    def make_request(self, request: Request) -> RequestResult:
        return self.client.make_request(request)

    def attempt(self, requests: Sequence[Request]) -> List[RequestResult]:
        return self.client.attempt(requests)

    def batch_size(self, deployment: str) -> int:
        return self.client.batch_size(deployment)

    def check_deployment(self, name: str) -> None:
        self.client.get_client(name)

    def tokenize(self, request: TokenizationRequest) -> TokenizationRequestResult:
        return self.tokenizer.tokenize(request)

    def decode(self, request: DecodeRequest) -> DecodeRequestResult:
        return self.tokenizer.decode(request)

    def get_toxicity_scores(self, request: PerspectiveAPIRequest) -> PerspectiveAPIRequestResult:
        return call_with_retries(
            lambda: self._toxicity_client.get_toxicity_scores(request), request_policy(), "Toxicity request"
        )

    def get_cache_config(self, shard_name: str) -> CacheConfig:
        return self.cache_backend_config.get_cache_config(shard_name)


class RemoteContext(Context):
    """Asks a proxy server at `base_url`, which has the credentials and the caches."""

    def __init__(self, base_url: str, auth: Authentication):
        self.base_url = base_url.rstrip("/")
        self.auth = auth

    def check_deployment(self, name: str) -> None:
        """Do nothing: the server knows its deployments."""

    def make_request(self, request: Request) -> RequestResult:
        return call_with_retries(lambda: self._ask(request), request_policy(), "Request to the proxy server")

    def attempt(self, requests: Sequence[Request]) -> List[RequestResult]:
        return [self._ask(request) for request in requests]

    def _ask(self, request: Request) -> RequestResult:
        from helm.common.codec import from_json

        return from_json(json.dumps(self._get("request", request)), RequestResult)

    def tokenize(self, request: TokenizationRequest) -> TokenizationRequestResult:
        def ask() -> TokenizationRequestResult:
            answer = self._get("tokenize", request)
            tokens = [TokenizationToken(token["value"]) for token in answer.pop("tokens")]
            return TokenizationRequestResult(tokens=tokens, **answer)

        return call_with_retries(ask, tokenizer_policy(), "Request to the proxy server")

    def decode(self, request: DecodeRequest) -> DecodeRequestResult:
        def ask() -> DecodeRequestResult:
            return DecodeRequestResult(**self._get("decode", request))

        return call_with_retries(ask, tokenizer_policy(), "Request to the proxy server")

    def get_toxicity_scores(self, request: PerspectiveAPIRequest) -> PerspectiveAPIRequestResult:
        def ask() -> PerspectiveAPIRequestResult:
            answer = self._get("toxicity", request)
            scores = {
                text: ToxicityAttributes(**row) for text, row in answer.pop("text_to_toxicity_attributes").items()
            }
            return PerspectiveAPIRequestResult(text_to_toxicity_attributes=scores, **answer)

        return call_with_retries(ask, request_policy(), "Request to the proxy server")

    def get_cache_config(self, shard_name: str) -> CacheConfig:
        return BlackHoleCacheConfig()

    def _get(self, route: str, request: Any) -> Dict[str, Any]:
        """What the server answers to `request`.

        Raises:
            ConnectionError: it cannot be reached.
            RemoteContextError: it refuses.
        """
        import requests

        parameters = {"auth": json.dumps(asdict(self.auth)), "request": json.dumps(asdict(request))}
        try:
            response = requests.get(f"{self.base_url}/api/{route}", params=parameters, timeout=_TIMEOUT_SECONDS)
            answer: Dict[str, Any] = response.json()
        except requests.RequestException as error:
            # The message holds the URL, and with it the API key.
            raise ConnectionError(f"No answer from the proxy server {self.base_url} ({type(error).__name__})") from None
        if "error" in answer and len(answer) == 1:
            raise RemoteContextError(f"The proxy server {self.base_url} refused a request: {answer['error']}")
        return answer

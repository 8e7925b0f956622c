"""Sends a request to the tokenizer that its name stands for."""

import threading
from dataclasses import replace
from typing import Any, Callable, Dict, Mapping, TypeVar, Union

from helm.clients.middleware.redaction import make_redactor, redact_error
from helm.clients.middleware.retry import NonRetriableException, call_with_retries, tokenizer_policy
from helm.common.cache_backend_config import CacheBackendConfig
from helm.common.object_spec import create_object, inject_object_spec_args
from helm.common.tokenization_request import (
    DecodeRequest,
    DecodeRequestResult,
    TokenizationRequest,
    TokenizationRequestResult,
)
from helm.tokenizers.tokenizer import Tokenizer

ResultT = TypeVar("ResultT", TokenizationRequestResult, DecodeRequestResult)


class AutoTokenizer(Tokenizer):
    """Makes each tokenizer once, when it is first asked for, and asks again when it fails.

    Args:
        credentials: see helm.common.credentials.
        cache_backend_config: where tokenizers of an API keep their answers, one cache for each organization.
    """

    def __init__(self, credentials: Mapping[str, Any], cache_backend_config: CacheBackendConfig):
        self.credentials = credentials
        self.cache_backend_config = cache_backend_config
        self._redact = make_redactor(credentials)
        self._policy = tokenizer_policy()
        self._tokenizers: Dict[str, Tokenizer] = {}
        self._lock = threading.Lock()

    def tokenize(self, request: TokenizationRequest) -> TokenizationRequestResult:
        """The tokens of `request.text`.

        Raises:
            NonRetriableException: there is no tokenizer of that name.
            Exception: what the tokenizer raised at the last attempt.
        """
        return self._ask("tokenize", request, lambda tokenizer: tokenizer.tokenize(request))

    def decode(self, request: DecodeRequest) -> DecodeRequestResult:
        """The text of `request.tokens`, see tokenize."""
        return self._ask("decode", request, lambda tokenizer: tokenizer.decode(request))

    def get_tokenizer(self, name: str) -> Tokenizer:
        """The tokenizer called `name`.

        Raises:
            NonRetriableException: there is none.
        """
        if name not in self._tokenizers:
            with self._lock:
                if name not in self._tokenizers:
                    self._tokenizers[name] = self._create(name)
        return self._tokenizers[name]

    def _ask(
        self, what: str, request: Union[TokenizationRequest, DecodeRequest], ask: Callable[[Tokenizer], ResultT]
    ) -> ResultT:
        tokenizer = self.get_tokenizer(request.tokenizer)
        try:
            result = call_with_retries(lambda: ask(tokenizer), self._policy, f"Request to {what}", self._redact)
        except Exception as error:
            redact_error(error, self._redact)
            raise
        if result.success:
            return result
        error_text = self._redact(f"{result.error}")
        return replace(
            result, error=f"Failed to {what} after retrying {self._policy.attempts} times. Error: {error_text}"
        )

    def _create(self, name: str) -> Tokenizer:
        from helm.benchmark.tokenizer_config_registry import get_tokenizer_config
        from helm.common.credentials import provide_api_key

        config = get_tokenizer_config(name)
        if config is None:
            raise NonRetriableException(
                f"Could not find tokenizer config for {name}: describe it in tokenizer_configs.yaml of the --local-path folder"
            )
        organization = name.partition("/")[0]
        spec = inject_object_spec_args(
            config.tokenizer_spec,
            {
                "cache_config": self.cache_backend_config.get_cache_config(organization),
                "tokenizer_name": name,
            },
            {
                "api_key": lambda: provide_api_key(self.credentials, organization),
                "project_id": lambda: self.credentials.get(f"{organization}ProjectId"),
                "location": lambda: self.credentials.get(f"{organization}Location"),
            },
        )
        tokenizer: Tokenizer = create_object(spec)
        return tokenizer

"""Sends a request to the client of its deployment."""

import os
import threading
from dataclasses import replace
from typing import Any, Callable, Dict, List, Mapping, Sequence

from helm.clients.client import Client
from helm.clients.middleware.redaction import make_redactor, redact_error
from helm.clients.middleware.retry import call_with_retries, is_retriable_result, request_policy
from helm.clients.perspective_api_client import PerspectiveAPIClient
from helm.common.cache_backend_config import CacheBackendConfig
from helm.common.object_spec import create_object, inject_object_spec_args
from helm.common.request import Request, RequestResult
from helm.tokenizers.auto_tokenizer import AutoTokenizer


class AutoClient(Client):
    """Makes the client of each deployment once, when it is first asked for, and asks again when it fails.

    Args:
        credentials: see helm.common.credentials.
        file_storage_path: folder for the files that clients make.
        cache_backend_config: where answers are kept, one cache for each host.
    """

    def __init__(
        self, credentials: Mapping[str, Any], file_storage_path: str, cache_backend_config: CacheBackendConfig
    ):
        self.credentials = credentials
        self.file_storage_path = file_storage_path
        self.cache_backend_config = cache_backend_config
        self.tokenizer = AutoTokenizer(credentials, cache_backend_config)
        self._redact = make_redactor(credentials)
        self._policy = request_policy()
        self._clients: Dict[str, Client] = {}
        self._lock = threading.Lock()

    def make_request(self, request: Request) -> RequestResult:
        """The answer of the deployment, or its last failure.

        Raises:
            HelmError: the deployment is unknown, or cannot be used as it is configured.
            Exception: what the client raised at the last attempt.
        """
        client = self.get_client(request.model_deployment)
        try:
            result = call_with_retries(lambda: client.make_request(request), self._policy, "Request", self._redact)
        except Exception as error:
            redact_error(error, self._redact)
            raise
        if result.success or result.error is None:
            return result
        tried = f"Failed to make request to {request.model_deployment} after retrying {self._policy.attempts} times. Error: "
        return replace(result, error=(tried if is_retriable_result(result) else "") + self._redact(result.error))

    def attempt(self, requests: Sequence[Request]) -> List[RequestResult]:
        """The answers to requests to one deployment, asked once.

        Raises:
            HelmError: the deployment is unknown, or cannot be used as it is configured.
            Exception: what the client raised.
        """
        client = self.get_client(requests[0].model_deployment)
        try:
            results = client.make_requests(requests)
        except Exception as error:
            redact_error(error, self._redact)
            raise
        return [replace(one, error=self._redact(one.error)) if one.error is not None else one for one in results]

    def batch_size(self, deployment_name: str) -> int:
        """How many requests the client of a deployment can make good use of at once."""
        try:
            return self.get_client(deployment_name).requests_per_call
        except Exception:  # the first attempt at a request will meet it again, and report it
            return 1

    def get_client(self, deployment_name: str) -> Client:
        """The client of a deployment."""
        if deployment_name not in self._clients:
            with self._lock:
                if deployment_name not in self._clients:
                    self._clients[deployment_name] = self._create(deployment_name)
        return self._clients[deployment_name]

    def get_toxicity_classifier_client(self) -> PerspectiveAPIClient:
        """A client of Perspective API; without a key it raises when it is asked."""
        key = self.credentials.get("perspectiveApiKey", "")
        return PerspectiveAPIClient(key, self.cache_backend_config.get_cache_config("perspectiveapi"))

    def _create(self, deployment_name: str) -> Client:
        from helm.benchmark.model_deployment_registry import get_model_deployment

        deployment = get_model_deployment(deployment_name)
        host = deployment.host_organization
        constants = {
            "cache_config": self.cache_backend_config.get_cache_config(host),
            "model_name": deployment.model_name,
            "tokenizer_name": deployment.tokenizer_name,
        }
        tokenizer_name = deployment.tokenizer_name or deployment.name
        providers = {**self._credential_providers(host, deployment_name), **self._providers(host, tokenizer_name)}
        client: Client = create_object(inject_object_spec_args(deployment.client_spec, constants, providers))
        return client

    def _credential_providers(self, host: str, deployment_name: str) -> Dict[str, Callable[[], Any]]:
        from helm.common.credentials import provide_api_key

        get = self.credentials.get
        return {
            "api_key": lambda: provide_api_key(self.credentials, host, deployment_name),
            "org_id": lambda: get(f"{host}OrgId"),
            "base_url": lambda: get(f"{host}BaseUrl"),
            "project_id": lambda: get(f"{host}ProjectId"),
            "location": lambda: get(f"{host}Location"),
            "endpoint": lambda: get(f"{host}Endpoint"),
            "hf_auth_token": lambda: get("huggingfaceAuthToken"),
        }

    def _providers(self, host: str, tokenizer_name: str) -> Dict[str, Callable[[], Any]]:
        return {
            "tokenizer": lambda: self.tokenizer.get_tokenizer(tokenizer_name),
            "end_of_text_token": lambda: _end_of_text_token(tokenizer_name),
            "lock_file_path": lambda: os.path.join(self.file_storage_path, f"{host}.lock"),
            "file_cache": lambda: _file_cache(os.path.join(self.file_storage_path, "output", host)),
        }


def _end_of_text_token(tokenizer_name: str) -> Any:
    from helm.benchmark.tokenizer_config_registry import get_tokenizer_config
    from helm.common.errors import ConfigError

    config = get_tokenizer_config(tokenizer_name)
    if config is None:
        raise ConfigError(f"Could not find tokenizer_config for tokenizer {tokenizer_name}")
    return config.end_of_text_token


def _file_cache(path: str) -> Any:
    from helm.common.file_caches.local_file_cache import LocalFileCache

    return LocalFileCache(path, "png")

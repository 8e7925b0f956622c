"""A model behind a small HTTP server of one's own: `POST <base_url>/process`."""

from dataclasses import asdict
from typing import Any, Dict, Optional

from helm.clients.client import CachingClient
from helm.common.cache import CacheConfig
from helm.common.http_json import model_server_url, post_json
from helm.common.request import GeneratedOutput, Request, RequestResult, Token, wrap_request_time

# Samplers divide by the temperature.
_SMALLEST_TEMPERATURE = 1e-7


class HTTPModelClient(CachingClient):
    """Sends the decoding parameters as JSON, and takes `{"text", "logprob", "tokens": [{"text", "logprob"}]}` as answer.

    Args:
        base_url: where the server is; the environment variable HELM_HTTP_MODEL_BASE_URL wins.
        timeout: seconds.
        do_cache: keep the answers, with the whole request as key.
    """

    def __init__(
        self,
        cache_config: Optional[CacheConfig] = None,
        base_url: str = "http://localhost:8080",
        timeout: int = 3000,
        do_cache: bool = False,
    ):
        super().__init__(cache_config if do_cache else None)
        self.base_url = model_server_url(base_url)
        self.timeout = timeout

    def make_request(self, request: Request) -> RequestResult:
        import requests

        def call() -> Dict[str, Any]:
            return post_json(f"{self.base_url}/process", _payload(request), self.timeout)

        try:
            response, cached = self.cache.get(self.make_cache_key(_key(request), request), wrap_request_time(call))
        except requests.RequestException as error:
            return RequestResult(
                success=False, cached=False, error=f"Request error: {error}", completions=[], embedding=[]
            )
        tokens = [Token(text=token["text"], logprob=token["logprob"]) for token in response["tokens"]]
        return RequestResult(
            success=True,
            cached=cached,
            error=None,
            completions=[GeneratedOutput(text=response["text"], logprob=response["logprob"], tokens=tokens)],
            embedding=[],
            request_time=response["request_time"],
            request_datetime=response["request_datetime"],
        )


def _payload(request: Request) -> Dict[str, Any]:
    return {
        "prompt": request.prompt,
        "temperature": request.temperature or _SMALLEST_TEMPERATURE,
        "num_return_sequences": request.num_completions,
        "max_new_tokens": request.max_tokens,
        "top_p": request.top_p,
        "echo_prompt": request.echo_prompt,
        "top_k_per_token": request.top_k_per_token,
        "stop_sequences": request.stop_sequences,
    }


def _key(request: Request) -> Dict[str, Any]:
    """The whole request; make_cache_key adds `random`, which is here already, if it is set."""
    key = asdict(request)
    if request.random is not None:
        del key["random"]
    return key

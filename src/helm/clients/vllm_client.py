"""Models served by vLLM (https://docs.vllm.ai), or by another server of one's own that speaks OpenAI's protocol."""

from typing import Any, Dict, Optional

from helm.clients.openai_client import OpenAIClient, OpenAILegacyCompletionsClient
from helm.common.cache import CacheConfig
from helm.common.errors import ConfigError
from helm.common.request import Request
from helm.tokenizers.tokenizer import Tokenizer

# OpenAI's package wants a key, and vLLM does not check it.
_NO_KEY = "EMPTY"


class VLLMClient(OpenAILegacyCompletionsClient):
    """vLLM's completions interface, which can also score prompts.

    Args:
        tokenizer, tokenizer_name: not used, because vLLM returns tokens.
        base_url: where the server is, such as `http://localhost:8000/v1`.
        vllm_model_name: name of the model on the server; the engine of the request's model unless given.
        kwargs: further arguments of `openai.OpenAI`, such as `timeout` and `max_retries`.
    """

    def __init__(
        self,
        cache_config: Optional[CacheConfig],
        tokenizer: Optional[Tokenizer] = None,
        tokenizer_name: Optional[str] = None,
        base_url: Optional[str] = None,
        vllm_model_name: Optional[str] = None,
        **kwargs: Any,
    ):
        super().__init__(
            cache_config,
            api_key=_NO_KEY,
            base_url=_checked_url(base_url, type(self).__name__),
            openai_model_name=vllm_model_name,
            **kwargs,
        )

    def _make_completions_raw_request(self, request: Request) -> Dict[str, Any]:
        payload = super()._make_completions_raw_request(request)
        # vLLM refuses to choose the best of several when it does not sample.
        if payload["temperature"] == 0 and payload["best_of"] > 1:
            payload["best_of"] = 1
        return payload


class VLLMChatClient(OpenAIClient):
    """vLLM's chat interface.

    Args:
        base_url: where the server is, such as `http://localhost:8000/v1`.
        vllm_model_name: name of the model on the server; the engine of the request's model unless given.
        kwargs: further arguments of OpenAIClient, or of `openai.OpenAI`.
    """

    def __init__(
        self,
        cache_config: Optional[CacheConfig],
        base_url: Optional[str] = None,
        vllm_model_name: Optional[str] = None,
        **kwargs: Any,
    ):
        super().__init__(
            cache_config,
            api_key=_NO_KEY,
            base_url=_checked_url(base_url, type(self).__name__),
            openai_model_name=vllm_model_name,
            **kwargs,
        )


def _checked_url(base_url: Optional[str], client: str) -> str:
    """`base_url`, which must be given: OpenAI's package would otherwise ask OpenAI."""
    if not base_url:
        raise ConfigError(
            f"{client} needs the address of the server: give base_url, such as http://localhost:8000/v1, under client_spec: "
            "args: of the deployment in model_deployments.yaml, or <host>BaseUrl in credentials.conf"
        )
    return base_url

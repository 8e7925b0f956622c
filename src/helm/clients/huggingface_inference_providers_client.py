"""Models that Hugging Face's inference providers host, or any endpoint with the same chat interface."""

from typing import Any, Dict, Optional

from helm.clients._openai_prompts import chat_messages
from helm.clients.client import CachingClient
from helm.clients.middleware.retry import NonRetriableException
from helm.common.cache import CacheConfig
from helm.common.request import (
    EMBEDDING_UNAVAILABLE_REQUEST_RESULT,
    ErrorFlags,
    GeneratedOutput,
    Request,
    RequestResult,
    Thinking,
    wrap_request_time,
)

_HOPELESS_STATUS_CODES = frozenset({400, 401, 402, 403, 404, 422})


class HuggingFaceInferenceProvidersClient(CachingClient):
    """Sends conversations through `huggingface_hub.InferenceClient`.

    Args:
        cache_config: where answers are kept.
        api_key: a Hugging Face token; if None, the one of HF_TOKEN or `hf auth login`.
        base_url: an endpoint to ask instead of the providers.
        huggingface_model_name: hub id, with `:provider` if need be; the name of the requested model if None.
    """

    def __init__(
        self,
        cache_config: Optional[CacheConfig],
        api_key: Optional[str] = None,
        base_url: Optional[str] = None,
        huggingface_model_name: Optional[str] = None,
    ):
        from huggingface_hub import InferenceClient

        super().__init__(cache_config)
        self._client = InferenceClient(api_key=api_key, base_url=base_url)
        self._model_name = huggingface_model_name

    def make_request(self, request: Request) -> RequestResult:
        """The answer to `request`.

        Raises:
            NonRetriableException: the interface cannot do what is asked for.
        """
        from huggingface_hub.errors import HfHubHTTPError, InferenceTimeoutError

        if request.embedding:
            return EMBEDDING_UNAVAILABLE_REQUEST_RESULT
        raw_request = self._raw_request(request)
        key = self.make_cache_key(raw_request, request)
        try:
            response, cached = self.cache.get(key, wrap_request_time(lambda: self._ask(raw_request)))
        except (HfHubHTTPError, InferenceTimeoutError) as error:
            return _failure(error)
        return RequestResult(
            success=True,
            cached=cached,
            request_time=response["request_time"],
            request_datetime=response["request_datetime"],
            completions=[_completion(choice) for choice in response["choices"]],
            embedding=[],
        )

    def _raw_request(self, request: Request) -> Dict[str, Any]:
        if request.multimodal_prompt is not None or request.echo_prompt:
            raise NonRetriableException(
                f"Hugging Face inference providers take text only and do not return the prompt of {request.model}: "
                "use another adapter method or deployment"
            )
        return {
            "model": self._model_name or request.model,
            "messages": chat_messages(request),
            "frequency_penalty": request.frequency_penalty,
            "logprobs": False,
            "max_tokens": request.max_tokens,
            "n": request.num_completions,
            "presence_penalty": request.presence_penalty,
            "stop": request.stop_sequences,
            "temperature": request.temperature,
            "top_p": request.top_p,
        }

    def _ask(self, raw_request: Dict[str, Any]) -> Dict[str, Any]:
        """The response, made of JSON values.

        Raises:
            ValueError: a completion has no content.
        """
        choices = self._client.chat_completion(**raw_request).choices
        if any(choice.message.content is None for choice in choices):
            raise ValueError("Response content was `None`, possibly due to content blocking")
        return {
            "choices": [
                {
                    "content": choice.message.content,
                    "reasoning": choice.message.get("reasoning"),
                    "finish_reason": choice.finish_reason,
                }
                for choice in choices
            ]
        }


def _completion(choice: Dict[str, Any]) -> GeneratedOutput:
    return GeneratedOutput(
        text=choice["content"],
        logprob=0.0,
        tokens=[],
        finish_reason={"reason": choice["finish_reason"]},
        thinking=Thinking(text=choice["reasoning"]) if choice["reasoning"] else None,
    )


def _failure(error: Exception) -> RequestResult:
    response = getattr(error, "response", None)
    hopeless = response is not None and response.status_code in _HOPELESS_STATUS_CODES
    return RequestResult(
        success=False,
        cached=False,
        error=f"Hugging Face inference error: {error}",
        error_flags=ErrorFlags(is_retriable=False, is_fatal=True) if hopeless else None,
        completions=[],
        embedding=[],
    )

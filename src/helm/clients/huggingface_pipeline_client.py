"""Models run by the text-generation pipeline of `transformers`, which does the tokenizing itself."""

import os
import threading
from typing import Any, Dict, List, Optional, Tuple

from helm.clients._huggingface_model import as_transformers_arguments
from helm.clients._huggingface_serving import conversation
from helm.clients.client import CachingClient
from helm.clients.middleware.retry import NonRetriableException
from helm.common.cache import CacheConfig
from helm.common.hub_errors import clear_load_errors
from helm.common.request import (
    EMBEDDING_UNAVAILABLE_REQUEST_RESULT,
    GeneratedOutput,
    Request,
    RequestResult,
    wrap_request_time,
)

_pipelines: Dict[Tuple[str, str], Any] = {}
_lock = threading.Lock()


class HuggingFacePipelineClient(CachingClient):
    """Answers requests with `transformers.pipeline("text-generation", ...)`, without tokens or log-probabilities.

    Args:
        cache_config: where answers are kept.
        model_name: the one model that this client answers for.
        pretrained_model_name_or_path: hub id or folder; `model_name` if None.
        apply_chat_template: whether prompts are put as a user's message; if None, whether there is a template.
        kwargs: further arguments of `transformers.pipeline`.
    """

    def __init__(
        self,
        cache_config: Optional[CacheConfig],
        model_name: str,
        pretrained_model_name_or_path: Optional[str] = None,
        apply_chat_template: Optional[bool] = None,
        **kwargs: Any,
    ):
        super().__init__(cache_config)
        self._model_name = model_name
        self._apply_chat_template = apply_chat_template
        self._pipeline_kwargs = {
            "model": pretrained_model_name_or_path or model_name,
            "task": "text-generation",
            **kwargs,
        }

    def make_request(self, request: Request) -> RequestResult:
        """The answer to `request`.

        Raises:
            HelmError: the model cannot be loaded, or the request is one that it cannot take.
        """
        if request.embedding:
            return EMBEDDING_UNAVAILABLE_REQUEST_RESULT
        if request.model != self._model_name:
            raise NonRetriableException(f"The pipeline of {self._model_name} was asked to answer for {request.model}")
        pipeline = _get_pipeline(self._pipeline_kwargs)
        raw_request = self._raw_request(request, pipeline.tokenizer)
        key = self.make_cache_key({"pipeline_kwargs": self._pipeline_kwargs, **raw_request}, request)

        def compute() -> Dict[str, Any]:
            with _lock:
                outputs: List[Dict[str, Any]] = pipeline(**raw_request)
            return {"outputs": outputs}

        response, cached = self.cache.get(key, wrap_request_time(compute))
        return RequestResult(
            success=True,
            cached=cached,
            request_time=response["request_time"],
            request_datetime=response["request_datetime"],
            completions=[
                GeneratedOutput(text=output["generated_text"], logprob=0.0, tokens=[]) for output in response["outputs"]
            ],
            embedding=[],
        )

    def _raw_request(self, request: Request, tokenizer: Any) -> Dict[str, Any]:
        is_greedy = request.temperature == 0
        raw_request: Dict[str, Any] = {
            "text_inputs": self._text_inputs(request, tokenizer),
            "return_full_text": request.echo_prompt,
            "temperature": None if is_greedy else request.temperature,
            "num_return_sequences": request.num_completions,
            "max_new_tokens": request.max_tokens,
            "top_p": request.top_p,
            "top_k": None if is_greedy else request.top_k_per_token,
            "do_sample": not is_greedy,
            "return_dict_in_generate": True,
            "pad_token_id": tokenizer.eos_token_id,
        }
        if request.stop_sequences:
            raw_request["eos_token_id"] = _stop_token(request, tokenizer)
        return raw_request

    def _text_inputs(self, request: Request, tokenizer: Any) -> Any:
        """A text, or a conversation if the model is to be talked to."""
        use_template = self._apply_chat_template
        messages = conversation(request, bool(tokenizer.chat_template) if use_template is None else use_template)
        return request.prompt if messages is None else messages


def _stop_token(request: Request, tokenizer: Any) -> int:
    ids = [tokenizer.encode(stop, add_special_tokens=False) for stop in request.stop_sequences]
    if len(ids) != 1 or len(ids[0]) != 1:
        raise NonRetriableException(
            f"The pipeline of {request.model} can stop at one single token, not at {request.stop_sequences}: "
            "use helm.clients.huggingface_client.HuggingFaceClient for its deployment"
        )
    token: int = ids[0][0]
    return token


def _get_pipeline(arguments: Dict[str, Any]) -> Any:
    """The pipeline with these arguments, loaded once in a process."""
    name = arguments["model"]
    key = (os.path.abspath(name), repr(sorted(arguments.items())))
    with _lock:
        if key not in _pipelines:
            with clear_load_errors("model", name, arguments):
                import torch  # noqa: F401
                from transformers import pipeline

                _pipelines[key] = pipeline(**as_transformers_arguments(arguments))
        return _pipelines[key]

"""Models of the Hugging Face hub or of a local folder, run on this machine."""

import hashlib
import json
import time
from dataclasses import replace
from typing import Any, Dict, List, Optional, Sequence

from helm.clients._huggingface_generation import Decoding, free_memory
from helm.clients._huggingface_model import MEMORY_REMEDY, get_model, is_out_of_memory
from helm.clients._huggingface_serving import HuggingFaceServing, PromptError, conversation
from helm.clients.client import CachingClient, truncate_sequence
from helm.clients.middleware.failures import BAD_REQUEST, OTHER
from helm.common.cache import CacheConfig
from helm.common.errors import ConfigError, HelmError
from helm.common.hierarchical_logger import hexception, hlog, hwarn
from helm.common.request import (
    EMBEDDING_UNAVAILABLE_REQUEST_RESULT,
    ErrorFlags,
    GeneratedOutput,
    Request,
    RequestResult,
    Token,
)
from helm.tokenizers.huggingface_tokenizer import HuggingFaceTokenizer
from helm.tokenizers.tokenizer import Tokenizer


class HuggingFaceClient(CachingClient):
    """Answers requests with a causal language model, many in one forward pass where they allow it.

    Temperature 0 takes the most likely token at each step; draws at other temperatures are seeded by the requests.
    Log-probabilities are those of the model, before temperature, top-k and top-p.
    """

    def __init__(
        self,
        cache_config: Optional[CacheConfig],
        tokenizer: Tokenizer,
        pretrained_model_name_or_path: Optional[str] = None,
        end_of_text_token: Optional[str] = None,
        apply_chat_template: Optional[bool] = None,
        batch_size: int = 32,
        **kwargs: Any,
    ):
        """Nothing is loaded before the first request that is not in the cache.

        Args:
            pretrained_model_name_or_path: hub id or folder; the name of the requested model if None.
            apply_chat_template: whether prompts are put as a user's message; if None, whether there is a template.
            batch_size: at most this many completions are made at once; halved when memory runs out.
            kwargs: see helm.clients._huggingface_model.get_model.

        Raises:
            ConfigError: `tokenizer` is not a Hugging Face tokenizer.
        """
        super().__init__(cache_config)
        if not isinstance(tokenizer, HuggingFaceTokenizer):
            raise ConfigError(
                f"HuggingFaceClient needs a tokenizer of class HuggingFaceTokenizer, not {type(tokenizer).__name__}: "
                "change the tokenizer_name of the deployment"
            )
        self._tokenizer = tokenizer
        self._path = pretrained_model_name_or_path
        self._end_of_text_token = end_of_text_token
        self._apply_chat_template = apply_chat_template
        self._batch_size = batch_size
        self._kwargs = kwargs
        self._servings: Dict[str, HuggingFaceServing] = {}

    @property
    def requests_per_call(self) -> int:  # type: ignore[override]
        """Several batches at once, so that each can be made of prompts of similar length."""
        return 8 * self._batch_size

    def make_request(self, request: Request) -> RequestResult:
        """The answer to `request`.

        Raises:
            HelmError: the model cannot be loaded, or the request is of a kind that it cannot take.
        """
        return self.make_requests([request])[0]

    def make_requests(self, requests: Sequence[Request]) -> List[RequestResult]:
        """The answers to `requests`, in order; those with equal settings are answered in batches of similar length.

        Raises:
            HelmError: see make_request.
        """
        results: Dict[int, RequestResult] = {}
        for positions in _group_by_settings(requests):
            while positions:
                size = max(1, self._batch_size // max(1, requests[positions[0]].num_completions))
                batch, positions = positions[:size], positions[size:]
                results.update(zip(batch, self._answer([requests[i] for i in batch]), strict=True))
        return [results[position] for position in range(len(requests))]

    def _answer(self, requests: List[Request]) -> List[RequestResult]:
        """The answers to requests with equal settings."""
        if requests[0].embedding:
            return [EMBEDDING_UNAVAILABLE_REQUEST_RESULT for _ in requests]
        keys = [self.make_cache_key(self._raw_request(request), request) for request in requests]
        try:
            answers = self.cache.get_many(keys, lambda missing: self._compute(requests[0], [keys[i] for i in missing]))
        except HelmError:
            raise
        # The code of a model may raise anything, perhaps because of one request of the batch only.
        except Exception as error:
            if len(requests) == 1 and not isinstance(error, PromptError):
                hexception(error)
            # The frames of the traceback hold the tensors that filled the memory.
            problem = error.with_traceback(None)
        else:
            return [self._result(*answer, request) for answer, request in zip(answers, requests, strict=True)]
        return self._recover(requests, problem)

    def _recover(self, requests: List[Request], problem: Exception) -> List[RequestResult]:
        """The answers after the batch has failed: in smaller batches, down to the request that is at fault."""
        out_of_memory = is_out_of_memory(problem)
        if out_of_memory:
            free_memory()
        if len(requests) == 1:
            return [_failure(requests[0], problem, out_of_memory)]
        middle = len(requests) // 2
        if not out_of_memory:
            return self._answer(requests[:middle]) + self._answer(requests[middle:])
        self._batch_size = min(self._batch_size, middle * requests[0].num_completions)
        hwarn(f"{requests[0].model} ran out of memory; the batch size is now {self._batch_size}")
        return self.make_requests(requests)

    def _raw_request(self, request: Request) -> Dict[str, Any]:
        """What determines the answer; these are the keys of caches in use, so they stay as they are."""
        return {
            "engine": request.model_engine,
            "prompt": self._prompt(request),
            "temperature": 1e-7 if request.temperature == 0 else request.temperature,
            "num_return_sequences": request.num_completions,
            "max_new_tokens": request.max_tokens,
            "top_p": request.top_p,
            "echo_prompt": request.echo_prompt,
            "top_k_per_token": request.top_k_per_token,
            "stop_sequences": request.stop_sequences,
        }

    def _prompt(self, request: Request) -> str:
        """The text that the model is given."""
        messages = conversation(request, self._is_chat_model(request.model))
        if messages is None:
            return request.prompt
        with self._tokenizer.get_wrapped_tokenizer() as tokenizer:
            text: str = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
        return text

    def _is_chat_model(self, model: str) -> bool:
        if self._apply_chat_template is None:
            with self._tokenizer.get_wrapped_tokenizer() as tokenizer:
                self._apply_chat_template = bool(tokenizer.chat_template)
            hlog(f"Prompts of {model} are {'' if self._apply_chat_template else 'not '}put into a chat template")
        return self._apply_chat_template

    def _compute(self, request: Request, keys: List[Dict[str, Any]]) -> List[Dict[str, Any]]:
        """The responses, as they are cached, to requests with these keys and the settings of `request`."""
        serving = self._serving(self._path or request.model)
        start = time.time()
        responses = serving.respond([key["prompt"] for key in keys], _decoding(request, keys), request.echo_prompt)
        seconds = time.time() - start
        times: Dict[str, Any] = {"request_time": seconds / len(keys), "request_datetime": int(start)}
        if len(keys) > 1:
            times.update(batch_size=len(keys), batch_request_time=seconds)
        return [{**response, **times} for response in responses]

    def _serving(self, name: str) -> HuggingFaceServing:
        model = get_model(name, **self._kwargs)
        if name not in self._servings:
            self._servings[name] = HuggingFaceServing(model, self._tokenizer.get_wrapped_tokenizer())
        return self._servings[name]

    def _result(self, response: Dict[str, Any], cached: bool, request: Request) -> RequestResult:
        outputs = [_output(made, response["input_length"], request) for made in response["completions"]]
        return RequestResult(
            success=True,
            embedding=[],
            completions=[truncate_sequence(output, request, self._end_of_text_token) for output in outputs],
            cached=cached,
            request_time=response["request_time"],
            request_datetime=response["request_datetime"],
            batch_size=response.get("batch_size"),
            batch_request_time=response.get("batch_request_time"),
        )


def _group_by_settings(requests: Sequence[Request]) -> List[List[int]]:
    """Positions of requests that differ in their prompts only; the longest come first, so that memory runs out early."""
    groups: Dict[str, List[int]] = {}
    for position, request in enumerate(requests):
        settings = repr(replace(request, prompt="", messages=None, random=None))
        groups.setdefault(settings, []).append(position)
    return [sorted(group, key=lambda position: _length(requests[position]), reverse=True) for group in groups.values()]


def _length(request: Request) -> int:
    return len(request.prompt) + sum(len(message["content"]) for message in request.messages or [])


def _decoding(request: Request, keys: List[Dict[str, Any]]) -> Decoding:
    digest = hashlib.sha256(json.dumps(keys, sort_keys=True).encode()).digest()
    return Decoding(
        max_new_tokens=request.max_tokens,
        temperature=request.temperature,
        top_p=request.top_p,
        num_completions=request.num_completions,
        stop_sequences=tuple(request.stop_sequences),
        seed=int.from_bytes(digest[:4], "big"),
    )


def _output(made: Dict[str, Any], input_length: int, request: Request) -> GeneratedOutput:
    """A completion as it is cached, as a value; caches of other origin may lack log-probabilities of the prompt."""
    prompt_logprobs = (made.get("prompt_logprobs") or [0.0] * input_length) if request.echo_prompt else []
    logprobs = [*prompt_logprobs, *made["logprobs"]]
    tokens = [Token(text=text, logprob=logprob) for text, logprob in zip(made["tokens"], logprobs, strict=False)]
    reason = made.get("finish_reason")
    return GeneratedOutput(
        text=made["text"],
        logprob=sum(token.logprob for token in tokens),
        tokens=tokens,
        finish_reason={"reason": reason} if reason else None,
    )


def _failure(request: Request, problem: Exception, out_of_memory: bool) -> RequestResult:
    """A failure that asking again would not change."""
    message = f"HuggingFace error: {problem}"
    if out_of_memory:
        message = f"HuggingFace error: {request.model} ran out of memory on one request ({problem}): {MEMORY_REMEDY}"
    kind = BAD_REQUEST if isinstance(problem, PromptError) else OTHER
    flags = ErrorFlags(is_retriable=False, is_fatal=True, kind=kind)
    return RequestResult(success=False, embedding=[], completions=[], cached=False, error=message, error_flags=flags)

"""What is asked of a model and what it answers: plain values, one JSON object each."""

import time
from dataclasses import dataclass, field
from typing import Any, Callable, Dict, List, Optional

from helm.common.image_generation_parameters import ImageGenerationParameters
from helm.common.media_object import MultimediaObject
from helm.common.shared_text import shared_text_field


@dataclass(frozen=True)
class ResponseFormat:
    """A form that the answer must have."""

    json_schema: Optional[Dict[str, Any]] = None
    """JSON schema of the answer."""


@dataclass(frozen=True)
class Request:
    """A request to a model: exactly one of `prompt`, `messages` and `multimodal_prompt` says what is asked."""

    model_deployment: str = ""
    """Which deployment answers, e.g. `huggingface/gpt2`; the part before the first `/` is the host."""

    model: str = ""
    """Which model it is, e.g. `openai/gpt2`: creator and engine."""

    embedding: bool = False
    """Ask for the embedding of the prompt instead of completions."""

    prompt: str = shared_text_field()
    """The text to complete. It may be given in parts, see helm.common.shared_text."""

    temperature: float = 1.0
    """Sampling temperature; 0 asks for the most likely continuation."""

    num_completions: int = 1
    """How many completions to return."""

    top_k_per_token: int = 1
    """Sample each token from this many most likely ones, where the host supports it."""

    max_tokens: int = 100
    """At most this many new tokens a completion."""

    stop_sequences: List[str] = field(default_factory=list)
    """A completion ends before the first of these."""

    echo_prompt: bool = False
    """Return the prompt's tokens, with log-probabilities, before the completion."""

    top_p: float = 1
    """Nucleus sampling: the probability mass to sample from."""

    presence_penalty: float = 0
    """Penalty for tokens that have appeared (OpenAI)."""

    frequency_penalty: float = 0
    """Penalty for tokens by how often they have appeared (OpenAI)."""

    random: Optional[str] = None
    """Part of the cache key only: requests that differ in it are answered anew."""

    messages: Optional[List[Dict[str, str]]] = None
    """A conversation: `{"role": ..., "content": ...}` each."""

    multimodal_prompt: Optional[MultimediaObject] = None
    """A prompt of text, images, audio or video."""

    image_generation_parameters: Optional[ImageGenerationParameters] = None
    """For models that make images."""

    response_format: Optional[ResponseFormat] = None
    """A form that the answer must have."""

    def validate(self) -> None:
        """Raises ValueError if more than one kind of prompt is given."""
        given = [name for name in ("messages", "prompt", "multimodal_prompt") if getattr(self, name)]
        if len(given) > 1:
            raise ValueError(f"A request takes one of messages, prompt and multimodal_prompt, but has {given}")

    @property
    def model_host(self) -> str:
        """`openai` of the deployment `openai/gpt2`."""
        return self.model_deployment.split("/")[0]

    @property
    def model_engine(self) -> str:
        """`gpt2` of the model `openai/gpt2`."""
        return self.model.split("/")[1]


@dataclass(frozen=True)
class Token:
    """One token of a completion."""

    text: str
    logprob: float
    """Natural logarithm of the token's probability given what precedes it."""


@dataclass(frozen=True)
class Thinking:
    """What a reasoning model wrote before its answer."""

    text: Optional[str] = None


@dataclass(frozen=True)
class GeneratedOutput:
    """One completion."""

    text: str
    logprob: float
    """Sum over the tokens."""

    tokens: List[Token]

    finish_reason: Optional[Dict[str, Any]] = None
    """`{"reason": "length" | "stop" | "endoftext" | "unknown" | ...}`."""

    multimodal_content: Optional[MultimediaObject] = None

    thinking: Optional[Thinking] = None

    def __add__(self, other: "GeneratedOutput") -> "GeneratedOutput":
        return GeneratedOutput(
            text=self.text + other.text, logprob=self.logprob + other.logprob, tokens=self.tokens + other.tokens
        )


@dataclass(frozen=True)
class ErrorFlags:
    """What a failure means to the caller."""

    is_retriable: Optional[bool] = None
    """Whether asking again can help; None counts as yes."""

    is_fatal: Optional[bool] = None
    """Whether the run must stop; None counts as yes."""

    kind: Optional[str] = None
    """What went wrong, in the words of `helm.clients.middleware.failures`."""

    retry_after: Optional[float] = None
    """Seconds that the host asks to wait before the next attempt."""


@dataclass(frozen=False)
class RequestResult:
    """The answer to a Request."""

    success: bool
    embedding: List[float]
    completions: List[GeneratedOutput]
    cached: bool
    request_time: Optional[float] = None
    """Seconds."""
    request_datetime: Optional[int] = None
    """When the request was sent, in seconds since 1970."""
    error: Optional[str] = None
    error_flags: Optional[ErrorFlags] = None
    batch_size: Optional[int] = None
    batch_request_time: Optional[float] = None
    """Seconds that the whole batch took."""


EMBEDDING_UNAVAILABLE_REQUEST_RESULT = RequestResult(
    success=False,
    cached=False,
    error="Computing the embedding is unavailable in this client",
    completions=[],
    embedding=[],
)


def wrap_request_time(compute: Callable[[], Dict[str, Any]]) -> Callable[[], Dict[str, Any]]:
    """`compute`, with `request_time` (s) and `request_datetime` (s since 1970) added to what it returns."""

    def timed() -> Dict[str, Any]:
        start = time.time()
        response = compute()
        response["request_time"] = time.time() - start
        response["request_datetime"] = int(start)
        return response

    return timed

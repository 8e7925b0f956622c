"""What a client is, and what clients share: caching, and cutting answers to what was asked for."""

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Any, Dict, List, Mapping, Optional, Sequence

from helm.clients.middleware.retry import NonRetriableException
from helm.common.cache import BlackHoleCacheConfig, Cache, CacheConfig
from helm.common.hierarchical_logger import hwarn_once
from helm.common.media_object import TEXT_TYPE, MultimediaObject
from helm.common.request import GeneratedOutput, Request, RequestResult, Token
from helm.common.tokenization_request import DecodeRequest, TokenizationRequest
from helm.tokenizers.tokenizer import Tokenizer, replace_space_markers


class AuthenticationError(NonRetriableException):
    """Credentials that are missing or refused."""


class ScoringUnsupportedError(NonRetriableException):
    """A request for log-probabilities of the prompt to an interface that cannot give them."""


class Client(ABC):
    """Sends requests to one deployment of a model."""

    requests_per_call: int = 1
    """How many requests `make_requests` can make good use of at once."""

    @abstractmethod
    def make_request(self, request: Request) -> RequestResult:
        """The answer to `request`; a failure that is the host's is a result with success=False."""

    def make_requests(self, requests: Sequence[Request]) -> List[RequestResult]:
        """The answers to `requests`, in order; a client that gains by it answers them together."""
        return [self.make_request(request) for request in requests]


class CachingClient(Client):
    """A client with a cache, `self.cache`; without a configuration the cache keeps nothing."""

    def __init__(self, cache_config: Optional[CacheConfig]):
        self.cache = Cache(cache_config or BlackHoleCacheConfig())

    @staticmethod
    def make_cache_key(raw_request: Mapping[str, Any], request: Request) -> Dict[str, Any]:
        """What identifies the answer to `raw_request`: it, and `request.random` if that is set."""
        key = dict(raw_request)
        if request.random is not None:
            assert "random" not in key, "a raw request must leave the field `random` to the cache key"
            key["random"] = request.random
        return key


def refuse_scoring(request: Request, interface: str) -> None:
    """Do nothing, unless `request` asks for the log-probabilities of its prompt, which `interface` cannot give.

    Raises:
        ScoringUnsupportedError: it does.
    """
    if request.echo_prompt and request.max_tokens == 0:
        raise ScoringUnsupportedError(
            f"{request.model_deployment or request.model} is asked for the log-probabilities of its prompt, which "
            f"{interface} cannot give: use an adapter method that generates, such as multiple_choice_joint or generation, "
            "or a deployment that returns them, such as a local Hugging Face model or vLLM's completions API"
        )


def truncate_sequence(
    sequence: GeneratedOutput,
    request: Request,
    end_of_text_token: Optional[str] = None,
    print_warning: bool = True,
) -> GeneratedOutput:
    """`sequence` cut before the first stop sequence (or `end_of_text_token`) and to `max_tokens` tokens.

    What was cut has the log-probability of its remaining tokens and the finish reason `stop` or `length`. An answer
    that repeats the prompt is returned as it is.
    """
    if request.echo_prompt:
        if request.max_tokens != 0 and print_warning:
            hwarn_once(f"Answers of {request.model} that repeat the prompt are not truncated")
        return sequence
    for stop in _stops(request, end_of_text_token):
        sequence = _cut_at(sequence, stop, request.model, print_warning)
    if len(sequence.tokens) > request.max_tokens:
        sequence = _cut_to_length(sequence, request, print_warning)
    return sequence


def _stops(request: Request, end_of_text_token: Optional[str]) -> List[str]:
    return request.stop_sequences + ([end_of_text_token] if end_of_text_token else [])


def _cut_at(sequence: GeneratedOutput, stop: str, model: str, print_warning: bool) -> GeneratedOutput:
    text, found, _ = sequence.text.partition(stop)
    end = next((i for i, token in enumerate(sequence.tokens) if token.text.startswith(stop)), len(sequence.tokens))
    if not found and end == len(sequence.tokens):
        return sequence
    if print_warning:
        hwarn_once(f"truncate_sequence needs to strip {stop!r} from answers of {model}")
        if found and sequence.tokens and end == len(sequence.tokens):
            hwarn_once(
                f"No token of {model} begins with the stop sequence {stop!r}: tokens are kept although text is cut"
            )
    return _cut(sequence, text, sequence.tokens[:end], "stop")


def _cut_to_length(sequence: GeneratedOutput, request: Request, print_warning: bool) -> GeneratedOutput:
    tokens = sequence.tokens[: request.max_tokens]
    text = "".join(token.text for token in tokens)
    if print_warning:
        hwarn_once(f"truncate_sequence needs to cut answers of {request.model} to {request.max_tokens} tokens")
        if not sequence.text.startswith(text):
            hwarn_once(f"The tokens of {request.model} do not spell its text, and cut answers are what they spell")
    return _cut(sequence, text, tokens, "length")


def _cut(sequence: GeneratedOutput, text: str, tokens: List[Token], reason: str) -> GeneratedOutput:
    logprob = sum(token.logprob for token in tokens)
    return replace(sequence, text=text, logprob=logprob, tokens=tokens, finish_reason={"reason": reason})


def truncate_and_tokenize_response_text(
    text: str,
    request: Request,
    tokenizer: Tokenizer,
    tokenizer_name: str,
    end_of_text_token: Optional[str] = None,
    original_finish_reason: str = "endoftext",
) -> GeneratedOutput:
    """The completion `text` of a host that returns no tokens, cut like truncate_sequence does.

    Tokens have a log-probability of 0. The finish reason is `stop` or `length` if text was cut, otherwise
    `original_finish_reason`.

    Raises:
        ValueError: `request` asks for the prompt to be repeated.
    """
    if request.echo_prompt:
        raise ValueError("truncate_and_tokenize_response_text does not support requests with echo_prompt")
    reason = original_finish_reason
    for stop in _stops(request, end_of_text_token):
        text, found, _ = text.partition(stop)
        reason = "stop" if found else reason
    pieces = _token_strings(text, tokenizer, tokenizer_name)
    if len(pieces) > request.max_tokens:
        text, reason = _first_tokens(text, request.max_tokens, tokenizer, tokenizer_name), "length"
        pieces = _token_strings(text, tokenizer, tokenizer_name)
    tokens = [Token(text=piece, logprob=0.0) for piece in pieces]
    return GeneratedOutput(text=text, logprob=0.0, tokens=tokens, finish_reason={"reason": reason})


def _token_strings(text: str, tokenizer: Tokenizer, tokenizer_name: str) -> List[str]:
    tokens = tokenizer.tokenize(TokenizationRequest(text=text, tokenizer=tokenizer_name)).raw_tokens
    return [str(token) for token in tokens]


def _first_tokens(text: str, count: int, tokenizer: Tokenizer, tokenizer_name: str) -> str:
    encoded = tokenizer.tokenize(
        TokenizationRequest(text=text, tokenizer=tokenizer_name, encode=True, truncation=True, max_length=count)
    )
    ids = [int(token) for token in encoded.raw_tokens]
    return tokenizer.decode(DecodeRequest(tokens=ids, tokenizer=tokenizer_name)).text


def cleanup_str(token: str, tokenizer_name: Optional[str] = None) -> str:
    """`token` as it stands in the text; unlike helm.tokenizers.tokenizer.cleanup_str it knows GPT-2 tokenizers by name."""
    return replace_space_markers(token, tokenizer_name or "", _is_byte_level)


def cleanup_tokens(tokens: List[str], tokenizer_name: Optional[str] = None) -> List[str]:
    """cleanup_str of each token."""
    return [cleanup_str(token, tokenizer_name) for token in tokens]


def _is_byte_level(tokenizer_name: str) -> bool:
    return tokenizer_name.startswith("huggingface") or tokenizer_name.endswith("gpt2")


def generate_uid_for_multimodal_prompt(prompt: MultimediaObject) -> str:
    """A text that identifies `prompt` in a cache key: its texts and the locations of its other media, joined."""
    return "".join(
        item.text if item.is_type(TEXT_TYPE) and item.text else str(item.location) for item in prompt.media_objects
    )

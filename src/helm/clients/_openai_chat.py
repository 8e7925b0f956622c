"""Chat completions: request to payload, payload to cache key, choice to completion."""

import re
from typing import Any, Callable, Dict, Mapping, Optional

from helm.clients._openai_prompts import chat_messages
from helm.clients.client import generate_uid_for_multimodal_prompt, truncate_sequence
from helm.common.request import GeneratedOutput, Request, Thinking, Token

_REASONING_ENGINE = re.compile(r"o\d+|gpt-5")
_AUDIO_ENGINES = ("gpt-4o-audio-preview", "gpt-4o-mini-audio-preview")
_THINKING_FIELDS = ("reasoning_content", "reasoning")


def is_reasoning_engine(engine: str) -> bool:
    """Whether the engine thinks before it answers, and so takes no sampling parameters."""
    return _REASONING_ENGINE.match(engine) is not None


def chat_payload(request: Request, model: str, reasoning_effort: Optional[str] = None) -> Dict[str, Any]:
    """What is sent for `request`, under the names of the chat completions interface.

    Args:
        model: name of the model as the host knows it.
        reasoning_effort: how much a reasoning model is to think; other models do not get it.
    """
    payload: Dict[str, Any] = {
        "model": model,
        "messages": chat_messages(request),
        "temperature": request.temperature,
        "top_p": request.top_p,
        "n": request.num_completions,
        "stop": request.stop_sequences or None,
        "max_tokens": request.max_tokens,
        "presence_penalty": request.presence_penalty,
        "frequency_penalty": request.frequency_penalty,
    }
    if request.response_format and request.response_format.json_schema:
        payload["response_format"] = _response_format(request.response_format.json_schema)
    if is_reasoning_engine(request.model_engine):
        return _for_reasoning(payload, reasoning_effort)
    is_audio = request.model_engine.startswith(_AUDIO_ENGINES)
    if is_audio:
        payload["modalities"] = ["text"]
    if payload["stop"] is None and (is_audio or _is_vision_model(request.model)):
        del payload["stop"]
    return payload


def chat_cache_key(payload: Mapping[str, Any], request: Request) -> Dict[str, Any]:
    """What identifies the answer to `payload`: it, with files named instead of quoted."""
    if request.multimodal_prompt is None:
        return dict(payload)
    key = {name: value for name, value in payload.items() if name != "messages"}
    return {**key, "multimodal_prompt": generate_uid_for_multimodal_prompt(request.multimodal_prompt)}


def chat_completion(
    choice: Mapping[str, Any], request: Request, output_processor: Optional[Callable[[str], str]] = None
) -> GeneratedOutput:
    """The completion that is in a choice of the response."""
    message = choice["message"]
    text = message.get("content") or message.get("refusal") or ""
    if output_processor:
        text = output_processor(text)
    if request.echo_prompt:
        text = request.prompt + text
    scored = (choice.get("logprobs") or {}).get("content") or []
    tokens = [Token(text=token["token"], logprob=token["logprob"]) for token in scored]
    thoughts = next((message[field] for field in _THINKING_FIELDS if message.get(field)), None)
    output = GeneratedOutput(
        text=text,
        logprob=sum(token.logprob for token in tokens),
        tokens=tokens,
        finish_reason={"reason": choice.get("finish_reason")},
        thinking=Thinking(text=thoughts) if thoughts else None,
    )
    return truncate_sequence(output, request)


def _for_reasoning(payload: Dict[str, Any], reasoning_effort: Optional[str]) -> Dict[str, Any]:
    dropped = {"max_tokens", "temperature", "top_p", "frequency_penalty", "presence_penalty"}
    kept = {name: value for name, value in payload.items() if name not in dropped}
    if kept["stop"] is None:
        del kept["stop"]
    if payload["max_tokens"]:
        kept["max_completion_tokens"] = payload["max_tokens"]
    if reasoning_effort:
        kept["reasoning_effort"] = reasoning_effort
    return kept


def _response_format(json_schema: Mapping[str, Any]) -> Dict[str, Any]:
    """The schema as strict mode wants it: all properties required, and no others allowed, unless it says otherwise."""
    required = list(json_schema.get("properties", {}))
    schema = {"additionalProperties": False, "required": required, **json_schema}
    return {
        "type": "json_schema",
        "json_schema": {"name": "response", "description": "", "schema": schema, "strict": True},
    }


def _is_vision_model(model: str) -> bool:
    from helm.benchmark.model_metadata_registry import MODEL_NAME_TO_MODEL_METADATA, VISION_LANGUAGE_MODEL_TAG

    metadata = MODEL_NAME_TO_MODEL_METADATA.get(model)
    return metadata is not None and VISION_LANGUAGE_MODEL_TAG in metadata.tags

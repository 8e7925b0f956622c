"""Text completions, the interface before chat: request to payload, choice to completion."""

from typing import Any, Dict, Mapping

from helm.clients.client import truncate_sequence
from helm.clients.middleware.retry import NonRetriableException
from helm.common.request import GeneratedOutput, Request, Token

_END_OF_TEXT = "<|endoftext|>"


def completions_payload(request: Request, model: str) -> Dict[str, Any]:
    """What is sent for `request`, and the cache key.

    Raises:
        NonRetriableException: the request has no plain prompt.
    """
    if request.messages or request.multimodal_prompt is not None:
        raise NonRetriableException(
            f"{request.model_deployment} is served by a completions interface, which takes a plain prompt only: "
            "use a chat deployment for conversations, images and audio"
        )
    candidates = max(request.top_k_per_token, request.num_completions)
    return {
        "model": model,
        "prompt": request.prompt,
        "temperature": request.temperature,
        "n": request.num_completions,
        "max_tokens": request.max_tokens,
        "best_of": candidates,
        "logprobs": candidates,
        "stop": request.stop_sequences or None,
        "top_p": request.top_p,
        "presence_penalty": request.presence_penalty,
        "frequency_penalty": request.frequency_penalty,
        "echo": request.echo_prompt,
    }


def text_completion(choice: Mapping[str, Any], request: Request) -> GeneratedOutput:
    """The completion that is in a choice of the response; the first token of a prompt has log-probability 0."""
    scored = choice.get("logprobs") or {"tokens": [], "token_logprobs": []}
    tokens = [
        Token(text=text, logprob=logprob or 0)
        for text, logprob in zip(scored["tokens"], scored["token_logprobs"], strict=True)
    ]
    output = GeneratedOutput(
        text=choice["text"],
        logprob=sum(token.logprob for token in tokens),
        tokens=tokens,
        finish_reason={"reason": choice.get("finish_reason")},
    )
    return truncate_sequence(output, request, end_of_text_token=_END_OF_TEXT)

"""What OpenAI's errors, and those of services that speak its protocol, mean to a run."""

from typing import NamedTuple, Optional

from helm.clients.middleware.failures import (
    AUTHENTICATION,
    CONFIGURATION,
    CONTENT_FILTER,
    kind_of_exception,
    retry_after_of,
)
from helm.common.request import ErrorFlags, GeneratedOutput, Request, RequestResult

CONTENT_POLICY_REASON = (
    "The prompt violates OpenAI's content policy. "
    "See https://labs.openai.com/policies/content-policy for more information."
)

BLOCKED = ErrorFlags(is_retriable=False, is_fatal=False, kind=CONTENT_FILTER)
"""The answer to one prompt is refused; the run goes on without it."""

_HOPELESS_STATUS_CODES = frozenset({400, 401, 403, 404, 405, 413, 422})
_HOPELESS_CODES = {
    "insufficient_quota": AUTHENTICATION,
    "invalid_api_key": AUTHENTICATION,
    "model_not_found": CONFIGURATION,
}


class _KnownError(NamedTuple):
    part: str
    """A part of the message by which the error is known."""
    meaning: Optional[str]
    """What is reported; None if the blocked prompt counts as answered with empty text."""


_AZURE_FILTER = "The response was filtered due to the prompt triggering {} content management policy."

_KNOWN_ERRORS = (
    _KnownError("Your input image may contain content that is not allowed by our safety system", None),
    _KnownError("Invalid prompt: your prompt was flagged", None),
    _KnownError(
        "Invalid prompt: we've limited access to this content for safety reasons. "
        "This type of information may be used to benefit or to harm people.",
        "Prompt blocked by OpenAI's safety filter",
    ),
    _KnownError(_AZURE_FILTER.format("Azure OpenAI's"), "Content blocked by Azure's content management filter"),
    _KnownError(_AZURE_FILTER.format("Microsoft's"), "Content blocked by Azure's content management filter"),
    _KnownError("Content violates safety guidelines.", "Grok API error: Content violates safety guidelines"),
    _KnownError("Content violates usage guidelines.", "Grok API error: Content violates usage guidelines"),
)


def failure(error: str, flags: Optional[ErrorFlags] = None) -> RequestResult:
    """A result without an answer."""
    return RequestResult(success=False, cached=False, error=error, error_flags=flags, completions=[], embedding=[])


def failure_of(error: Exception, request: Request) -> RequestResult:
    """The result of a request that ended in `error`, an error of OpenAI's package.

    Prompts that a filter blocks are not asked again and do not end the run. Errors that asking again cannot change
    (a refused key, an unknown model, a malformed request, an exhausted quota) are not asked again.
    """
    message = str(error)
    for known in _KNOWN_ERRORS:
        if known.part in message:
            return _blocked(request) if known.meaning is None else failure(known.meaning, BLOCKED)
    kind_by_code = _HOPELESS_CODES.get(str(getattr(error, "code", None)))
    hopeless = kind_by_code is not None or getattr(error, "status_code", None) in _HOPELESS_STATUS_CODES
    flags = ErrorFlags(
        is_retriable=False if hopeless else None,
        is_fatal=True if hopeless else None,
        kind=kind_by_code or kind_of_exception(error),
        retry_after=retry_after_of(error),
    )
    cause = f" ({error.__cause__})" if error.__cause__ and not getattr(error, "status_code", None) else ""
    return failure(f"OpenAI error: {message}{cause}", flags)


def _blocked(request: Request) -> RequestResult:
    empty = GeneratedOutput(text="", logprob=0, tokens=[], finish_reason={"reason": CONTENT_POLICY_REASON})
    return RequestResult(
        success=True, cached=False, request_time=0, completions=[empty] * request.num_completions, embedding=[]
    )

"""Keeps credentials out of what is logged, raised and written to results."""

import os
from typing import Any, Callable, Iterator, Mapping

_MASK = "[redacted]"
# A shorter value, such as "test" or "EMPTY", is no secret, and stands in many a message by chance.
_MIN_LENGTH = 8


def make_redactor(credentials: Mapping[str, Any]) -> Callable[[str], str]:
    """A function that masks, in a text, the secrets of `credentials` and of the environment (`*_API_KEY`, `*_TOKEN`)."""
    found = {*_secrets(credentials), *_environment_secrets()}
    secrets = sorted((secret for secret in found if len(secret) >= _MIN_LENGTH), key=len, reverse=True)

    def redact(text: str) -> str:
        for secret in secrets:
            text = text.replace(secret, _MASK)
        return text

    return redact


def redact_error(error: BaseException, redact: Callable[[str], str]) -> None:
    """Mask secrets in the message of `error` and of the errors that led to it."""
    current: BaseException | None = error
    while current is not None:
        current.args = tuple(redact(arg) if isinstance(arg, str) else arg for arg in current.args)
        current = current.__cause__ or current.__context__


def _secrets(credentials: Mapping[str, Any], all_values: bool = False) -> Iterator[str]:
    for name, value in credentials.items():
        if isinstance(value, Mapping):
            yield from _secrets(value, all_values or name == "deployments")
        elif isinstance(value, str) and (all_values or name.lower().endswith(("key", "token", "secret", "password"))):
            yield value


def _environment_secrets() -> Iterator[str]:
    for name, value in os.environ.items():
        if name.endswith(("_API_KEY", "_TOKEN")):
            yield value

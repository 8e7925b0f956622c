"""Texts that have long parts in common, such as the prompts of a run, which begin with the same examples."""

from typing import Any, Optional, Tuple, Union

SharedText = Union[str, Tuple[str, ...]]
"""A text, or the parts that it consists of. Texts take the memory of their own parts only."""


class SharedTextField:
    """A field of a dataclass that is given a SharedText and read as a string; "" by default."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: Optional[object], owner: Optional[type] = None) -> str:
        if instance is None:
            return ""
        text: SharedText = instance.__dict__[self._name]
        return text if isinstance(text, str) else "".join(text)

    def __set__(self, instance: object, value: SharedText) -> None:
        instance.__dict__[self._name] = value


def shared_text_field() -> Any:
    """See SharedTextField; for a field that is annotated as `str`."""
    return SharedTextField()

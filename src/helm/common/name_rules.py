"""Values that are made from their name when they are first asked for, by rules for names with a given prefix."""

from threading import Lock
from typing import Callable, Dict, Generic, Optional, TypeVar

T = TypeVar("T")

Maker = Callable[[str], Optional[T]]
"""Gets the whole name and returns the value, or None if it has none for that name."""


class NameRules(Generic[T]):
    """Rules `prefix -> maker`; what they make is kept. They come before the one rule for all other names."""

    def __init__(self, fallback: Maker[T]):
        self._fallback = fallback
        self._makers: Dict[str, Maker[T]] = {}
        self._made: Dict[str, T] = {}
        self._lock = Lock()

    def rule(self, prefix: str) -> Callable[[Maker[T]], Maker[T]]:
        """Decorate the maker of values called `prefix/...`; it replaces one for the same prefix."""

        def add(maker: Maker[T]) -> Maker[T]:
            self._makers[prefix.rstrip("/") + "/"] = maker
            return maker

        return add

    def make(self, name: str) -> Optional[T]:
        """The value of this name, or None if no rule makes one. One caller at a time: making may load a tokenizer."""
        with self._lock:
            if name not in self._made:
                value = self._first(name)
                if value is None:
                    return None
                self._made[name] = value
            return self._made[name]

    def _first(self, name: str) -> Optional[T]:
        makers = [maker for prefix, maker in self._makers.items() if name.startswith(prefix)]
        values = (maker(name) for maker in [*makers, self._fallback])
        return next((value for value in values if value is not None), None)

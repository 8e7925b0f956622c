"""Stores of JSON-like requests and the responses to them: the interface, and the two stores that need no file."""

import json
import threading
from abc import ABC, abstractmethod
from collections import OrderedDict
from types import TracebackType
from typing import Any, Dict, Iterable, Mapping, Optional, Tuple, Type

from helm.common.errors import HelmError

Response = Dict[str, Any]


class CacheError(HelmError):
    """A cache that cannot be read or written."""


def request_to_key(request: Mapping[str, Any]) -> str:
    """The one text that stands for a request: JSON with sorted keys.

    Raises:
        CacheError: the request holds something that JSON cannot express.
    """
    try:
        return json.dumps(request, sort_keys=True)
    except (TypeError, ValueError) as error:
        raise CacheError(
            f"A request with the fields {', '.join(map(str, request))} cannot be cached: {error}"
        ) from error


class KeyValueStore(ABC):
    """Maps requests to responses; safe to use from many threads. Use it in a `with` block, or close() it."""

    @abstractmethod
    def get(self, key: Mapping[str, Any]) -> Optional[Response]:
        """What was put under `key`, or None.

        Raises:
            CacheError: the store cannot be read.
        """

    @abstractmethod
    def multi_put(self, pairs: Iterable[Tuple[Mapping[str, Any], Response]]) -> None:
        """Put all pairs or, if there is an error, none; a pair replaces an earlier one with the same key.

        Raises:
            CacheError: the store cannot be written, or a response is not made of JSON values.
        """

    def put(self, key: Mapping[str, Any], value: Response) -> None:
        """Put one pair, see multi_put."""
        self.multi_put([(key, value)])

    def contains(self, key: Mapping[str, Any]) -> bool:
        """Whether there is a readable response under `key`."""
        return self.get(key) is not None

    @abstractmethod
    def close(self) -> None:
        """Release files and connections; a store in a file opens it again when it is used."""

    def __enter__(self) -> "KeyValueStore":
        return self

    def __exit__(
        self,
        exception_type: Optional[Type[BaseException]],
        exception: Optional[BaseException],
        traceback: Optional[TracebackType],
    ) -> None:
        self.close()


class BlackHoleKeyValueStore(KeyValueStore):
    """Keeps nothing."""

    def get(self, key: Mapping[str, Any]) -> Optional[Response]:
        return None

    def multi_put(self, pairs: Iterable[Tuple[Mapping[str, Any], Response]]) -> None:
        pass

    def close(self) -> None:
        pass


class MemoryKeyValueStore(KeyValueStore):
    """Keeps the `capacity` most recently used responses, for as long as the process lives."""

    def __init__(self, capacity: int):
        self._capacity = capacity
        self._responses: OrderedDict[str, Response] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Mapping[str, Any]) -> Optional[Response]:
        text = request_to_key(key)
        with self._lock:
            if text not in self._responses:
                return None
            self._responses.move_to_end(text)
            return self._responses[text]

    def multi_put(self, pairs: Iterable[Tuple[Mapping[str, Any], Response]]) -> None:
        entries = [(request_to_key(key), value) for key, value in pairs]
        with self._lock:
            for text, value in entries:
                self._responses[text] = value
                self._responses.move_to_end(text)
            while len(self._responses) > self._capacity:
                self._responses.popitem(last=False)

    def close(self) -> None:
        with self._lock:
            self._responses.clear()

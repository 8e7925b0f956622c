"""Stores of JSON-like requests and the responses to them: the interface, and the two stores that need no file."""

import json
import threading
from abc import ABC, abstractmethod
from collections import OrderedDict
from types import TracebackType
from typing import Any, Dict, Iterable, Mapping, NamedTuple, Optional, Sequence, Tuple, Type

from helm.common.claims import Claims, digest_of
from helm.common.errors import HelmError
from helm.common.hierarchical_logger import hwarn_once

Request = Mapping[str, Any]
Response = Dict[str, Any]

_encode_request = json.JSONEncoder(sort_keys=True).encode


class CacheError(HelmError):
    """A cache that cannot be read or written."""


class RequestKey(NamedTuple):
    """What stands for a request."""

    text: str
    """The request as JSON with sorted keys."""

    digest: bytes
    """SHA-256 of the text."""


Entry = Tuple[RequestKey, Response]


def request_to_key(request: Request) -> RequestKey:
    """The one key of a request.

    Raises:
        CacheError: the request holds something that JSON cannot express.
    """
    try:
        text = _encode_request(request)
    except (TypeError, ValueError) as error:
        raise CacheError(
            f"A request with the fields {', '.join(map(str, request))} cannot be cached: {error}"
        ) from error
    return RequestKey(text, digest_of(text))


def warn_not_kept(error: Exception) -> None:
    """Say that responses are not kept because of `error`, the first time that it happens in this process."""
    hwarn_once(f"Answers are used but not kept, and will have to be computed again: {error}")


class KeyValueStore(ABC):
    """Maps requests to responses; safe to use from many threads. Use it in a `with` block, or close() it."""

    claims: Claims = Claims()
    """Who computes which request, by the digest of its key."""

    @abstractmethod
    def read(self, key: RequestKey) -> Optional[Response]:
        """The response that was written under `key`, or None.

        Raises:
            CacheError: the store cannot be read.
        """

    @abstractmethod
    def write(self, entries: Sequence[Entry]) -> None:
        """Keep `entries`, each in place of an earlier one with the same key.

        On return they can be read here; flush returns when they are kept. Their claims end when other processes can read
        them, or when it turns out that they cannot be kept.

        Raises:
            CacheError: a response is not made of JSON values, or the store cannot be written; nothing is kept then.
        """

    @abstractmethod
    def close(self) -> None:
        """Flush, and release files and connections; a store in a file opens it again when it is used."""

    def flush(self) -> None:  # noqa: B027 - most stores keep what is written at once
        """Return when everything that was written is kept.

        Raises:
            CacheError: the store cannot be written.
        """

    def get(self, request: Request) -> Optional[Response]:
        """The response to `request`, or None, see read."""
        return self.read(request_to_key(request))

    def put(self, request: Request, response: Response) -> None:
        """Put one pair, see multi_put."""
        self.multi_put([(request, response)])

    def multi_put(self, pairs: Iterable[Tuple[Request, Response]]) -> None:
        """Write all pairs and flush."""
        self.write([(request_to_key(request), response) for request, response in pairs])
        self.flush()

    def contains(self, request: Request) -> bool:
        """Whether there is a readable response to `request`."""
        return self.get(request) is not None

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

    def read(self, key: RequestKey) -> Optional[Response]:
        return None

    def write(self, entries: Sequence[Entry]) -> None:
        pass

    def close(self) -> None:
        pass


class MemoryKeyValueStore(KeyValueStore):
    """Keeps the `capacity` most recently used responses, for as long as the process lives."""

    def __init__(self, capacity: int):
        self._capacity = capacity
        self._responses: OrderedDict[bytes, Response] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, key: RequestKey) -> Optional[Response]:
        with self._lock:
            if key.digest not in self._responses:
                return None
            self._responses.move_to_end(key.digest)
            return self._responses[key.digest]

    def write(self, entries: Sequence[Entry]) -> None:
        with self._lock:
            for key, response in entries:
                self._responses[key.digest] = response
                self._responses.move_to_end(key.digest)
            while len(self._responses) > self._capacity:
                self._responses.popitem(last=False)

    def close(self) -> None:
        with self._lock:
            self._responses.clear()

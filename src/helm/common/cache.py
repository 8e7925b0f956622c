"""Answers kept from earlier requests, so that a repeated run costs neither time nor money."""

import atexit
import threading
import weakref
from abc import ABC, abstractmethod
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Callable, Dict, Iterable, Iterator, List, Mapping, Optional, Sequence, Set, Tuple

from helm.common.hierarchical_logger import hlog
from helm.common.key_value_store import (
    BlackHoleKeyValueStore,
    CacheError,
    Entry,
    KeyValueStore,
    MemoryKeyValueStore,
    RequestKey,
    Response,
    request_to_key,
    warn_not_kept,
)

Answer = Tuple[Response, bool]
"""A response, and whether it was in the cache."""

_SHORTEST_WAIT = 0.001
_LONGEST_WAIT = 0.05


@dataclass(frozen=True)
class CacheConfig(ABC):
    """Which store a cache uses."""

    @property
    def cache_stats_key(self) -> Optional[str]:
        """The name under which queries are counted; None if they are not."""
        return None

    @abstractmethod
    def create_key_value_store(self) -> KeyValueStore:
        """The store."""


@dataclass(frozen=True)
class SqliteCacheConfig(CacheConfig):
    """A cache in one SQLite file."""

    path: str

    @property
    def cache_stats_key(self) -> Optional[str]:
        return self.path

    def create_key_value_store(self) -> KeyValueStore:
        from helm.common.sqlite_key_value_store import SqliteKeyValueStore

        return SqliteKeyValueStore.shared(self.path)


@dataclass(frozen=True)
class MongoCacheConfig(CacheConfig):
    """A cache in a MongoDB collection (extra `mongo`)."""

    uri: str = field(repr=False)
    """Connection string with the name of a database; it may hold a password."""

    collection_name: str

    @property
    def cache_stats_key(self) -> Optional[str]:
        return f"mongodb collection {self.collection_name}"

    def create_key_value_store(self) -> KeyValueStore:
        from helm.common.mongo_key_value_store import MongoKeyValueStore

        return MongoKeyValueStore(self.uri, self.collection_name)


@dataclass(frozen=True)
class BlackHoleCacheConfig(CacheConfig):
    """No cache."""

    def create_key_value_store(self) -> KeyValueStore:
        return BlackHoleKeyValueStore()


@dataclass(frozen=True)
class MemoryCacheConfig(CacheConfig):
    """A cache of the most recently used answers that ends with the process."""

    capacity: int = 512

    def create_key_value_store(self) -> KeyValueStore:
        return MemoryKeyValueStore(self.capacity)


class CacheStats:
    """How often each cache was asked, and how often it had to have the answer computed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._queries: Counter[str] = Counter()
        self._computes: Counter[str] = Counter()

    def count(self, key: Optional[str], queries: int = 0, computes: int = 0) -> None:
        """Add to the counts of `key`, unless it is None."""
        if key is not None:
            with self._lock:
                self._queries[key] += queries
                self._computes[key] += computes

    def lines(self) -> List[str]:
        """`PATH: N queries, M computes` for each cache."""
        with self._lock:
            return [f"{key}: {count} queries, {self._computes[key]} computes" for key, count in self._queries.items()]

    def print_status(self) -> None:
        """Log the counts since the process began."""
        for line in self.lines():
            hlog(line)


cache_stats = CacheStats()
"""The counts of all caches of this process."""

_stores: "weakref.WeakSet[KeyValueStore]" = weakref.WeakSet()


class Cache:
    """Looks a request up in the store of `config`, and has the response computed if it is not there.

    A request that another thread is computing, or another process that shares an SQLite cache, is not computed a second
    time: its response is waited for. A computation may look up other requests, but not its own.
    """

    def __init__(self, config: CacheConfig):
        self.config = config
        self._store = config.create_key_value_store()
        _stores.add(self._store)

    def get(self, request: Mapping[str, Any], compute: Callable[[], Response]) -> Answer:
        """The response to `request`, and whether it was in the cache.

        An empty response counts as absent. Request and response must be made of JSON values. If the response cannot be
        written, it is returned all the same and a warning is logged once for each cache.

        Raises:
            CacheError: the cache cannot be read; nothing has been computed then.
        """
        [answer] = self.get_many([request], lambda missing: [compute()])
        return answer

    def get_many(
        self,
        requests: Sequence[Mapping[str, Any]],
        compute: Callable[[List[int]], List[Response]],
    ) -> List[Answer]:
        """The responses to `requests`, see get; `compute` gets the positions of those that are not in the cache.

        It may be called again, with other positions, if somebody else who was computing those has failed.
        """
        keys = [request_to_key(request) for request in requests]
        cache_stats.count(self.config.cache_stats_key, queries=len(keys))
        answers = self._read(keys, range(len(keys)))
        patience = _SHORTEST_WAIT
        while len(answers) < len(keys):
            missing = [position for position in range(len(keys)) if position not in answers]
            news = self._answer_some(keys, missing, compute)
            answers.update(news)
            if not news:
                self._store.claims.wait(keys[missing[0]].digest, patience)
                patience = min(2 * patience, _LONGEST_WAIT)
        return [answers[position] for position in range(len(keys))]

    def _read(self, keys: Sequence[RequestKey], positions: Iterable[int]) -> Dict[int, Answer]:
        """The answers to those at `positions` that are in the store."""
        responses = ((position, self._store.read(keys[position])) for position in positions)
        return {position: (response, True) for position, response in responses if response}

    def _answer_some(
        self, keys: Sequence[RequestKey], missing: List[int], compute: Callable[[List[int]], List[Response]]
    ) -> Dict[int, Answer]:
        """The answers to those at the positions `missing` that are there by now, or that nobody else is computing."""
        claims = self._store.claims
        mine: List[int] = []
        held: Set[bytes] = set()
        try:
            for position in missing:
                if claims.take(keys[position].digest):
                    mine.append(position)
                    held.add(keys[position].digest)
            answers = self._read(keys, missing)
            todo = [position for position in mine if position not in answers]
            if todo:
                cache_stats.count(self.config.cache_stats_key, computes=len(todo))
                computed = dict(zip(todo, compute(todo), strict=True))
                held -= self._keep([(keys[position], response) for position, response in computed.items() if response])
                answers.update({position: (response, False) for position, response in computed.items()})
            return answers
        finally:
            claims.release(held)

    def _keep(self, entries: List[Entry]) -> Set[bytes]:
        """Write `entries`, and return the digests of those whose claims the store has taken over."""
        with _warning():
            self._store.write(entries)
        return {key.digest for key, _ in entries}


def flush_caches() -> None:
    """Return when the answers that the caches of this process were given are kept; warn of those that cannot be."""
    for store in list(_stores):
        with _warning():
            store.flush()


def _close_caches() -> None:
    for store in list(_stores):
        with _warning():
            store.close()


@contextmanager
def _warning() -> Iterator[None]:
    """Say that answers are not kept if that is what the block comes to."""
    try:
        yield
    except CacheError as error:
        warn_not_kept(error)


atexit.register(_close_caches)

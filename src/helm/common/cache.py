"""Answers kept from earlier requests, so that a repeated run costs neither time nor money."""

import threading
from abc import ABC, abstractmethod
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, Set, Tuple

from helm.common.hierarchical_logger import hlog, hwarn
from helm.common.key_value_store import (
    BlackHoleKeyValueStore,
    CacheError,
    KeyValueStore,
    MemoryKeyValueStore,
    Response,
)


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

    def count(self, key: Optional[str], queries: int, computes: int) -> None:
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

_unwritable: Set[str] = set()


class Cache:
    """Looks a request up in the store of `config`, and has the response computed if it is not there."""

    def __init__(self, config: CacheConfig):
        self.config = config
        self._store = config.create_key_value_store()

    def get(self, request: Mapping[str, Any], compute: Callable[[], Response]) -> Tuple[Response, bool]:
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
    ) -> List[Tuple[Response, bool]]:
        """The responses to `requests`, see get; `compute` gets the positions of those that are not in the cache."""
        found: Dict[int, Response] = {}
        for position, request in enumerate(requests):
            response = self._store.get(request)
            if response:
                found[position] = response
        missing = [position for position in range(len(requests)) if position not in found]
        cache_stats.count(self.config.cache_stats_key, len(requests), len(missing))
        computed = dict(zip(missing, compute(missing), strict=True)) if missing else {}
        if computed:
            self._keep([(requests[position], response) for position, response in computed.items()])
        return [(found[i], True) if i in found else (computed[i], False) for i in range(len(requests))]

    def _keep(self, pairs: List[Tuple[Mapping[str, Any], Response]]) -> None:
        try:
            self._store.multi_put(pairs)
        except CacheError as error:
            name = f"{self.config.cache_stats_key}"
            if name not in _unwritable:
                _unwritable.add(name)
                hwarn(f"Answers are used but not kept, and will have to be computed again: {error}")

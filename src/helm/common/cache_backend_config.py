"""Where the caches of a run are: one cache (a shard) for each host, tokenizer organization or service."""

import os
from abc import ABC, abstractmethod
from dataclasses import dataclass, field

from helm.common.cache import BlackHoleCacheConfig, CacheConfig, MongoCacheConfig, SqliteCacheConfig


@dataclass(frozen=True)
class CacheBackendConfig(ABC):
    """Where caches are."""

    @abstractmethod
    def get_cache_config(self, shard_name: str) -> CacheConfig:
        """Where the cache called `shard_name` is."""


@dataclass(frozen=True)
class SqliteCacheBackendConfig(CacheBackendConfig):
    """Caches in the folder `path`, `<shard>.sqlite` each."""

    path: str

    def get_cache_config(self, shard_name: str) -> CacheConfig:
        return SqliteCacheConfig(os.path.join(self.path, f"{shard_name}.sqlite"))


@dataclass(frozen=True)
class MongoCacheBackendConfig(CacheBackendConfig):
    """Caches in a MongoDB database, a collection each."""

    uri: str = field(repr=False)
    """Connection string with the name of a database; it may hold a password."""

    def get_cache_config(self, shard_name: str) -> CacheConfig:
        return MongoCacheConfig(uri=self.uri, collection_name=shard_name)


@dataclass(frozen=True)
class BlackHoleCacheBackendConfig(CacheBackendConfig):
    """No caches."""

    def get_cache_config(self, shard_name: str) -> CacheConfig:
        return BlackHoleCacheConfig()

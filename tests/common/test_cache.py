import logging
import sqlite3

import pytest

from helm.common import cache as cache_module
from helm.common.cache import (
    BlackHoleCacheConfig,
    Cache,
    CacheStats,
    MemoryCacheConfig,
    MongoCacheConfig,
    SqliteCacheConfig,
)
from helm.common.cache_backend_config import (
    BlackHoleCacheBackendConfig,
    MongoCacheBackendConfig,
    SqliteCacheBackendConfig,
)
from helm.common.key_value_store import CacheError, MemoryKeyValueStore

REQUEST = {"prompt": "p", "engine": "e"}


@pytest.fixture
def log(caplog):
    caplog.set_level(logging.INFO, logger="helm")
    logging.getLogger("helm").propagate = True
    return caplog


@pytest.fixture
def stats(monkeypatch):
    monkeypatch.setattr(cache_module, "cache_stats", CacheStats())
    return cache_module.cache_stats


@pytest.fixture
def config(tmp_path):
    return SqliteCacheConfig(str(tmp_path / "host.sqlite"))


def never():
    raise AssertionError("the response should have come from the cache")


def test_a_response_is_computed_once(config, stats):
    assert Cache(config).get(REQUEST, lambda: {"text": "a"}) == ({"text": "a"}, False)
    assert Cache(config).get(dict(reversed(REQUEST.items())), never) == ({"text": "a"}, True)
    assert Cache(config).get({**REQUEST, "random": "1"}, lambda: {"text": "b"}) == ({"text": "b"}, False)
    assert stats.lines() == [f"{config.path}: 3 queries, 2 computes"]


def test_an_empty_response_counts_as_absent(config):
    Cache(config).get(REQUEST, dict)
    assert Cache(config).get(REQUEST, lambda: {"text": "a"}) == ({"text": "a"}, False)


def test_many_requests_are_computed_together_and_kept_together(config):
    cache = Cache(config)
    cache.get({"i": 1}, lambda: {"v": 1})
    asked = []

    def compute(positions):
        asked.append(positions)
        return [{"v": position * 10} for position in positions]

    requests = [{"i": 0}, {"i": 1}, {"i": 2}]
    assert cache.get_many(requests, compute) == [({"v": 0}, False), ({"v": 1}, True), ({"v": 20}, False)]
    assert [cached for _, cached in cache.get_many(requests, never)] == [True] * 3
    assert asked == [[0, 2]]
    with pytest.raises(ValueError, match="shorter"):
        cache.get_many([{"i": 3}, {"i": 4}], lambda positions: [{"v": 1}])


def test_a_failed_computation_leaves_nothing(config):
    def fail():
        raise RuntimeError("no answer")

    with pytest.raises(RuntimeError):
        Cache(config).get(REQUEST, fail)
    assert Cache(config).get(REQUEST, lambda: {"a": 1})[1] is False


def test_a_full_disk_loses_no_answer(config, log):
    cache = Cache(config)
    cache.get(REQUEST, lambda: {"a": 1})
    with cache._store._writer.use() as connection:
        [pages] = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
    for i in range(3):
        answer = {"text": "x" * 10**5}
        assert cache.get({"i": i}, lambda answer=answer: answer) == (answer, False)
    warnings = [record.getMessage() for record in log.records if record.levelno == logging.WARNING]
    assert len(warnings) == 1 and "full" in warnings[0] and config.path in warnings[0]
    assert cache.get(REQUEST, never) == ({"a": 1}, True)


def test_a_response_that_json_cannot_express_is_returned_all_the_same(config, log):
    assert Cache(config).get(REQUEST, lambda: {"audio": b"x"}) == ({"audio": b"x"}, False)
    assert "not made of JSON values" in log.text


def test_a_damaged_database_is_reported_before_anything_is_computed(config):
    Cache(config).get(REQUEST, lambda: {"a": 1})
    connection = sqlite3.connect(config.path)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    with open(config.path, "r+b") as file:
        file.write(b"damaged" * 300)
    with pytest.raises(CacheError, match="host.sqlite"):
        Cache(SqliteCacheConfig(config.path)).get(REQUEST, never)


def test_a_black_hole_keeps_nothing_and_counts_nothing(stats):
    cache = Cache(BlackHoleCacheConfig())
    assert [cache.get(REQUEST, lambda: {"a": 1})[1] for _ in range(2)] == [False, False]
    assert stats.lines() == []


def test_memory_keeps_what_was_used_last():
    store = MemoryKeyValueStore(2)
    store.put({"i": 1}, {"v": 1})
    store.put({"i": 2}, {"v": 2})
    store.get({"i": 1})
    store.put({"i": 3}, {"v": 3})
    assert [store.contains({"i": i}) for i in (1, 2, 3)] == [True, False, True]
    assert Cache(MemoryCacheConfig(capacity=1)).get(REQUEST, lambda: {"a": 1}) == ({"a": 1}, False)


def test_the_counts_are_logged(log):
    stats = CacheStats()
    stats.count("a.sqlite", 3, 1)
    stats.count(None, 1, 1)
    stats.print_status()
    assert [record.getMessage() for record in log.records] == ["a.sqlite: 3 queries, 1 computes"]


def test_backends_name_a_cache_by_its_shard(tmp_path):
    path = str(tmp_path)
    assert SqliteCacheBackendConfig(path).get_cache_config("openai") == SqliteCacheConfig(f"{path}/openai.sqlite")
    assert BlackHoleCacheBackendConfig().get_cache_config("openai") == BlackHoleCacheConfig()
    mongo = MongoCacheBackendConfig("mongodb://user:secret@host/db").get_cache_config("openai")
    assert mongo == MongoCacheConfig("mongodb://user:secret@host/db", "openai")
    assert "secret" not in repr(mongo) + str(mongo.cache_stats_key)

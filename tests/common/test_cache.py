import logging
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from helm.common import cache as cache_module
from helm.common.cache import (
    BlackHoleCacheConfig,
    Cache,
    CacheStats,
    MemoryCacheConfig,
    MongoCacheConfig,
    SqliteCacheConfig,
    flush_caches,
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


def test_a_full_disk_loses_no_answer(config, log, monkeypatch):
    cache = Cache(config)
    cache.get(REQUEST, lambda: {"a": 1})
    flush_caches()

    def fail(statement, rows):
        raise CacheError(f"The cache {config.path} cannot be used: database or disk is full")

    with monkeypatch.context() as full_disk:
        full_disk.setattr(cache._store._connections, "write", fail)
        for i in range(3):
            assert cache.get({"i": i}, lambda i=i: {"v": i}) == ({"v": i}, False)
            flush_caches()
    warnings = [record.getMessage() for record in log.records if record.levelno == logging.WARNING]
    assert len(warnings) == 1 and "full" in warnings[0] and config.path in warnings[0]
    assert cache.get(REQUEST, never) == ({"a": 1}, True)
    assert cache.get({"i": 1}, lambda: {"v": "again"}) == ({"v": "again"}, False)


def test_a_response_that_json_cannot_express_is_returned_all_the_same(config, log):
    assert Cache(config).get(REQUEST, lambda: {"audio": b"x"}) == ({"audio": b"x"}, False)
    assert "not made of JSON values" in log.text


def test_a_damaged_database_is_reported_before_anything_is_computed(config):
    with config.create_key_value_store() as store:
        store.put(REQUEST, {"a": 1})
    with open(config.path, "r+b") as file:
        file.write(b"damaged" * 300)
    with pytest.raises(CacheError, match="host.sqlite"):
        Cache(SqliteCacheConfig(config.path)).get(REQUEST, never)


class Slow:
    """A computation that takes a while and counts how often it was asked for."""

    def __init__(self, failures=0):
        self.failures = failures
        self.calls = 0
        self.started = threading.Event()

    def __call__(self):
        self.calls += 1
        self.started.set()
        time.sleep(0.1)
        if self.calls <= self.failures:
            raise RuntimeError("no answer")
        return {"call": self.calls}


def test_threads_that_ask_the_same_at_once_have_it_computed_once(config, stats):
    compute = Slow()
    with ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(Cache(config).get, REQUEST, compute) for _ in range(8)]
    assert compute.calls == 1
    assert sorted((answer.result() for answer in answers), key=lambda answer: answer[1]) == (
        [({"call": 1}, False)] + [({"call": 1}, True)] * 7
    )
    assert stats.lines() == [f"{config.path}: 8 queries, 1 computes"]


def test_when_a_computation_fails_one_who_waited_computes(config):
    compute, cache = Slow(failures=1), Cache(config)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(cache.get, REQUEST, compute)
        compute.started.wait()
        second = pool.submit(cache.get, REQUEST, compute)
    with pytest.raises(RuntimeError):
        first.result()
    assert second.result() == ({"call": 2}, False)


def test_a_request_that_stands_twice_in_a_batch_is_computed_once(config):
    asked = []

    def compute(positions):
        asked.extend(positions)
        return [{"v": position} for position in positions]

    answers = Cache(config).get_many([{"i": 0}, {"i": 1}, {"i": 0}], compute)
    assert answers == [({"v": 0}, False), ({"v": 1}, False), ({"v": 0}, True)] and asked == [0, 1]


def test_batches_that_share_requests_wait_for_each_other_without_a_deadlock(config):
    asked = []

    def compute_for(requests):
        def compute(positions):
            time.sleep(0.05)
            asked.extend(requests[position]["i"] for position in positions)
            return [{"v": requests[position]["i"]} for position in positions]

        return compute

    batches = [[{"i": 0}, {"i": 1}, {"i": 2}], [{"i": 2}, {"i": 3}, {"i": 0}]]
    with ThreadPoolExecutor(2) as pool:
        results = [pool.submit(Cache(config).get_many, batch, compute_for(batch)) for batch in batches]
    assert [[answer["v"] for answer, _ in result.result()] for result in results] == [[0, 1, 2], [2, 3, 0]]
    assert sorted(asked) == [0, 1, 2, 3]


ASKER = """
import sys, time
from helm.common.cache import Cache, SqliteCacheConfig

def compute(i):
    print(i, flush=True)
    time.sleep(0.05 if sys.argv[2] == "work" else 60)
    return {"v": i}

cache = Cache(SqliteCacheConfig(sys.argv[1]))
for i in range(8):
    assert cache.get({"i": i}, lambda: compute(i))[0] == {"v": i}
"""


def start_asker(config, what):
    """A process that asks for 8 requests; it writes which of them it computes."""
    return subprocess.Popen([sys.executable, "-c", ASKER, config.path, what], stdout=subprocess.PIPE, text=True)


@pytest.mark.skipif(sys.platform == "win32", reason="processes have no common claims on Windows")
def test_processes_that_ask_the_same_have_it_computed_once(config):
    askers = [start_asker(config, "work") for _ in range(3)]
    computed = [line for asker in askers for line in asker.communicate(timeout=60)[0].split()]
    assert sorted(computed) == [str(i) for i in range(8)]
    assert [asker.returncode for asker in askers] == [0, 0, 0]


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_when_a_process_is_killed_one_that_waited_computes(config):
    asker = start_asker(config, "sleep")
    assert asker.stdout.readline() == "0\n"
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(Cache(config).get, {"i": 0}, lambda: {"mine": 1})
        time.sleep(0.1)
        assert not answer.done()
        asker.kill()
        assert answer.result(timeout=10) == ({"mine": 1}, False)
    asker.communicate()


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

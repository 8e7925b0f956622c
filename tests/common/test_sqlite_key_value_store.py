import hashlib
import json
import logging
import multiprocessing
import os
import pickle
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from sqlitedict import SqliteDict

from helm.common.key_value_store import CacheError, request_to_key
from helm.common.sqlite_key_value_store import SqliteKeyValueStore
from small_disk import fill_up, mount, small_disk

KEY = {"prompt": "ab", "engine": "x"}
VALUE = {"completions": [{"text": "ä", "logprob": -0.5}], "none": None, "nested": {"a": [1, 2.5, True]}}


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "cache" / "host.sqlite")


def write_with_sqlitedict(path, entries):
    """A cache file as tools before this one wrote it."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with SqliteDict(path) as old:
        for key, value in entries:
            old[request_to_key(key).text] = value
        old.commit()


def write_raw(path, key, stored):
    with SqliteKeyValueStore(path) as store:
        store.put({"other": 1}, {"a": 1})
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO unnamed VALUES (?, ?)", (request_to_key(key).text, stored))
    connection.close()


def test_keys_are_json_with_sorted_keys():
    text = '{"a": "\\u00e4", "b": {"c": null, "d": 1}}'
    assert request_to_key({"b": {"d": 1, "c": None}, "a": "ä"}) == (text, hashlib.sha256(text.encode()).digest())


def test_what_was_put_is_got_by_another_store(path):
    with SqliteKeyValueStore(path) as store:
        assert store.get(KEY) is None and not store.contains(KEY)
        store.put(KEY, VALUE)
        store.put({"prompt": "b"}, {"x": 1})
        store.put({"prompt": "b"}, {"x": 2})
    again = SqliteKeyValueStore(path)
    assert again.get({"engine": "x", "prompt": "ab"}) == VALUE
    assert again.get({"prompt": "b"}) == {"x": 2}


def test_the_file_has_the_layout_of_sqlitedict_and_keys_are_digests(path):
    text = "long " * 1000
    with SqliteKeyValueStore(path) as store:
        store.put(KEY, VALUE)
        store.put({"prompt": "b" * 8000}, {"text": text})
    with closing(sqlite3.connect(path)) as connection:
        [(schema,)] = connection.execute("SELECT sql FROM sqlite_master WHERE type = 'table'")
        (key, value), (long_key, long_value) = connection.execute('SELECT key, value FROM "unnamed"')
    assert schema == 'CREATE TABLE "unnamed" (key TEXT PRIMARY KEY, value BLOB)'
    assert key == hashlib.sha256(b'{"engine": "x", "prompt": "ab"}').digest() and json.loads(value) == VALUE
    assert len(long_key) == 32 and len(long_value) < 200
    assert SqliteKeyValueStore(path).get({"prompt": "b" * 8000}) == {"text": text}


def test_an_entry_of_an_earlier_tool_in_json_is_read_and_a_newer_one_goes_before_it(path):
    write_raw(path, KEY, json.dumps(VALUE))
    store = SqliteKeyValueStore(path)
    assert store.get(KEY) == VALUE
    store.put(KEY, {"newer": 1})
    assert SqliteKeyValueStore(path).get(KEY) == {"newer": 1}


def test_pickles_of_plain_data_are_read(path):
    plain = {**VALUE, "bytes": b"\x00", "tuple": (1, "a"), "set": {1, 2}, "big": 2**80}
    write_with_sqlitedict(path, [(KEY, plain), ({"empty": 1}, {})])
    store = SqliteKeyValueStore(path)
    assert store.get(KEY) == plain
    assert store.get({"empty": 1}) == {}
    store.put({"new": 1}, {"a": 1})
    assert store.get(KEY) == plain


class Malicious:
    def __init__(self, code):
        self.code = code

    def __reduce__(self):
        return exec, (self.code,)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_pickle_that_would_run_code_is_refused_and_named(path, tmp_path, protocol, caplog):
    caplog.set_level(logging.WARNING, logger="helm")
    logging.getLogger("helm").propagate = True
    trap = tmp_path / "trap"
    harm = {"completions": Malicious(f"open({str(trap)!r}, 'w').close()")}
    write_raw(path, KEY, pickle.dumps(harm, protocol=protocol))
    assert SqliteKeyValueStore(path).get(KEY) is None
    assert not trap.exists()
    assert "is not plain data" in caplog.text and path in caplog.text and '"prompt": "ab"' in caplog.text


@pytest.mark.parametrize(
    "stored",
    [
        pickle.dumps(logging.getLogger("helm")),
        pickle.dumps(ValueError("x")),
        pickle.dumps(VALUE)[:-5],
        pickle.dumps([1, 2]),
        b"\x80\x05\x8c\x02os\x8c\x06system\x93\x8c\x02id\x85R.",
        b"",
        b"garbage",
        '{"completions": ',
        "[1]",
        zlib.compress(b'{"a": 1}', 1)[:-3],
        zlib.compress(b"[1]", 1),
    ],
)
def test_an_entry_that_cannot_be_read_counts_as_absent_and_can_be_replaced(path, stored):
    write_raw(path, KEY, stored)
    store = SqliteKeyValueStore(path)
    assert store.get(KEY) is None
    store.put(KEY, VALUE)
    assert store.get(KEY) == VALUE


def test_a_file_that_is_no_database_is_named_and_left_alone(path):
    os.makedirs(os.path.dirname(path))
    with open(path, "wb") as file:
        file.write(b"precious" * 1000)
    with pytest.raises(CacheError, match="not a database") as caught:
        SqliteKeyValueStore(path).get(KEY)
    assert path in str(caught.value) and "--disable-cache" in str(caught.value)
    with open(path, "rb") as file:
        assert file.read() == b"precious" * 1000


@pytest.mark.parametrize("value", [{"a": object()}, {"a": b"bytes"}])
def test_what_is_not_json_is_refused_before_anything_is_written(path, value):
    store = SqliteKeyValueStore(path)
    with pytest.raises(CacheError, match="JSON"):
        store.multi_put([(KEY, VALUE), ({"prompt": "b"}, value)])
    assert store.get(KEY) is None
    with pytest.raises(CacheError, match="prompt"):
        store.get({"prompt": object()})


def test_many_threads_share_a_store(path):
    store = SqliteKeyValueStore.shared(path)
    assert SqliteKeyValueStore.shared(path) is store

    def work(i):
        store.put({"i": i}, {"v": i})
        return store.get({"i": i}), store.get({"i": i - 1})

    with ThreadPoolExecutor(16) as pool:
        results = list(pool.map(work, range(300)))
    assert [own["v"] for own, _ in results] == list(range(300))


WRITER = """
import sys
from helm.common.sqlite_key_value_store import SqliteKeyValueStore
store = SqliteKeyValueStore(sys.argv[1])
for i in range(int(sys.argv[2]), int(sys.argv[3])):
    store.put({"i": i}, {"v": i, "text": "x" * 5000})
    if i % 50 == 0:
        print(i, flush=True)
"""


def start_writer(path, start, stop):
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, path, str(start), str(stop)], stdout=subprocess.PIPE, text=True
    )


def test_two_processes_write_one_file(path):
    writers = [start_writer(path, start, start + 200) for start in (0, 1000)]
    assert [writer.communicate()[0] is not None and writer.returncode for writer in writers] == [0, 0]
    store = SqliteKeyValueStore(path)
    assert all(store.get({"i": i})["v"] == i for start in (0, 1000) for i in range(start, start + 200))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_a_process_killed_while_writing_leaves_a_whole_file(path):
    writer = start_writer(path, 0, 10**6)
    lines = [writer.stdout.readline() for _ in range(4)]
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    count = connection.execute("SELECT count(*) FROM unnamed").fetchone()[0]
    connection.close()
    assert lines[-1] == "150\n" and count > 150
    store = SqliteKeyValueStore(path)
    assert all(store.get({"i": i})["v"] == i for i in range(count))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_child_has_connections_of_its_own(path):
    store = SqliteKeyValueStore.shared(path)
    store.put(KEY, VALUE)
    context = multiprocessing.get_context("fork")
    children = [context.Process(target=store.put, args=({"child": i}, {"v": i})) for i in range(2)]
    for child in children:
        child.start()
    for child in children:
        child.join(30)
        assert child.exitcode == 0
    store.put({"parent": 1}, {"v": 1})
    assert store.get(KEY) == VALUE and store.get({"child": 1}) == {"v": 1}


def test_a_writer_waits_for_another_process_and_readers_do_not(path):
    store = SqliteKeyValueStore(path)
    store.put(KEY, VALUE)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = threading.Thread(target=store.put, args=({"late": 1}, {"v": 1}))
    waiting.start()
    time.sleep(0.2)
    assert waiting.is_alive()
    assert store.get(KEY) == VALUE
    other.execute("COMMIT")
    waiting.join(30)
    assert store.get({"late": 1}) == {"v": 1}
    other.close()


def test_answers_written_one_by_one_are_committed_together(path, monkeypatch):
    store = SqliteKeyValueStore(path)
    batches = []
    monkeypatch.setattr(store._connections, "write", lambda statement, rows: batches.append(len(rows)))
    for i in range(64):
        store.write([(request_to_key({"i": i}), {"v": i})])
    assert sum(batches) == 64 and len(batches) < 8


def test_what_is_not_committed_yet_is_read_and_flush_makes_it_durable(path):
    store, other = SqliteKeyValueStore(path), SqliteKeyValueStore(path)
    store.write([(request_to_key(KEY), VALUE)])
    assert store.get(KEY) == VALUE
    store.flush()
    assert other.get(KEY) == VALUE


def test_claims_end_when_an_answer_is_committed_and_when_it_cannot_be(path):
    store, key = SqliteKeyValueStore(path), request_to_key(KEY)
    assert store.claims.take(key.digest)
    store.write([(key, VALUE)])
    store.flush()
    assert store.claims.take(key.digest)
    with pytest.raises(CacheError):
        store.write([(key, {"a": object()})])
    assert store.claims.take(key.digest)


LEAVER = """
import sys
from helm.common.cache import Cache, SqliteCacheConfig
cache = Cache(SqliteCacheConfig(sys.argv[1]))
cache.get({"i": 1}, lambda: {"v": 1})
sys.exit(3)
"""


def test_a_process_that_ends_commits_what_is_left_and_tidies_up(path):
    assert subprocess.run([sys.executable, "-c", LEAVER, path], timeout=60).returncode == 3
    assert sorted(os.listdir(os.path.dirname(path))) == ["host.sqlite", "host.sqlite-claims"]
    assert SqliteKeyValueStore(path).get({"i": 1}) == {"v": 1}


def test_a_cache_on_a_file_system_that_may_only_be_read_is_read(tmp_path):
    with small_disk(tmp_path / "disk", "1M") as disk:
        path = str(disk / "host.sqlite")
        with SqliteKeyValueStore(path) as store:
            store.put(KEY, VALUE)
        mount(["-o", "remount,ro", str(disk)])
        with SqliteKeyValueStore(path) as store:
            assert store.get(KEY) == VALUE
            with pytest.raises(CacheError, match="readonly"):
                store.put({"b": 1}, {"v": 1})
            assert store.get(KEY) == VALUE


def test_a_full_disk_costs_nothing_that_was_committed_and_is_used_again_when_it_has_room(tmp_path):
    with small_disk(tmp_path / "disk", "256k") as disk:
        store = SqliteKeyValueStore(str(disk / "host.sqlite"))
        store.put(KEY, VALUE)
        filler = fill_up(disk, room=20_000)
        with pytest.raises(CacheError, match="cannot be used"):
            for i in range(100):
                store.put({"i": i}, {"text": os.urandom(5000).hex()})
        assert store.get(KEY) == VALUE and store.get({"i": i}) is None
        filler.unlink()
        store.put({"after": 1}, {"v": 1})
        store.close()
        with SqliteKeyValueStore(store.path) as again:
            assert again.get(KEY) == VALUE and again.get({"after": 1}) == {"v": 1}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_may_only_be_read_is_read(path):
    write_with_sqlitedict(path, [(KEY, VALUE)])
    os.chmod(path, 0o444)
    store = SqliteKeyValueStore(path)
    assert store.get(KEY) == VALUE
    with pytest.raises(CacheError, match="readonly"):
        store.put({"b": 1}, {"v": 1})

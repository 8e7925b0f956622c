"""The store in one SQLite file, which threads and processes can share.

The layout is that of the sqlitedict package, table `unnamed` (key TEXT PRIMARY KEY, value BLOB), so that existing caches
go on to be used. A write-ahead log lets readers go on while one writes, and keeps the file whole if the process is killed.
"""

import os
import sqlite3
import threading
import weakref
from contextlib import contextmanager, suppress
from typing import Any, Iterable, Iterator, List, Mapping, Optional, Tuple

from helm.common.cache_codec import UnreadableEntryError, decode_response, encode_response
from helm.common.hierarchical_logger import hwarn
from helm.common.key_value_store import CacheError, KeyValueStore, Response, request_to_key

_BUSY_TIMEOUT_SECONDS = 60.0

_stores: "weakref.WeakSet[SqliteKeyValueStore]" = weakref.WeakSet()
_stores_lock = threading.Lock()
_inherited: "List[_Connection]" = []


class SqliteKeyValueStore(KeyValueStore):
    """Responses in the SQLite file `path`, which is made, with its folders, at the first access.

    Reads and writes have a connection each, so that a writer waiting for another process does not hold up readers.
    """

    def __init__(self, path: str):
        self.path = os.path.abspath(path)
        self._renew_connections()
        _stores.add(self)

    @classmethod
    def shared(cls, path: str) -> "SqliteKeyValueStore":
        """The store of this process for the file `path`."""
        with _stores_lock:
            same = (store for store in _stores if store.path == os.path.abspath(path))
            return next(same, None) or cls(path)

    def get(self, key: Mapping[str, Any]) -> Optional[Response]:
        text = request_to_key(key)
        with self._reader.use() as connection:
            row = connection.execute('SELECT value FROM "unnamed" WHERE key = ?', (text,)).fetchone()
        if row is None:
            return None
        try:
            return decode_response(row[0])
        except UnreadableEntryError as error:
            hwarn(f"The cache {self.path} has an entry that is not used, because {error}; its key begins {text[:80]!r}")
            return None

    def multi_put(self, pairs: Iterable[Tuple[Mapping[str, Any], Response]]) -> None:
        rows = [(request_to_key(key), encode_response(value)) for key, value in pairs]
        with self._writer.use() as connection, connection:
            connection.executemany('INSERT OR REPLACE INTO "unnamed" (key, value) VALUES (?, ?)', rows)

    def close(self) -> None:
        self._reader.close()
        self._writer.close()

    def _renew_connections(self) -> None:
        self._reader = _Connection(self.path)
        self._writer = _Connection(self.path)
        weakref.finalize(self, _close_in_process, os.getpid(), self._reader, self._writer)

    def renew_after_fork(self) -> None:
        """Give a forked child its own connections, and leave the parent's alone."""
        # SQLite forbids a child even to close what it inherited.
        _inherited.extend((self._reader, self._writer))
        self._renew_connections()


class _Connection:
    """A connection that is opened when first used, by one thread at a time."""

    def __init__(self, path: str):
        self._path = path
        self._lock = threading.Lock()
        self._connection: Optional[sqlite3.Connection] = None

    @contextmanager
    def use(self) -> Iterator[sqlite3.Connection]:
        """The open connection, for this thread alone; SQLite's errors become a CacheError."""
        with self._lock:
            try:
                if self._connection is None:
                    self._connection = _open(self._path)
                yield self._connection
            except (sqlite3.Error, OSError) as error:
                raise CacheError(
                    f"The cache {self._path} cannot be used: {error}; free or repair its disk, move the file away "
                    "if it is damaged, or run with --disable-cache"
                ) from error

    def close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None


def _open(path: str) -> sqlite3.Connection:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    connection = sqlite3.connect(path, timeout=_BUSY_TIMEOUT_SECONDS, check_same_thread=False)
    try:
        # A file that may only be read, or that an older tool has open, stays in the mode it is in.
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute('CREATE TABLE IF NOT EXISTS "unnamed" (key TEXT PRIMARY KEY, value BLOB)')
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _close_in_process(pid: int, *connections: _Connection) -> None:
    if os.getpid() == pid:
        for connection in connections:
            connection.close()


def _renew_stores_after_fork() -> None:
    for store in list(_stores):
        store.renew_after_fork()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_stores_after_fork)

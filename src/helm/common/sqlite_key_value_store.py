"""The store in one SQLite file, which threads and processes can share.

The layout is that of the sqlitedict package, table `unnamed` (key TEXT PRIMARY KEY, value BLOB), so that existing caches
go on to be used: a key that is text is the JSON of a request, written by an earlier tool; one that is bytes is the digest
of that text. A write-ahead log lets readers go on while one writes, and keeps the file whole if the process is killed.
"""

import os
import threading
import weakref
from typing import List, Mapping, Optional, Sequence, Union

from helm.common.cache_codec import UnreadableEntryError, decode_response, encode_response
from helm.common.claims import shared_claims
from helm.common.hierarchical_logger import hwarn
from helm.common.key_value_store import Entry, KeyValueStore, RequestKey, Response, warn_not_kept
from helm.common.sqlite_connections import SqliteConnections
from helm.common.write_behind import WriteBehind

_SCHEMA = 'CREATE TABLE IF NOT EXISTS "unnamed" (key TEXT PRIMARY KEY, value BLOB)'
_READ = 'SELECT value FROM "unnamed" WHERE key = ?'
_WRITE = 'INSERT OR REPLACE INTO "unnamed" (key, value) VALUES (?, ?)'

Stored = Union[str, bytes]

_stores: "weakref.WeakSet[SqliteKeyValueStore]" = weakref.WeakSet()
_stores_lock = threading.Lock()


class SqliteKeyValueStore(KeyValueStore):
    """Responses in the SQLite file `path`, which is made, with its folders, at the first access."""

    def __init__(self, path: str):
        self.path = os.path.realpath(path)
        self.claims = shared_claims(self.path, f"{self.path}-claims")
        self.start()
        _stores.add(self)

    @classmethod
    def shared(cls, path: str) -> "SqliteKeyValueStore":
        """The store of this process for the file `path`."""
        with _stores_lock:
            same = (store for store in _stores if store.path == os.path.realpath(path))
            return next(same, None) or cls(path)

    def read(self, key: RequestKey) -> Optional[Response]:
        stored = self._behind.get(key.digest)
        if stored is None:
            stored = self._connections.fetch(_READ, key.digest)
        if stored is None:
            stored = self._connections.fetch(_READ, key.text)
        return None if stored is None else self._decode(stored, key.text)

    def write(self, entries: Sequence[Entry]) -> None:
        try:
            encoded = {key.digest: encode_response(response) for key, response in entries}
        except BaseException:
            self.claims.release(key.digest for key, _ in entries)
            raise
        self._behind.add(encoded)

    def flush(self) -> None:
        self._behind.flush()

    def close(self) -> None:
        try:
            self.flush()
        finally:
            self._connections.close()

    def start(self) -> None:
        """Begin with nothing open and nothing to write, at first and in a forked child."""
        self._connections = SqliteConnections(self.path, _SCHEMA)
        self._behind: WriteBehind[bytes, Stored] = WriteBehind(self._commit, warn_not_kept)

    def pause(self) -> None:
        """Close all connections and hold back whoever needs one, until resume; SQLite must be at rest in a fork."""
        self._behind.pause()
        self._connections.pause()

    def resume(self) -> None:
        """End a pause."""
        self._connections.resume()
        self._behind.resume()

    def _commit(self, rows: Mapping[bytes, Stored]) -> None:
        try:
            self._connections.write(_WRITE, rows.items())
        finally:
            self.claims.release(rows)

    def _decode(self, stored: Stored, request: str) -> Optional[Response]:
        try:
            return decode_response(stored)
        except UnreadableEntryError as error:
            hwarn(
                f"The cache {self.path} has an entry that is not used, because {error}; its key begins {request[:80]!r}"
            )
            return None


_paused: List[SqliteKeyValueStore] = []


def _pause_stores() -> None:
    _stores_lock.acquire()
    for store in list(_stores):
        store.pause()
        _paused.append(store)


def _resume_stores() -> None:
    while _paused:
        _paused.pop().resume()
    _stores_lock.release()


def _restart_stores() -> None:
    while _paused:
        _paused.pop().start()
    _stores_lock.release()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_pause_stores, after_in_parent=_resume_stores, after_in_child=_restart_stores)

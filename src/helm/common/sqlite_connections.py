"""Open connections to one SQLite file."""

import os
import sqlite3
import threading
import time
import weakref
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Iterable, Iterator, List, Sequence

from helm.common.key_value_store import CacheError

_BUSY_TIMEOUT_SECONDS = 60.0


class SqliteConnections:
    """Connections to the file `path`, opened when needed and kept; each is used by one thread at a time.

    There are as many as threads were ever inside SQLite at the same moment, which are few, however many threads there are.

    Args:
        path: the file; it is made, with its folders, at the first access.
        schema: a statement that makes the tables that are missing.
    """

    def __init__(self, path: str, schema: str):
        self._path = path
        self._schema = schema
        self._lock = threading.Lock()
        self._count = 0
        self._free: List[sqlite3.Connection] = []
        weakref.finalize(self, _close_all, self._free).atexit = False

    def fetch(self, query: str, parameter: Any) -> Any:
        """The one value that `query` finds, or None.

        Raises:
            CacheError: the file cannot be used.
        """
        with self._use() as connection:
            row = connection.execute(query, (parameter,)).fetchone()
        return None if row is None else row[0]

    def write(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Execute `statement` for each of `rows`, and commit all of them or, after an error, none.

        Raises:
            CacheError: the file cannot be used.
        """
        with self._use() as connection, connection:
            connection.executemany(statement, rows)

    def close(self) -> None:
        """Close all connections, once those in use are free; the next access opens one again."""
        self.pause()
        self.resume()

    def pause(self) -> None:
        """Close all connections, and hold back whoever needs one, until resume."""
        self._lock.acquire()
        # Ctrl-C at a bad moment may have lost one; the process must be able to end all the same.
        deadline = time.monotonic() + _BUSY_TIMEOUT_SECONDS
        while self._count and time.monotonic() < deadline:
            if self._free:
                self._free.pop().close()
                self._count -= 1
            else:
                time.sleep(0.001)

    def resume(self) -> None:
        """End a pause."""
        self._lock.release()

    @contextmanager
    def _use(self) -> Iterator[sqlite3.Connection]:
        """A connection for this thread alone; SQLite's errors become a CacheError."""
        try:
            connection = self._take()
            try:
                yield connection
            finally:
                self._free.append(connection)
        except (sqlite3.Error, OSError) as error:
            raise CacheError(
                f"The cache {self._path} cannot be used: {error}; free or repair its disk, move the file away if it is "
                "damaged, or run with --disable-cache"
            ) from error

    def _take(self) -> sqlite3.Connection:
        while True:
            with suppress(IndexError):
                return self._free.pop()
            with self._lock:
                # While this thread waited, others may have opened connections and be done with them.
                if not self._free:
                    self._free.append(_open(self._path, self._schema))
                    self._count += 1


def _open(path: str, schema: str) -> sqlite3.Connection:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    connection = sqlite3.connect(_uri(path), uri=True, timeout=_BUSY_TIMEOUT_SECONDS, check_same_thread=False)
    try:
        # A file that may only be read, or that an older tool has open, stays in the mode it is in.
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(schema)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _uri(path: str) -> str:
    """The file as SQLite wants it named. It cannot look for a write-ahead log in a folder where it may not make files."""
    is_frozen = os.path.isfile(path) and not os.access(os.path.dirname(path), os.W_OK)
    return Path(path).as_uri() + ("?immutable=1" if is_frozen and not os.path.exists(f"{path}-wal") else "")


def _close_all(connections: List[sqlite3.Connection]) -> None:
    while connections:
        connections.pop().close()

"""Who works on what, so that threads and processes that share files do not do the same work twice.

Claims of one process stand in a dictionary. Between processes a claim is a lock on one byte of an empty file, at an offset
that the name of the work gives: the system drops it when a process ends, however it ends.
"""

import hashlib
import os
import threading
import time
from contextlib import suppress
from typing import Dict, Iterable, Optional

from helm.common.hierarchical_logger import hwarn_once

try:
    import fcntl
except ModuleNotFoundError:  # Windows
    fcntl = None  # type: ignore[assignment]

_SECONDS_UNTIL_ANOTHER_LOOK = 1.0


def digest_of(name: str) -> bytes:
    """What stands for the work called `name`: SHA-256 of the name."""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()


class Claims:
    """Claims that are always granted, for what is not shared."""

    def take(self, digest: bytes) -> bool:
        """Claim the work with this digest, unless somebody has claimed it; return whether it is ours."""
        return True

    def release(self, digests: Iterable[bytes]) -> None:
        """Give claims up; those that are not held are ignored."""

    def wait(self, digest: bytes, patience: float) -> None:
        """Return when a claim of this process ends, or, if it is another process's, after `patience` seconds."""


class ExclusiveClaims(Claims):
    """Claims granted to one at a time among the threads of this process and, with `lock_path`, among processes."""

    def __init__(self, lock_path: Optional[str] = None):
        self._bytes = _ByteLocks(lock_path) if lock_path is not None and fcntl is not None else None
        self.forget()

    def forget(self) -> None:
        """Begin without claims, as a forked child does, which inherits neither threads nor locks."""
        self._lock = threading.Lock()
        self._ends: Dict[bytes, threading.Event] = {}

    def take(self, digest: bytes) -> bool:
        with self._lock:
            if digest in self._ends or (self._bytes is not None and not self._bytes.take(_offset(digest))):
                return False
            self._ends[digest] = threading.Event()
            return True

    def release(self, digests: Iterable[bytes]) -> None:
        with self._lock:
            for digest in digests:
                end = self._ends.pop(digest, None)
                if end is not None:
                    if self._bytes is not None:
                        self._bytes.release(_offset(digest))
                    end.set()

    def wait(self, digest: bytes, patience: float) -> None:
        with self._lock:
            end = self._ends.get(digest)
        if end is None:
            time.sleep(patience)
        else:
            end.wait(_SECONDS_UNTIL_ANOTHER_LOOK)


class _ByteLocks:
    """Locks of this process on single bytes of the file `path`. Where the file system has none, all are granted."""

    def __init__(self, path: str):
        self._path = path
        self._file: Optional[int] = None

    def take(self, offset: int) -> bool:
        """Lock a byte, unless another process has; return whether it did."""
        try:
            fcntl.lockf(self._open(), fcntl.LOCK_EX | fcntl.LOCK_NB, 1, offset)
        except (BlockingIOError, PermissionError) as error:
            return self._file is None and self._do_without(error)
        except OSError as error:
            return self._do_without(error)
        return True

    def release(self, offset: int) -> None:
        """Unlock a byte, which may not have been locked where locks are not to be had."""
        with suppress(OSError):
            fcntl.lockf(self._open(), fcntl.LOCK_UN, 1, offset)

    def _open(self) -> int:
        # It is never closed: that would drop all locks of this process on the file.
        if self._file is None:
            os.makedirs(os.path.dirname(self._path), exist_ok=True)
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        return self._file

    def _do_without(self, error: OSError) -> bool:
        hwarn_once(f"Processes that run side by side may do the same work twice: {self._path}: {error.strerror}")
        return True


_claims: Dict[str, ExclusiveClaims] = {}
_claims_lock = threading.Lock()


def shared_claims(name: str, lock_path: Optional[str] = None) -> ExclusiveClaims:
    """The claims of this process on the works of which `name` is the whole, e.g. the path of a cache."""
    with _claims_lock:
        if name not in _claims:
            _claims[name] = ExclusiveClaims(lock_path)
        return _claims[name]


def _offset(digest: bytes) -> int:
    """A byte of the lock file; offsets are signed numbers of 64 bits."""
    return int.from_bytes(digest[:8], "big") >> 2


def _forget_claims_in_child() -> None:
    global _claims_lock
    _claims_lock = threading.Lock()
    for claims in _claims.values():
        claims.forget()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_claims_in_child)

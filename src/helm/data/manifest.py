"""Which data a run used: a checksum of every file and split, recorded, and compared with a lock file."""

import hashlib
import json
import os
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, Iterator, List, Mapping, Optional

from helm.common.errors import ConfigError
from helm.data.place import Row, data_error

_LOCK_VARIABLE = "HELM_DATA_LOCK"


@dataclass(frozen=True)
class DataRecord:
    """One file or split that was used."""

    source: str
    """A URL; or `hf://datasets/<name>@<revision>/<config>#<split>`; or `hf://<repo>@<revision>/<file>`."""
    sha256: Optional[str]
    """Of the bytes, as fetched; of the rows, for a split. None if it can no longer be told."""
    size: int
    """Bytes; for a split, rows."""


@dataclass
class DataManifest:
    """All data used within a `record_data` block; its JSON form is data_manifest.json, which is also a lock file."""

    data: List[DataRecord] = field(default_factory=list)


_MANIFEST: ContextVar[Optional[DataManifest]] = ContextVar("manifest", default=None)


@contextmanager
def record_data() -> Iterator[DataManifest]:
    """Record what is used within the block, by this thread."""
    manifest = DataManifest()
    token = _MANIFEST.set(manifest)
    try:
        yield manifest
    finally:
        _MANIFEST.reset(token)


def set_data_lock(path: Optional[str]) -> None:
    """Accept only data whose checksums stand in this file (a data_manifest.json), in this process and its children.

    Raises:
        ConfigError: the file cannot be read.
    """
    if path is None:
        os.environ.pop(_LOCK_VARIABLE, None)
        return
    _read_lock(path)
    os.environ[_LOCK_VARIABLE] = os.path.abspath(path)


@lru_cache(maxsize=4)
def _read_lock(path: str) -> Mapping[str, Optional[str]]:
    """Checksum by source."""
    try:
        entries: List[Dict[str, Any]] = json.loads(Path(path).read_text(encoding="utf-8"))["data"]
        return {entry["source"]: entry.get("sha256") for entry in entries}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigError(
            f"Data lock file {path} cannot be used ({error!r}); it must be a data_manifest.json as a run writes it."
        ) from error


def wanted() -> bool:
    """Whether checksums are asked for."""
    return _MANIFEST.get() is not None or bool(os.environ.get(_LOCK_VARIABLE))


def used(record: DataRecord) -> None:
    """Record that something was used, and compare it with the lock file.

    Raises:
        DataError: the lock file has another checksum for it, or none.
    """
    manifest, lock = _MANIFEST.get(), os.environ.get(_LOCK_VARIABLE)
    if manifest is not None:
        manifest.data += [] if record in manifest.data else [record]
    if not lock:
        return
    locked = _read_lock(lock).get(record.source)
    if locked is None:
        raise data_error(f"{record.source} has no checksum in the data lock file {lock}.")
    if record.sha256 is None:
        raise data_error(f"{record.source} was not fetched by this program, so it cannot be compared with {lock}.")
    if locked != record.sha256:
        raise data_error(
            f"{record.source} has sha256 {record.sha256}, but {locked} in the data lock file {lock}; "
            "if you meant to use other data, leave out the lock file or make a new one."
        )


def file_sha256(path: Path) -> str:
    """Checksum of a file's bytes, in hex."""
    digest = hashlib.sha256()
    with open(path, "rb") as stream:
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def recorded_rows(rows: Iterator[Row], source: str) -> Iterator[Row]:
    """The rows; once all have been taken, their checksum is recorded."""
    if not wanted():
        yield from rows
        return
    digest, count = hashlib.sha256(), 0
    for row in rows:
        digest.update(json.dumps(row, sort_keys=True, default=_opaque).encode() + b"\n")
        count += 1
        yield row
    used(DataRecord(source, digest.hexdigest(), count))


def _opaque(value: Any) -> str:
    """What stands for a value that JSON has no form for: its bytes' checksum if it has bytes, else its text."""
    content = value.tobytes() if hasattr(value, "tobytes") else value if isinstance(value, bytes) else None
    return str(value) if content is None else hashlib.sha256(content).hexdigest()

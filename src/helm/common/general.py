"""Small tools without a home of their own."""

import os
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import count
from threading import Event, Lock
from typing import Any, Callable, Dict, Iterable, Iterator, List, Optional, Tuple, TypeVar

InT = TypeVar("InT")
OutT = TypeVar("OutT")

_ATOMS = (str, int, float, bool, type(None))


def asdict_without_nones(obj: Any) -> Dict[str, Any]:
    """A dataclass as JSON-ready dictionaries; dataclass fields that are None are left out, at any depth.

    Nones inside plain dictionaries (`args`, `extra_data`, `annotations`) stay.

    Raises:
        ValueError: `obj` is not a dataclass object.
    """
    if not is_dataclass(obj) or isinstance(obj, type):
        raise ValueError(f"Expected a dataclass object, but got {obj!r}")
    result: Dict[str, Any] = _without_nones(obj)
    return result


def _without_nones(value: Any) -> Any:
    if isinstance(value, _ATOMS):
        return value
    if isinstance(value, dict):
        return {key: _without_nones(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_without_nones(item) for item in value]
    if is_dataclass(value):
        cls: Any = type(value)
        pairs = ((name, getattr(value, name)) for name in _field_names(cls))
        return {name: _without_nones(item) for name, item in pairs if item is not None}
    return value


@cache
def _field_names(cls: Any) -> Tuple[str, ...]:
    return tuple(field.name for field in fields(cls))


MAX_THREADS_OF_A_MAP = 16
"""More than this gain nothing: what is mapped computes in Python, or asks a service that limits its callers."""


def parallel_map(
    process: Callable[[InT], OutT],
    items: List[InT],
    parallelism: int,
    multiprocessing: bool = False,
    description: Optional[str] = None,
) -> List[OutT]:
    """`process` applied to each item by up to `parallelism` threads (16 at most) or processes, results in order.

    The first exception is raised after the work already begun has ended. With `description`, progress is shown.
    """
    from helm.common.terminal import track

    if parallelism <= 1 or len(items) <= 1:
        return [process(item) for item in track(items, description)]
    if not multiprocessing:
        return _map_with_threads(process, track(items, description), parallelism)
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(max_workers=parallelism) as pool:
        return list(track(pool.map(process, items), description))


def _map_with_threads(process: Callable[[InT], OutT], items: Iterator[InT], parallelism: int) -> List[OutT]:
    """Each thread takes the next item when it is done with one, so that nothing but its result is kept for an item."""
    from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait

    results: Dict[int, OutT] = {}
    numbers, lock, stopped = count(), Lock(), Event()

    def work() -> None:
        while not stopped.is_set():
            with lock:
                try:
                    number, item = next(numbers), next(items)
                except StopIteration:
                    return
            results[number] = process(item)

    threads = min(parallelism, MAX_THREADS_OF_A_MAP)
    with ThreadPoolExecutor(max_workers=threads) as pool:
        workers = [pool.submit(work) for _ in range(threads)]
        try:
            wait(workers, return_when=FIRST_EXCEPTION)
        finally:
            stopped.set()
    for worker in workers:
        worker.result()
    return [results[number] for number in range(len(results))]


def ensure_directory_exists(path: str) -> None:
    """Create the folder `path`, and those above it, unless it exists."""
    os.makedirs(path, exist_ok=True)


def singleton(items: List[InT]) -> InT:
    """The only item of a list.

    Raises:
        ValueError: the list has no or several items.
    """
    if len(items) != 1:
        raise ValueError(f"Expected 1 item, but got {len(items)} items: {items}")
    return items[0]


def flatten_list(lists: Iterable[Iterable[InT]]) -> List[InT]:
    """The items of all lists, in order."""
    return [item for items in lists for item in items]


def ensure_file_downloaded(
    source_url: str,
    target_path: str,
    unpack: bool = False,
    downloader_executable: Optional[str] = None,
    unpack_type: Optional[str] = None,
) -> None:
    """`helm.data.ensure_file_downloaded`, under the name that plugins know.

    Args:
        source_url: Where the file is.
        target_path: Where it shall be; nothing is fetched if it is there.
        unpack: Unpack an archive.
        downloader_executable: Without effect; no other program is run.
        unpack_type: "unzip" or "untar", as a hint.
    """
    from helm.data import ensure_file_downloaded as ensure

    ensure(source_url, target_path, unpack=unpack, unpack_type=unpack_type)

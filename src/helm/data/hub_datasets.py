"""Rows of Hugging Face hub datasets, one at a time."""

import inspect
import itertools
import json
import re
from pathlib import Path
from typing import Any, Dict, Iterable, Iterator, List, Mapping, NamedTuple, Optional, Tuple

from helm.common.hierarchical_logger import hwarn
from helm.data.hub_errors import clear_hub_errors
from helm.data.manifest import recorded_rows
from helm.data.mirror import dataset_path, existing, mirror_folder
from helm.data.place import Row, data_error, numbered

_SPLIT = re.compile(r"([\w.-]+)(?:\[(-?\d*):(-?\d*)\])?")
_PARQUET_COPY = "refs/convert/parquet"


class _Dataset(NamedTuple):
    """Which dataset, as `datasets.load_dataset` is told."""

    name: str
    config: Optional[str]
    revision: Optional[str]
    data_dir: Optional[str]
    data_files: Any

    def source(self, split: str) -> str:
        config = self.config or self.data_dir or (json.dumps(self.data_files) if self.data_files else "default")
        return f"hf://datasets/{self.name}@{self.revision or 'main'}/{config}#{split}"


def hub_rows(
    dataset: str,
    config: Optional[str] = None,
    split: Optional[str] = None,
    revision: Optional[str] = None,
    data_dir: Optional[str] = None,
    data_files: Any = None,
) -> Iterator[Tuple[str, Row]]:
    """(split, row) pairs of a hub dataset, or of a local folder that the datasets library can read.

    No code of a dataset is ever run. For one that needs code, the hub's own parquet copy is read instead.

    Args:
        dataset: `organization/name` on the hub.
        config: Its configuration, where it has several.
        split: A split, or an expression such as `train[:100]` or `train+test`; None for all splits, in order.
        revision: Commit, tag or branch.
        data_dir: As in `datasets.load_dataset`.
        data_files: As in `datasets.load_dataset`.

    Yields:
        The split as the dataset names it (or the expression), and the row. Images are PIL images; sounds are
        `{"bytes", "path"}`, not decoded.

    Raises:
        DataError: the dataset cannot be had, has no such split, or differs from the data lock.
    """
    which = _Dataset(dataset, config, revision, data_dir, data_files)
    mirror = mirror_folder()
    splits = _mirror_splits(which, mirror, split) if mirror else _library_splits(which, split)
    for name, rows in splits:
        source = which.source(name)
        for row in recorded_rows(numbered(rows, source), source):
            yield name, row


def hub_sample(
    dataset: str, config: Optional[str], split: str, revision: Optional[str], size: int, seed: int
) -> Iterator[Row]:
    """Rows of a split drawn at random: the first `size` in the order that `Dataset.shuffle(seed)` gives.

    Only these rows are read, so that a split may be huge.

    Raises:
        DataError: the dataset cannot be had, has no such split, or differs from the data lock.
    """
    import numpy

    which = _Dataset(dataset, config, revision, None, None)
    mirror = mirror_folder()
    splits = _mirror_splits(which, mirror, split) if mirror else _library_splits(which, split)
    for _, rows in splits:
        known: Any = list(rows) if mirror else rows
        order = numpy.random.default_rng(seed).permutation(len(known))[:size]
        drawn = (known[int(index)] for index in order)
        source = f"{which.source(split)}[{size} by seed {seed}]"
        yield from recorded_rows(numbered(drawn, source), source)


def hub_label_names(
    dataset: str, column: str, config: Optional[str] = None, split: str = "train", revision: Optional[str] = None
) -> List[str]:
    """The names of the class labels of a column, which rows hold as numbers: the name of 0, of 1, and so on.

    Raises:
        DataError: the dataset cannot be had, or the column has no class labels.
    """
    which = _Dataset(dataset, config, revision, None, None)
    mirror = mirror_folder()
    features = _mirror_features(which, mirror) if mirror else _library_features(which, split)
    feature: Any = features.get(column)
    while hasattr(feature, "feature"):
        feature = feature.feature
    if not hasattr(feature, "names"):
        known = [name for name, each in features.items() if hasattr(getattr(each, "feature", each), "names")]
        found = ", ".join(map(repr, known)) or "no column"
        raise data_error(f"column {column!r} of {which.source(split)} has no names of class labels; {found} has.")
    return list(feature.names)


def _library_features(which: _Dataset, split: str) -> Mapping[str, Any]:
    with clear_hub_errors(which.name):
        features: Mapping[str, Any] = _load(which, split).features
    return features


def _mirror_features(which: _Dataset, mirror: Path) -> Mapping[str, Any]:
    folder = dataset_path(mirror, which.name, which.config, None, None)
    features: Mapping[str, Any] = _decodable_features(
        existing(folder / "features.json", mirror, f"{which.source('*')} (features)")
    )
    return features


def _library_splits(which: _Dataset, split: Optional[str]) -> Iterator[Tuple[str, Iterable[Mapping[str, Any]]]]:
    """Splits through the datasets library: rows come from memory-mapped files."""
    from datasets import Audio

    with clear_hub_errors(which.name):
        loaded = _load(which, split)
    for name, rows in loaded.items() if split is None else [(split, loaded)]:
        for column in [name for name, feature in rows.features.items() if isinstance(feature, Audio)]:
            rows = rows.cast_column(column, Audio(decode=False))
        yield name, rows


def _load(which: _Dataset, split: Optional[str]) -> Any:
    from datasets import DownloadConfig, load_dataset

    options: Dict[str, Any] = {"split": split, "data_dir": which.data_dir, "data_files": which.data_files}
    options["download_config"] = DownloadConfig(max_retries=5)
    if "trust_remote_code" in inspect.signature(load_dataset).parameters:
        options["trust_remote_code"] = False
    try:
        return load_dataset(which.name, which.config, revision=which.revision, **options)
    except (RuntimeError, ValueError) as error:
        if "scripts are no longer supported" not in str(error) and "trust_remote_code" not in str(error):
            raise
        hwarn(f"{which.name} needs code, which is never run; reading the hub's parquet copy ({_PARQUET_COPY}) instead")
        return load_dataset(which.name, which.config, revision=_PARQUET_COPY, **options)


def _mirror_splits(
    which: _Dataset, mirror: Path, split: Optional[str]
) -> Iterator[Tuple[str, Iterable[Mapping[str, Any]]]]:
    folder = dataset_path(mirror, which.name, which.config, which.data_dir, which.data_files)
    existing(folder, mirror, which.source(split or "all splits"))
    if split is None:
        for path in sorted(folder.glob("*.jsonl")):
            yield path.stem, _mirror_rows(path, mirror)
        return
    parts = []
    for part in split.split("+"):
        matched = _SPLIT.fullmatch(part.strip())
        if not matched:
            raise data_error(f"split {split!r} of {which.name} cannot be read; write train, train[:100] or train+test.")
        name, start, stop = matched.groups()
        path = existing(folder / f"{name}.jsonl", mirror, which.source(name))
        parts.append(_slice(_mirror_rows(path, mirror), int(start) if start else None, int(stop) if stop else None))
    yield split, itertools.chain.from_iterable(parts)


def _slice(rows: Iterator[Dict[str, Any]], start: Optional[int], stop: Optional[int]) -> Iterable[Dict[str, Any]]:
    if (start or 0) < 0 or (stop or 0) < 0:
        return list(rows)[start:stop]
    return itertools.islice(rows, start, stop)


def _mirror_rows(path: Path, mirror: Path) -> Iterator[Dict[str, Any]]:
    """The rows of a file; where features are given, each cell is what the datasets library would give."""
    described = path.with_name("features.json")
    features = _decodable_features(described) if described.exists() else None
    folder = json.dumps(str(mirror))[1:-1]
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line.replace("$MIRROR", folder))
            yield row if features is None else _decoded(_with_bytes(row), features)


def _decodable_features(path: Path) -> Any:
    """The features, without sounds: decoding those is the reader's choice of library and rate."""
    from datasets import Audio, Features

    features = Features.from_dict(json.loads(path.read_text(encoding="utf-8")))
    return Features({name: feature for name, feature in features.items() if not isinstance(feature, Audio)})


def _decoded(row: Dict[str, Any], features: Any) -> Dict[str, Any]:
    return {**row, **features.decode_example(features.encode_example(row))}


def _with_bytes(cell: Any) -> Any:
    """The cell with the bytes of images and sounds in place of their base64 form."""
    if isinstance(cell, dict) and "bytes_b64" in cell:
        from base64 import b64decode

        return {"bytes": b64decode(cell["bytes_b64"]), "path": cell.get("path")}
    if isinstance(cell, dict):
        return {key: _with_bytes(value) for key, value in cell.items()}
    if isinstance(cell, list):
        return [_with_bytes(value) for value in cell]
    return cell

"""Where the rows of a benchmark come from, as a declaration: a hub dataset, files by URL, of an archive, of the hub.

Declared in the body of a scenario class, a source knows the class, and errors name it. `rows(output_path)` gives
(split, row) pairs, one at a time, in the order of `splits`.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Iterator, List, Mapping, Optional, Tuple

from helm.data.files import ensure_file_downloaded, hub_file
from helm.data.hub_datasets import hub_label_names, hub_rows, hub_sample
from helm.data.place import Row, asking_for, data_error
from helm.data.readers import read_json, read_rows


@dataclass(frozen=True, kw_only=True)
class _Source:
    """What all sources share."""

    splits: Mapping[str, str] = field(default_factory=dict)
    """Splits as the source names them, and what the benchmark calls them, in reading order."""
    may_be_empty: bool = False
    """Whether a split without rows is fine; otherwise it is an error."""
    asker: str = field(default="", repr=False, compare=False)

    def __set_name__(self, owner: type, name: str) -> None:
        object.__setattr__(self, "asker", owner.__name__)

    def rows(self, output_path: str) -> Iterator[Tuple[str, Row]]:
        """(split, row) pairs; files are kept in the folder `output_path`.

        Raises:
            DataError: the data cannot be had or read, or a split is empty.
        """
        for theirs, ours in self.splits.items():
            rows = self._split_rows(output_path, theirs)
            row = self._next(rows)
            if row is None and not self.may_be_empty:
                raise data_error(f"split {theirs!r} of {self._where(theirs)} has no rows.", self.asker)
            while row is not None:
                yield ours, row
                row = self._next(rows)

    def _next(self, rows: Iterator[Row]) -> Optional[Row]:
        with asking_for(self.asker):
            return next(rows, None)

    def _split_rows(self, output_path: str, split: str) -> Iterator[Row]:
        raise NotImplementedError

    def _where(self, split: str) -> str:
        """What errors call the source of a split."""
        raise NotImplementedError


@dataclass(frozen=True)
class HubDataset(_Source):
    """A dataset of the Hugging Face hub. Its splits may be expressions such as `train[:100]`."""

    name: str
    """`organization/dataset`."""
    config: Optional[str] = None
    revision: Optional[str] = None
    data_dir: Optional[str] = None
    data_files: Any = None

    def with_config(self, config: str) -> "HubDataset":
        """The same dataset in another configuration."""
        return replace(self, config=config)

    def label_names(self, column: str) -> List[str]:
        """The names of the class labels of a column, which rows hold as numbers: the name of 0, of 1, and so on.

        Raises:
            DataError: the data cannot be had, or the column has no class labels.
        """
        with asking_for(self.asker):
            return hub_label_names(self.name, column, self.config, next(iter(self.splits)), self.revision)

    def sample(self, split: str, size: int, seed: int) -> Iterator[Row]:
        """Rows of a split drawn at random: the first `size` in the order that `Dataset.shuffle(seed)` gives.

        Raises:
            DataError: the data cannot be had or read.
        """
        rows = hub_sample(self.name, self.config, split, self.revision, size, seed)
        while (row := self._next(rows)) is not None:
            yield row

    def _split_rows(self, output_path: str, split: str) -> Iterator[Row]:
        rows = hub_rows(self.name, self.config, split, self.revision, self.data_dir, self.data_files)
        return (row for _, row in rows)

    def _where(self, split: str) -> str:
        return f"{self.name}, configuration {self.config!r}," if self.config else self.name


@dataclass(frozen=True)
class Url(_Source):
    """Files by URL, one for each split; `{split}` in the address and target stands for the source's split."""

    address: str
    target: str
    """Where the file is kept, below the output path."""
    format: Optional[str] = None
    """jsonl, json, json_by_key, csv or tsv; by default what the address ends in."""

    def path(self, output_path: str, split: str = "") -> str:
        """Path of the local copy, fetched if need be.

        Raises:
            DataError: it cannot be had.
        """
        path = Path(output_path) / self.target.format(split=split)
        with asking_for(self.asker):
            ensure_file_downloaded(self.address.format(split=split), str(path))
        return str(path)

    def json(self, output_path: str, split: str = "") -> Any:
        """What the file holds, where that is JSON but no list of rows.

        Raises:
            DataError: it cannot be had, or is not JSON.
        """
        with asking_for(self.asker):
            return read_json(self.path(output_path, split), self._where(split))

    def _split_rows(self, output_path: str, split: str) -> Iterator[Row]:
        address = self._where(split)
        return read_rows(self.path(output_path, split), self.format or Path(address).suffix[1:], address)

    def _where(self, split: str) -> str:
        return self.address.format(split=split)


@dataclass(frozen=True)
class Archive(_Source):
    """Files of an archive, one for each split; `{split}` in `file` stands for the source's split."""

    address: str
    target: str
    """Where it is unpacked, below the output path. A single top-level entry becomes the target itself."""
    file: str = ""
    """Path below the target."""
    format: Optional[str] = None
    """jsonl, json, json_by_key, csv or tsv; by default what the file's name ends in."""

    def path(self, output_path: str, split: str = "") -> str:
        """Path of the unpacked file (or folder), fetched if need be.

        Raises:
            DataError: the archive cannot be had, or lacks the file.
        """
        target = Path(output_path) / self.target
        with asking_for(self.asker):
            ensure_file_downloaded(self.address, str(target), unpack=True)
            path = target / self.file.format(split=split)
            if not path.exists():
                raise data_error(f"{self.address} has no {self.file.format(split=split)}; expected at {path}.")
        return str(path)

    def _split_rows(self, output_path: str, split: str) -> Iterator[Row]:
        return read_rows(self.path(output_path, split), self.format)

    def _where(self, split: str) -> str:
        return f"{self.address}, file {self.file.format(split=split)},"


@dataclass(frozen=True)
class HubFile(_Source):
    """Files of a hub repository, one for each split; `{split}` in `file` stands for the source's split."""

    repo: str
    """`organization/name`."""
    file: str
    revision: Optional[str] = None
    format: Optional[str] = None
    """jsonl, json, json_by_key, csv or tsv; by default what the file's name ends in."""

    def path(self, output_path: str, split: str = "") -> str:
        """Path of the local copy, fetched if need be (kept by the hub's library, not in the output path).

        Raises:
            DataError: it cannot be had.
        """
        with asking_for(self.asker):
            return hub_file(self.repo, self.file.format(split=split), self.revision)

    def _split_rows(self, output_path: str, split: str) -> Iterator[Row]:
        return read_rows(self.path(output_path, split), self.format)

    def _where(self, split: str) -> str:
        return f"{self.repo}, file {self.file.format(split=split)},"

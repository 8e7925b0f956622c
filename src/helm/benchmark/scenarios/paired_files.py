"""Data in pairs of text files: line by line, a question in one and its answer in the other, or a text and its summary."""

from pathlib import Path
from typing import Callable, Iterator, List, Tuple

from helm.benchmark.scenarios.scenario import TEST_SPLIT, TRAIN_SPLIT, VALID_SPLIT
from helm.common.hierarchical_logger import hwarn
from helm.data import Url, data_error

SPLITS = {"train": TRAIN_SPLIT, "val": VALID_SPLIT, "test": TEST_SPLIT}


def paired_lines(
    files: Url, output_path: str, lines: Callable[[str], List[str]] = str.splitlines
) -> Iterator[Tuple[str, str, str]]:
    """Split, line of `<split>.source` and line of `<split>.target`, up to the end of the shorter file.

    Args:
        files: The files; `{split}` stands for their names.
        output_path: Where they are kept.
        lines: Finds the lines of a file's text.

    Raises:
        DataError: a file cannot be had, or has no lines.
    """
    for theirs, ours in SPLITS.items():
        source, target = (
            lines(Path(files.path(output_path, f"{theirs}.{kind}")).read_text(encoding="utf-8"))
            for kind in ("source", "target")
        )
        address = files.address.format(split=f"{theirs}.source")
        if not source or not target:
            raise data_error(f"{address}, or the target to it, has no lines.", files.asker)
        if len(source) != len(target):
            hwarn(f"{address} has {len(source)} lines, but the target to it {len(target)}; some may be paired wrongly")
        for question, answer in zip(source, target):
            yield ours, question, answer

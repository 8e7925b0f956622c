"""Where outputs go, and how folders are named: the one setting that plugins rely on.

On POSIX a run's folder has the run's name, as in HELM (`mmlu:subject=anatomy,...`). Windows cannot hold some of its
characters; there, or with `--portable-names`, each is replaced by `_`. Both forms are found when reading.
"""

import os
import re
from pathlib import Path
from typing import Optional

_RESERVED = re.compile(r'[<>:"|?*\\\x00-\x1f]')

DEFAULT_OUTPUT_PATH = "benchmark_output"

_output_path = DEFAULT_OUTPUT_PATH
_portable_names = os.name == "nt"


def set_benchmark_output_path(path: str) -> None:
    """Set the folder under which everything is written."""
    global _output_path
    _output_path = path


def get_benchmark_output_path() -> str:
    """The folder under which everything is written; `benchmark_output` unless set."""
    return _output_path


def get_cached_models_path() -> str:
    """The folder for models that metrics download, created if absent."""
    path = os.path.join(_output_path, "models")
    os.makedirs(path, exist_ok=True)
    return path


def set_portable_names(portable: bool) -> None:
    """Whether reserved characters in names of folders are replaced."""
    global _portable_names
    _portable_names = portable or os.name == "nt"


def portable_name(name: str) -> str:
    """`name` as a folder name that every file system holds."""
    return _RESERVED.sub("_", name).rstrip(". ")


def folder_name(name: str) -> str:
    """The name of the folder that is written for `name` under the current setting."""
    return portable_name(name) if _portable_names else name


def find_folder(parent: str, name: str) -> Optional[Path]:
    """The existing folder for `name` under `parent`, in either form, or None."""
    for candidate in (Path(parent, name), Path(parent, portable_name(name))):
        if candidate.is_dir():
            return candidate
    return None

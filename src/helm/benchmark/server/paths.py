"""Which file a path of a request means: only regular, visible files inside the folder, wherever links lead."""

from pathlib import Path
from typing import Optional

from helm.common.output_paths import portable_name


def locate(root: Path, relative: str) -> Optional[Path]:
    """The file that `relative` names below `root` (absolute, without links), or None.

    A run's files are found under the run's name even if its folder has the portable form of it.
    """
    parts = relative.split("/")
    if any(part == "" or part.startswith(".") for part in parts):
        return None
    return _file_inside(root, relative) or _file_inside(root, "/".join(map(portable_name, parts)))


def _file_inside(root: Path, relative: str) -> Optional[Path]:
    try:
        path = (root / relative).resolve()
        return path if path.is_relative_to(root) and path.is_file() else None
    except (OSError, RuntimeError, ValueError):
        # A name that no file can have (too long, a NUL, a loop of links) is a name that no file has.
        return None

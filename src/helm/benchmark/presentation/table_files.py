"""Writes the tables of a group: together as JSON, and each by itself as JSON, LaTeX and CSV."""

import hashlib
import os
from typing import List

from helm.benchmark.presentation.table import Hyperlink, Table
from helm.benchmark.presentation.table_formats import table_to_csv, table_to_latex
from helm.common.atomic_files import atomic_write, write_json
from helm.common.output_paths import folder_name

_LONGEST_NAME = 200  # bytes; file systems take 255, of which the temporary name needs some


def write_group_tables(groups_path: str, group: str, tables: List[Table]) -> None:
    """Write the tables of a group. They get links to their LaTeX and JSON files.

    Raises:
        HelmError: a file cannot be written.
    """
    for kind in ("json", "latex", "csv"):
        os.makedirs(os.path.join(groups_path, kind), exist_ok=True)
    for table in tables:
        name = safe_file_name(f"{group}_{table.name}")
        latex, as_json, as_csv = (
            os.path.join(groups_path, kind, f"{name}.{ending}")
            for kind, ending in (("latex", "tex"), ("json", "json"), ("csv", "csv"))
        )
        table.links += [Hyperlink("LaTeX", latex), Hyperlink("JSON", as_json)]
        _write_text(latex, table_to_latex(table, f"Results for {table.name} ({group})"))
        _write_text(as_csv, table_to_csv(table))
        write_json(as_json, table, durable=False)
    write_json(os.path.join(groups_path, f"{safe_file_name(group)}.json"), tables, durable=False)


def safe_file_name(name: str) -> str:
    """A name for a file (without its ending) that stays in its folder and that the file system takes."""
    name = folder_name(name.replace("/", "_").replace("\\", "_").replace("\0", "_"))
    if len(name.encode("utf-8")) <= _LONGEST_NAME:
        return name
    digest = hashlib.sha256(name.encode("utf-8")).hexdigest()[:12]
    return name.encode("utf-8")[: _LONGEST_NAME - 13].decode("utf-8", errors="ignore") + f"-{digest}"


def _write_text(path: str, text: str) -> None:
    with atomic_write(path, durable=False) as file:
        file.write(text)

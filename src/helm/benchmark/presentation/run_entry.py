"""Run entries, and reading them from `.conf` files.

A conf file is HOCON with one key, `entries`, a list of `{description: "...", priority: 1, groups: ["..."]}`. Files
that hold one entry a line are read line by line, which takes a hundredth of the time of a full HOCON parser; all
others go to pyhocon.

The conf files of the public leaderboards (`run_entries_*.conf`) lie beside this module; their bare names suffice.
"""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Iterable, Iterator, List, Optional, Tuple

from helm.common.errors import RunEntryError, nearest
from helm.common.hierarchical_logger import hwarn

_PACKAGED = Path(__file__).parent


@dataclass(frozen=True)
class RunEntry:
    """What is to be run: `name:key=value,...`, and what it belongs to."""

    description: str
    """The entry itself."""
    priority: Optional[int] = None
    """1 for what matters most; `--priority` leaves out entries with a greater value."""
    groups: Optional[List[str]] = None
    """Further run groups that the runs belong to."""
    source: Optional[str] = field(default=None, compare=False, repr=False)
    """Where the entry was read: `file, line n`."""


@dataclass(frozen=True)
class RunEntries:
    """A list of entries."""

    entries: List[RunEntry]


def merge_run_entries(first: RunEntries, second: RunEntries) -> RunEntries:
    """The entries of both, in order."""
    return RunEntries(first.entries + second.entries)


def read_run_entries(paths: Iterable[str]) -> RunEntries:
    """The entries of all files, in order.

    A name without folders that is no file in the current folder stands for the packaged conf file of that name.

    Raises:
        RunEntryError: a file cannot be read or is not a list of entries.
    """
    return RunEntries([entry for path in paths for entry in _read_file(path)])


def packaged_conf_files() -> List[str]:
    """The names of the conf files that come with the package."""
    return sorted(path.name for path in _PACKAGED.glob("*.conf"))


def _found(path: str) -> str:
    is_packaged = not os.path.dirname(path) and not os.path.exists(path) and (_PACKAGED / path).is_file()
    return str(_PACKAGED / path) if is_packaged else path


def _read_file(name: str) -> List[RunEntry]:
    path = _found(name)
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except OSError as error:
        hint = nearest(name, packaged_conf_files())
        raise RunEntryError(f"The run entries file '{path}' cannot be read: {error.strerror}{hint}") from error
    except UnicodeDecodeError as error:
        raise RunEntryError(f"The run entries file '{path}' is not UTF-8 text: {error.reason}") from error
    entries, odd_line = _read_plain(text, path)
    return entries if odd_line is None else _read_hocon(text, path, odd_line)


_GAP = r"[ \t]*"
_IS = rf"{_GAP}[:=]{_GAP}"
_END = rf"{_GAP}(?:(?:\#|//).*)?"
# pyhocon expands tabs, resolves ${...}, and drops empty texts from lists: texts with these are left to it.
_CHARACTER = r'[^"\\$\t]'

_BLANK = re.compile(_END)
_HEAD = re.compile(rf"{_GAP}entries{_IS}\[{_END}")
_ENTRY = re.compile(
    rf"""{_GAP}\{{{_GAP}description{_IS}"(?P<description>{_CHARACTER}*)"
    (?:{_GAP},{_GAP}priority{_IS}(?P<priority>0|[1-9][0-9]*))?
    (?:{_GAP},{_GAP}groups{_IS}\[{_GAP}(?P<groups>"{_CHARACTER}+"(?:{_GAP},{_GAP}"{_CHARACTER}+")*){_GAP}\])?
    {_GAP}\}}{_GAP},?{_END}""",
    re.VERBOSE,
)
_TAIL = re.compile(rf"{_GAP}\]{_END}")


def _read_plain(text: str, path: str) -> Tuple[List[RunEntry], Optional[int]]:
    """The entries of a file with one entry a line, and the number of the first line that reads otherwise, if any."""
    entries: List[RunEntry] = []
    expected = _HEAD
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        if _BLANK.fullmatch(line):
            continue
        match = expected.fullmatch(line)
        if match and expected is _HEAD:
            expected = _ENTRY
        elif match and expected is _ENTRY:
            entries.append(_plain_entry(match, f"{path}, line {number}"))
        elif expected is _ENTRY and _TAIL.fullmatch(line):
            expected = _BLANK
        else:
            return entries, number
    return entries, (None if expected is _BLANK else len(lines))


def _plain_entry(match: "re.Match[str]", source: str) -> RunEntry:
    description, priority, groups = match.group("description", "priority", "groups")
    return RunEntry(
        description=description,
        priority=None if priority is None else int(priority),
        groups=None if groups is None else groups.split('"')[1::2],
        source=source,
    )


def _read_hocon(text: str, path: str, odd_line: int) -> List[RunEntry]:
    """The entries of any HOCON file. Errors name the line `odd_line`, if the parser does not blame a later one."""
    from pyhocon import ConfigFactory
    from pyhocon.exceptions import ConfigException
    from pyparsing import ParseBaseException

    try:
        config = ConfigFactory.parse_string(text, basedir=os.path.dirname(path))
    except (ParseBaseException, ConfigException) as error:
        line = max(odd_line, getattr(error, "lineno", 0))
        raise RunEntryError(
            f"The run entries file '{path}' is not valid HOCON at or after line {line}: {_line(text, line)!r}; "
            'an entry reads {description: "name:key=value,...", priority: 1}'
        ) from error
    rows = config.get("entries", None) if isinstance(config, dict) else None
    if not isinstance(rows, list):
        raise RunEntryError(
            f"The run entries file '{path}' has no list called 'entries'; it reads entries: [{{description: \"...\"}}]"
        )
    return [_hocon_entry(row, f"{path}, {place}") for row, place in zip(rows, _places(rows, text))]


def _places(rows: List[Any], text: str) -> Iterator[str]:
    """Where each row stands in the file: by line if its description can be found there, otherwise by number."""
    position = 0
    for index, row in enumerate(rows, start=1):
        description = row.get("description", None) if isinstance(row, dict) else None
        found = text.find(f'"{description}"', position)
        position = max(found + 1, position)
        line_breaks = text.count("\n", 0, max(found, 0))
        yield f"entry {index}" if found < 0 else f"line {line_breaks + 1}"


def _line(text: str, number: int) -> str:
    lines = text.splitlines()
    return lines[number - 1].strip() if number <= len(lines) else "end of file"


def _hocon_entry(row: Any, source: str) -> RunEntry:
    """One element of the list, checked.

    Raises:
        RunEntryError: a field is missing or has another type.
    """
    if not isinstance(row, dict):
        raise RunEntryError(f'{source}: an entry reads {{description: "..."}}, not {row!r}')
    known = ("description", "priority", "groups")
    for key in row:
        if key not in known:
            hwarn(f"{source}: the key {key!r} is ignored; known are {', '.join(known)}{nearest(key, known)}")
    description, priority, groups = (row.get(key, None) for key in known)
    if not isinstance(description, str):
        raise RunEntryError(f'{source}: an entry needs a description, a text such as "mmlu:subject=anatomy"')
    if priority is not None and type(priority) is not int:
        raise RunEntryError(f"{source}: the priority must be an integer, not {priority!r}")
    if groups is not None and not (isinstance(groups, list) and all(isinstance(group, str) for group in groups)):
        raise RunEntryError(f"{source}: groups must be a list of texts, not {groups!r}")
    return RunEntry(description, priority, groups, source)

"""Words for the person at the terminal: lines on standard output, errors and progress on standard error.

Everything else goes to the log.
"""

import shutil
import sys
from typing import Iterable, Iterator, List, Optional, Sequence, Sized, TypeVar

T = TypeVar("T")

_quiet = False
_status = ""
_CLEAR_LINE = "\r\x1b[K"


def set_quiet(quiet: bool) -> None:
    """Whether to show errors only."""
    global _quiet
    _quiet = quiet


def say(text: str) -> None:
    """Show a line (or several), unless quiet."""
    if not _quiet:
        show_status("")
        print(text, flush=True)


def complain(text: str) -> None:
    """Show an error, quiet or not."""
    show_status("")
    sys.stdout.flush()
    print(text, file=sys.stderr, flush=True)


def show_status(line: str) -> None:
    """Show a line on the terminal that the next line of any kind takes the place of."""
    global _status
    if line == _status or _quiet:
        return
    _status = line
    width = shutil.get_terminal_size().columns - 1
    sys.stderr.write(_CLEAR_LINE + line[:width])
    sys.stderr.flush()


def track(items: Iterable[T], description: Optional[str]) -> Iterator[T]:
    """The items; while they are consumed, standard error shows a bar if it is a terminal."""
    if description is None or _quiet or not sys.stderr.isatty():
        yield from items
        return
    from tqdm import tqdm

    total = len(items) if isinstance(items, Sized) else None
    yield from tqdm(items, desc=description, total=total, leave=False, file=sys.stderr, dynamic_ncols=True)


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in columns; columns of numbers are aligned to the right."""
    lines: List[Sequence[str]] = [header, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    numeric = [all(_is_number(row[column]) for row in rows) for column in range(len(header))]

    def render(line: Sequence[str]) -> str:
        cells = [cell.rjust(w) if right else cell.ljust(w) for cell, w, right in zip(line, widths, numeric)]
        return "  ".join(cells).rstrip()

    return "\n".join([render(header), "  ".join("-" * width for width in widths), *map(render, rows)])


def _is_number(cell: str) -> bool:
    return not cell or cell.replace(".", "", 1).isdigit()

"""Measures the rows that are named, or all, and prints the table.

With a folder `../shared/bench` its scripts are run, which measure other tools in the same way; without it, a small set of
our own. Absolute times depend on the machine: compare ratios of one run.
"""

import sys
from pathlib import Path
from typing import Callable, Dict, List

import own_rows
import shared_rows
from measuring import Figure, MeasuringError, print_table

SHARED = Path(__file__).resolve().parents[3] / "shared" / "bench"


def main(wanted: List[str]) -> int:
    rows: Dict[str, Callable[[], List[Figure]]] = shared_rows.rows(SHARED) if SHARED.is_dir() else own_rows.ROWS
    unknown = set(wanted) - set(rows)
    if unknown:
        print(f"There is no row {', '.join(sorted(unknown))}; rows are {', '.join(rows)}", file=sys.stderr)
        return 2
    figures: List[Figure] = []
    failed = False
    for name in wanted or rows:
        print(f"row {name} ...", file=sys.stderr, flush=True)
        try:
            figures += rows[name]()
        except MeasuringError as error:
            failed = True
            figures.append(Figure(name, f"failed: {error}", "", ""))
    print_table(figures)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

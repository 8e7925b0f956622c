#!/usr/bin/env python3
"""Make the table of misspellings that perturbations draw from.

    scripts/build_misspellings.py [LIST]

LIST is the text of Wikipedia's page "Lists of common misspellings/For machines", whose lines read `wrong->right` or
`wrong->right, right`; without it, the page is fetched. The packaged table is from the page of April 2016.
"""

import json
import re
import sys
import tempfile
from pathlib import Path
from typing import Dict, List

ADDRESS = "https://en.wikipedia.org/wiki/Wikipedia:Lists_of_common_misspellings/For_machines?action=raw"
TABLE = Path(__file__).parent.parent / "src/helm/benchmark/augmentations/correct_to_misspelling.json"

_LINE = re.compile(r"^ *([^<>]+?) *-> *(.+?) *$", re.MULTILINE)


def parse(page: str) -> Dict[str, List[str]]:
    """Right spelling -> its misspellings, both in the order of the page."""
    table: Dict[str, List[str]] = {}
    for wrong, corrections in _LINE.findall(page):
        for right in re.split(r" *, *", corrections):
            misspellings = table.setdefault(right, [])
            if wrong not in misspellings:
                misspellings.append(wrong)
    return table


def main(arguments: List[str]) -> None:
    """Write the table."""
    if arguments:
        page = Path(arguments[0]).read_text(encoding="utf-8")
    else:
        from helm.data import ensure_file_downloaded

        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder, "page")
            ensure_file_downloaded(ADDRESS, str(target))
            page = target.read_text(encoding="utf-8")
    entries = (f"{json.dumps(right)}: {json.dumps(wrong)}" for right, wrong in parse(page).items())
    TABLE.write_text("{\n" + ",\n".join(entries) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

"""The script that makes the table of misspellings."""

import json
import runpy
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
SCRIPT = runpy.run_path(str(REPOSITORY / "scripts" / "build_misspellings.py"))

PAGE = """
Some words about the list, with an arrow <!-- a -> b -->.
<pre>
abandonned->abandoned
abondoned->abandoned
abbout->about
abouta->about a
aboutit->about it, about
todays->today's
</pre>
"""


def test_lines_are_grouped_by_the_right_spelling() -> None:
    assert SCRIPT["parse"](PAGE) == {
        "abandoned": ["abandonned", "abondoned"],
        "about": ["abbout", "aboutit"],
        "about a": ["abouta"],
        "about it": ["aboutit"],
        "today's": ["todays"],
    }


def test_packaged_table_is_complete() -> None:
    table = json.loads(SCRIPT["TABLE"].read_text(encoding="utf-8"))
    assert len(table) > 3000
    assert table["receive"] == ["recieve"]
    assert all(word and misspellings and word not in misspellings for word, misspellings in table.items())

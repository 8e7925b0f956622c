"""Text of models and data sets is shown as text, whatever it holds."""

import csv
from pathlib import Path
from typing import Iterator

import pytest
from chromium_browser import Browser, downloaded, run_route
from made_suite import Answer, made_schema, write_made_run, write_schema
from served_site import run_command, served

_SCRIPT = '<script>window.hacked=1</script><img src=x onerror="window.hacked=1"><svg onload="window.hacked=1">'
_LINK = "[click](javascript:window.hacked=1) ![i](http://127.0.0.2:9/x.png) <iframe src=http://127.0.0.2:9></iframe>"
_FORMULA = '=HYPERLINK("http://127.0.0.2:9","x")'
_TEXTS = f"{_SCRIPT} {_LINK} {_FORMULA} ${{7*7}} {{{{7*7}}}} \u202e../../etc/passwd"

_MADE_OF_TEXT = "main script, main iframe, main svg[onload], main [onerror], main a[href^='javascript'], main img"

# Run folders cannot hold everything that other names can.
_RUN = "made:model=<img src=x onerror=window.hacked=1>"
_MODEL = f"{_FORMULA}{_SCRIPT}"
_MEDIA = [
    {"content_type": "image/png", "location": "http://127.0.0.2:9/x.png"},
    {"content_type": "image/png", "location": "benchmark_output/../../../etc/passwd"},
    {"content_type": "text/html", "location": "javascript:window.hacked=1"},
    {"content_type": "text/plain", "text": _SCRIPT},
]


@pytest.fixture(scope="module")
def hostile_site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    work = tmp_path_factory.mktemp("hostile")
    suite = work / "benchmark_output" / "runs" / "hostile"
    annotations = {_SCRIPT: {"score": 1, "why": _TEXTS, _LINK: [_TEXTS]}}
    answers = [Answer(_TEXTS, _TEXTS, _TEXTS, i % 2, annotations, _MEDIA) for i in range(3)]
    write_made_run(suite, _RUN, _MODEL, answers)
    write_made_run(suite, "made:model=other", "other", answers)
    write_schema(work / "schema.json", made_schema(_SCRIPT, f"{_LINK}\n\n{_TEXTS}", _FORMULA))
    run_command(work, "helm-summarize", ["--suite", "hostile", "--schema-path", "schema.json", "--quiet"])
    with served(work, "hostile") as address:
        yield address


_ROUTES = {
    "landing": "/",
    "leaderboard": "/leaderboard/made",
    "groups": "/groups",
    "models": "/models",
    "scenarios": "/scenarios",
    "runs": "/runs?q=%3Cimg",
    "run": run_route(_RUN),
    "run-metrics": f"{run_route(_RUN)}?tab=metrics",
    "run-setup": f"{run_route(_RUN)}?tab=setup",
    "compare": f"/compare?run=made%3Amodel%3Dother&run={run_route(_RUN).removeprefix('/runs/')}",
    "address": "/runs/%3Cimg%20src%3Dx%20onerror%3Dwindow.hacked%3D1%3E",
}


@pytest.mark.parametrize("page", _ROUTES)
def test_nothing_of_it_runs(clean_browser: Browser, hostile_site: str, page: str) -> None:
    browser = clean_browser
    browser.open(_ROUTES[page], hostile_site)
    browser.script("for (const e of document.querySelectorAll('details')) e.open = true")
    browser.wait(lambda: not browser.all(".loading"), "opened sections to show")
    browser.shot(f"hostile-{page}")
    assert browser.script("return window.hacked") is None
    assert browser.all(_MADE_OF_TEXT) == []
    assert browser.traffic().foreign(hostile_site) == []
    assert [message for message in browser.complaints() if "data_manifest.json" not in message] == []


def test_it_is_shown_as_it_is(clean_browser: Browser, hostile_site: str) -> None:
    browser = clean_browser
    browser.open(_ROUTES["run"], hostile_site)
    browser.wait_for("Prediction raw text")
    assert _TEXTS in browser.texts(".output")
    assert browser.text().count("not on this site, not fetched") == 3


def test_csv_holds_no_formula(clean_browser: Browser, hostile_site: str, tmp_path: Path) -> None:
    browser = clean_browser
    browser.open(_ROUTES["leaderboard"], hostile_site)
    browser.click(".actions button", "CSV")
    with downloaded(tmp_path, ".csv").open(encoding="utf-8", newline="") as stream:
        fields = [field for row in csv.reader(stream) for field in row]
    assert any("HYPERLINK" in field for field in fields)
    assert not any(field.startswith(("=", "+", "-", "@")) for field in fields)

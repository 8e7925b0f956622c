"""What a visitor does with a leaderboard."""

import csv
from pathlib import Path

from chromium_browser import Browser, downloaded

_BOARD = "/leaderboard/core_scenarios"


def _labels(browser: Browser) -> list[str]:
    return browser.texts(".board tbody th")


def test_sorting_goes_into_the_address(clean_browser: Browser, recorded_site: str) -> None:
    browser = clean_browser
    browser.open(_BOARD, recorded_site)
    assert _labels(browser) == ["Golden Short", "Golden LM", "Golden Chat"]
    browser.click(".board thead .sort", "Model")
    browser.wait(lambda: _labels(browser) == ["Golden Chat", "Golden LM", "Golden Short"], "rows by name")
    browser.click(".board thead .sort", "Mean win rate")
    browser.click(".board thead .sort", "Mean win rate")
    browser.wait(lambda: _labels(browser)[0] == "Golden Chat", "the worst first")
    link = browser.script("return location.hash").removeprefix("#")
    browser.open(link)
    assert _labels(browser) == ["Golden Chat", "Golden LM", "Golden Short"]


def test_filters_and_columns(clean_browser: Browser, recorded_site: str) -> None:
    browser = clean_browser
    browser.open(_BOARD, recorded_site)
    browser.fill("Model", "lm|chat")
    browser.wait(lambda: _labels(browser) == ["Golden LM", "Golden Chat"], "the rows that match")
    browser.click("details.menu summary")
    browser.click(".menu-body button", "None")
    browser.click(".menu-body label", "BoolQ")
    browser.wait(lambda: len(browser.all(".board thead th")) == 2, "one column")
    browser.click(".toggle", "Transpose")
    browser.wait(lambda: browser.texts(".board tbody th") == ["BoolQ - EM"], "metrics as rows")


def test_cell_tells_its_formula_and_runs(clean_browser: Browser, recorded_site: str) -> None:
    browser = clean_browser
    browser.open(_BOARD, recorded_site)
    browser.click(".board .value", "0.625")
    browser.wait_for("models with a worse value")
    browser.press("\ue00c")
    browser.wait(lambda: not browser.all(".popover"), "Escape to close the details")
    browser.click(".board .value", "0.321")
    browser.click(".popover a", "narrative_qa:model=golden_short")
    browser.wait_for("Prediction raw text")


def test_intervals(clean_browser: Browser, summarized_site: str) -> None:
    browser = clean_browser
    browser.open(_BOARD, summarized_site)
    browser.click(".toggle", "Intervals")
    browser.wait_for("[0.089, 0.554]")


def test_csv_is_what_is_shown(clean_browser: Browser, recorded_site: str, tmp_path: Path) -> None:
    browser = clean_browser
    browser.open(f"{_BOARD}?sort=%3Alabels&dir=asc", recorded_site)
    browser.click(".actions button", "CSV")
    rows = list(csv.reader(downloaded(tmp_path, ".csv").read_text(encoding="utf-8").splitlines()))
    assert rows[0][:3] == ["Model", "Mean win rate", "MMLU - EM"]
    assert [row[0] for row in rows[1:]] == ["Golden Chat", "Golden LM", "Golden Short"]
    assert float(rows[3][1]) == 0.625


def test_other_tables_of_a_group(clean_browser: Browser, recorded_site: str) -> None:
    browser = clean_browser
    browser.open(_BOARD, recorded_site)
    browser.click("[role=tab]", "Calibration")
    browser.wait(lambda: "tab=1" in browser.script("return location.hash"), "the tab in the address")
    browser.choose("Group", "narrative_qa")
    browser.wait_for("Leaderboard: NarrativeQA")


def test_differences_between_models(clean_browser: Browser, summarized_site: str) -> None:
    browser = clean_browser
    browser.open("/leaderboard/narrative_qa", summarized_site)
    browser.click("summary", "Paired differences")
    browser.wait(lambda: "-0.238" in browser.texts(".pair"), "the differences")
    assert browser.complaints() == []


def test_what_the_schema_lacks_is_shown_with_a_hint(clean_browser: Browser, summarized_site: str) -> None:
    browser = clean_browser
    browser.open("/leaderboard", summarized_site)
    browser.choose("Group", "gpqa")
    browser.wait_for("Leaderboard: gpqa")
    browser.wait(lambda: len(browser.all(".board tbody tr")) == 2, "both models")
    assert "gpqa" in browser.texts(".note")[0]
    assert browser.complaints() == []

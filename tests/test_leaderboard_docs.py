"""The pages of docs/leaderboards are what scripts/make_docs.py makes of the code."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def make_docs(monkeypatch, tmp_path):
    monkeypatch.setenv("HELM_MIRROR", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["make_docs.py", "--check"])
    spec = importlib.util.spec_from_file_location("make_docs", ROOT / "scripts" / "make_docs.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_are_up_to_date(make_docs, capsys):
    assert make_docs.main() == 0, capsys.readouterr().err
    assert {"classic", "lite", "mmlu"} <= {path.stem for path in make_docs.PAGES.glob("*.md")}


def test_a_page_that_differs_is_named(make_docs, capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(make_docs, "PAGES", tmp_path)
    (tmp_path / "lite.md").write_text("old")
    assert make_docs.main() == 1
    assert capsys.readouterr().err == "Out of date: lite; run scripts/make_docs.py\n"
    monkeypatch.setattr(sys, "argv", ["make_docs.py"])
    assert make_docs.main() == 0
    assert (tmp_path / "lite.md").read_text(encoding="utf-8") == make_docs.page("lite")


def test_a_page_says_what_is_measured_and_where_data_come_from(make_docs):
    page = make_docs.page("lite")
    assert "| GSM8K (Grade School Math) (`gsm`) |" in page
    assert "- data: https://github.com/openai/grade-school-math; train -> train, test -> test\n- licence: MIT" in page
    assert "- fetched: [nguha/legalbench](https://huggingface.co/datasets/nguha/legalbench)" in page
    assert "| Exact match (final number) (`final_number_exact_match`) |" in page


def test_every_schema_has_a_page_whatever_benchmarks_there_are(make_docs):
    schemas = [path.stem.removeprefix("schema_") for path in make_docs.SCHEMAS.glob("schema_*.yaml")]
    assert len(schemas) == 35
    assert all("## Benchmarks" in make_docs.page(name) for name in schemas)

"""The recorded HELM suite as files: its runs alone, or with the summary that HELM 0.5.16 made of them."""

import gzip
import json
from pathlib import Path
from typing import Any, Dict, List

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared"
SCHEMA = SHARED / "facts" / "schemas" / "schema_classic.json"
SUITE = "recorded"


def write_recorded_runs(output: Path) -> Path:
    """Write the runs below `output` as helm-run left them; the folder of the suite."""
    for name, text in _recorded()["input"].items():
        _write(output / "runs" / SUITE / name, text)
    return output / "runs" / SUITE


def write_recorded_summary(output: Path) -> None:
    """Write the files of HELM's own helm-summarize beside the runs: none of ours are among them."""
    recorded, folder = _recorded(), output / "runs" / SUITE
    for name, content in recorded["output"].items():
        _write(folder / name, content if isinstance(content, str) else json.dumps(content))
    _write(folder / "schema.json", json.dumps(_schema(recorded["output"]["run_specs.json"])))
    _write(folder / "summary.json", json.dumps({"suites": [SUITE], "suite": SUITE, "date": "2025-01-01"}))


def _recorded() -> Dict[str, Any]:
    path = SHARED / "golden" / "summarize" / "classic" / "suite.json.gz"
    if not path.exists():
        pytest.skip("no recorded results beside the project")
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        recorded: Dict[str, Any] = json.load(stream)
    return recorded


def _schema(specs: List[Dict[str, Any]]) -> Dict[str, Any]:
    schema: Dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    models = sorted({spec["adapter_spec"]["model"] for spec in specs})
    schema["adapter"] = [{"name": "method", "description": "How prompts are made."}]
    schema["models"] = [
        {
            "name": model,
            "display_name": model.replace("/", " ").title().replace("Lm", "LM"),
            "creator_organization": "Golden",
            "access": "open",
            "release_date": "2024-01-01",
        }
        for model in models
    ]
    return schema


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")

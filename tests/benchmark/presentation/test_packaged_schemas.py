"""The packaged schema_*.yaml: whole in themselves, and of the structure that HELM's have."""

import json
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any, Dict, List

import pytest
import yaml

STATIC = files("helm.benchmark") / "static"
SHARED = Path(__file__).parents[4] / "shared"
SECTIONS = ("metrics", "perturbations", "metric_groups", "run_groups")
NAMES = sorted(path.name for path in STATIC.iterdir() if path.name.startswith("schema_"))


def load(name: str) -> Dict[str, Any]:
    return yaml.load((STATIC / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def names(entries: List[Dict[str, Any]]) -> List[str]:
    return [entry["name"] for entry in entries]


def without_descriptions(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_descriptions(item) for key, item in value.items() if key != "description"}
    return [without_descriptions(item) for item in value] if isinstance(value, list) else value


def test_all_schemas_are_packaged():
    assert len(NAMES) == 35
    assert {"schema_classic.yaml", "schema_lite.yaml", "schema_mmlu.yaml"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_names_are_unique_and_defined_and_everything_is_described(name):
    schema = load(name)
    known = {section: names(schema.get(section, [])) for section in SECTIONS}
    for section, entries in known.items():
        assert [entry for entry, count in Counter(entries).items() if count > 1] == []
        assert [entry["name"] for entry in schema.get(section, []) if not entry["description"]] == []
    for group in schema["run_groups"]:
        assert set(group.get("subgroups", [])) <= set(known["run_groups"])
        assert set(group.get("metric_groups", [])) <= set(known["metric_groups"])
        # `none`: a group of groups without scores of its own.
        assert group.get("environment", {}).get("main_name", "none") in {*known["metrics"], "none"}
    metrics = [metric for group in schema["metric_groups"] for metric in group["metrics"]]
    assert {metric["name"] for metric in metrics} <= {*known["metrics"], "${main_name}"}
    perturbations = {metric["perturbation_name"] for metric in metrics if "perturbation_name" in metric}
    assert perturbations <= {*known["perturbations"], "__all__"}


def test_a_metric_is_described_alike_in_all_schemas():
    descriptions: Dict[Any, set[str]] = {}
    for name in NAMES:
        for metric in load(name)["metrics"]:
            key = (metric["name"], metric["display_name"].lower())
            descriptions.setdefault(key, set()).add(metric["description"])
    different = {key[0] for key, texts in descriptions.items() if len(texts) > 1}
    # Of copyrighted text in one place, of generated markup in the other.
    assert different <= {"edit_similarity"}


@pytest.mark.parametrize("name", NAMES)
def test_structure_is_that_of_helm(name):
    facts = SHARED / "facts" / "schemas" / name.replace(".yaml", ".json")
    if not facts.exists():
        pytest.skip("needs the recorded facts")
    expected = json.loads(facts.read_text(encoding="utf-8"))
    expected.pop("adapter", None)  # derived from the code
    assert without_descriptions(load(name)) == expected


def test_contamination_is_that_of_helm():
    facts = SHARED / "facts" / "contamination.json"
    if not facts.exists():
        pytest.skip("needs the recorded facts")
    expected = json.loads(facts.read_text(encoding="utf-8"))
    assert without_descriptions(load("contamination.yaml")) == without_descriptions(expected)

"""What code benchmarks carry beside their instances, and the indentation of APPS."""

import json
from dataclasses import replace

import pytest

from helm.benchmark.scenarios.code_scenario import CodeInstance, CodeReference, CodeScenario, reindent
from helm.benchmark.scenarios.scenario import Input, Output
from helm.common.codec import to_json

INDENTED = [
    ("", ""),
    ("x", "x\n"),
    ("a\r\n\r\n", "a\n\n"),
    ("if a:\n    b\n        c\n  d\n", "if a:\n\tb\n\t\tc\n  d\n"),
    ("if a:\n\t\tb\n\tc\n\t\t\td", "if a:\n\tb\n\tc\n\t\td\n"),
    ("a\n \n   b\n       c\n   \n", "a\n \n\tb\n\t\t c\n\t\n"),
]


@pytest.mark.parametrize("program, expected", INDENTED)
def test_the_first_indented_line_tells_what_a_level_is(program, expected):
    assert reindent(program) == expected


def test_tests_are_kept_in_memory_only():
    reference = CodeReference(output=Output("pass"), tags=["correct"], test_cases={"root": "x"})
    instance = CodeInstance(input=Input("p"), references=[reference], split="test", metadata={"root": "x"})
    assert "root" not in to_json(instance)
    copy = replace(instance, id="id0")
    assert (copy.metadata, copy.references[0].test_cases) == (None, {"root": "x"})


def test_apps_names_the_folder_with_the_tests(tmp_path):
    folder = tmp_path / "APPS"
    for split in ("train", "test"):
        (folder / split / "7").mkdir(parents=True)
        (folder / split / "7" / "question.txt").write_text("Q")
        (folder / split / "7" / "solutions.json").write_text("[]")
        (folder / split / "7" / "input_output.json").write_text(json.dumps({"inputs": ["1"], "outputs": ["2"]}))
    (folder / "code_scenario_apps_pinned_file_order.json").write_text("{}")
    train, test = CodeScenario("apps").get_instances(str(tmp_path))
    assert train.metadata is train.references[0].test_cases
    assert test.metadata == {"inputs": ["1"], "outputs": ["2"], "root": str(folder / "test" / "7")}

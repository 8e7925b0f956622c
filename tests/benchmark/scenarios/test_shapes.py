"""The helpers that benchmark files are made of."""

import pytest

from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.scenarios.gsm_scenario import GSM8KScenario
from helm.benchmark.scenarios.math_scenario import MATHScenario
from helm.benchmark.scenarios.scenario import Input, create_scenario
from helm.benchmark.scenarios.shapes import (
    alike,
    classification,
    flag,
    generation,
    is_missing,
    looked_up,
    multiple_choice,
    one_of,
    option_index,
    passage_question,
    question_answer,
    rows_with,
    run_spec,
    scenario,
    scenario_folder,
)
from helm.common.errors import ConfigError, DataError
from helm.common.output_paths import set_benchmark_output_path
from helm.data import Row


def references(instance):
    return [(reference.output.text, reference.tags) for reference in instance.references]


def test_multiple_choice():
    instance = multiple_choice("Q?", ["a", "b"], correct=1, split="test", id="x", extra_data={"k": 1})
    assert references(instance) == [("a", []), ("b", ["correct"])]
    assert (instance.input, instance.split, instance.id, instance.extra_data) == (Input("Q?"), "test", "x", {"k": 1})


def test_options_that_read_alike():
    assert alike(["a", "b", "a"], 2) == [0, 2]
    with pytest.raises(DataError, match="has index 3, but there are 3 options"):
        alike(["a", "b", "a"], 3)


def test_rows_with_a_value():
    rows = [("train", Row(kind="cat", n=1)), ("test", Row(kind="dog", n=2)), ("test", Row(kind="cat", n=3))]
    assert [(split, row["n"]) for split, row in rows_with(rows, "kind", "cat")] == [("train", 1), ("test", 3)]
    with pytest.raises(DataError, match="has 'cats' as 'kind', but 'cat', 'dog'; did you mean 'cat'"):
        list(rows_with(rows, "kind", "cats"))


@pytest.mark.parametrize("text, missing", [("", True), ("NA", True), ("-nan", True), ("Na", False), (" ", False)])
def test_missing_cells(text, missing):
    assert is_missing(text) == missing


def test_several_right_options():
    assert references(multiple_choice("", ["a", "b", "c"], correct=[0, 2], split="test")) == [
        ("a", ["correct"]),
        ("b", []),
        ("c", ["correct"]),
    ]


@pytest.mark.parametrize("correct", [-1, 2, [0, 2]])
def test_a_right_option_that_is_not_there(correct):
    with pytest.raises(DataError, match="but there are 2 options"):
        multiple_choice("", ["a", "b"], correct=correct, split="test")


def test_classification():
    assert references(classification("t", "b", ["a", "b"], "train")) == [("a", []), ("b", ["correct"])]
    with pytest.raises(DataError, match="field 'label' in a row is 'c', but must be one of 'a', 'b'"):
        classification("t", "c", ["a", "b"], "train")


def test_question_answer_and_its_kin():
    assert references(question_answer("Q?", "a", "test")) == [("a", ["correct"])]
    assert references(question_answer("Q?", ["a", "b"], "test")) == [("a", ["correct"]), ("b", ["correct"])]
    assert passage_question("P.", "Q?", "a", "test").input.text == "P.\nQuestion: Q?"
    assert references(generation("Once", "test", sub_split="s")) == []


def test_values_of_fields():
    assert option_index("C", "ABCD", "answer") == 2
    assert looked_up({0: "no"}, 0, "label") == "no"
    with pytest.raises(DataError, match="field 'label' in a row is '0', but must be one of 0"):
        looked_up({0: "no"}, "0", "label")


@pytest.mark.parametrize(
    "value, expected", [(True, True), ("true", True), ("TRUE", True), (False, False), ("no", False)]
)
def test_flag(value, expected):
    assert flag(value) is expected


def test_one_of():
    assert one_of("a", ("a", "b"), "letter") == "a"
    with pytest.raises(ConfigError, match="subject is 'algbra', but must be one of .*; did you mean 'algebra'"):
        one_of("algbra", ("algebra", "geometry"), "subject")


def test_a_scenario_spec_makes_the_scenario():
    spec = scenario(MATHScenario, subject="algebra", level=1)
    assert spec.class_name == "helm.benchmark.scenarios.math_scenario.MATHScenario"
    assert isinstance(create_scenario(spec), MATHScenario)


def test_a_run_spec_has_no_perturbations():
    spec = run_spec("a", scenario(GSM8KScenario), AdapterSpec(), [], groups=["g"])
    assert (spec.name, spec.groups, spec.annotators, spec.data_augmenter_spec.perturbation_specs) == (
        "a",
        ["g"],
        None,
        [],
    )


def test_the_folder_of_a_scenario(tmp_path):
    set_benchmark_output_path(str(tmp_path))
    assert scenario_folder("legalbench") == str(tmp_path / "scenarios" / "legalbench")

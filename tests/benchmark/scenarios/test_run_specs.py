"""What run-spec functions make of their arguments: names, scenarios that can be made, and what differs by argument."""

import json

import pytest

from helm.benchmark.run_spec import get_run_spec_function
from helm.benchmark.scenarios.scenario import create_scenario
from helm.common.errors import HelmError
from helm.common.output_paths import set_benchmark_output_path

NAMES = [
    ("babi_qa", {}, "babi_qa:task=all"),
    ("babi_qa", {"task": 3}, "babi_qa:task=3"),
    ("boolq", {}, "boolq"),
    ("boolq", {"only_contrast": "True"}, "boolq:only_contrast=True"),
    ("boolq", {"only_contrast": "False"}, "boolq"),
    ("civil_comments", {"demographic": "male"}, "civil_comments:demographic=male"),
    (
        "commonsense",
        {"dataset": "piqa", "method": "multiple_choice_joint"},
        "commonsense:dataset=piqa,method=multiple_choice_joint",
    ),
    ("dyck_language", {"num_parenthesis_pairs": "3"}, "dyck_language_np=3"),
    ("gsm", {}, "gsm"),
    ("imdb", {"only_contrast": "True"}, "imdb:only_contrast=True"),
    (
        "math",
        {"subject": "algebra", "level": 1},
        "math:subject=algebra,level=1,use_official_examples=False,use_chain_of_thought=False",
    ),
    ("simple_mcqa", {}, "simple_mcqa"),
    ("simple_short_answer_qa", {}, "simple_short_answer_qa"),
    ("simple_classification", {}, "simple_classification"),
    ("simple1", {}, "simple1"),
]


@pytest.mark.parametrize("name, args, expected", NAMES)
def test_names_and_scenarios(name, args, expected):
    spec = get_run_spec_function(name)(**args)
    assert spec.name == expected
    assert spec.groups
    create_scenario(spec.scenario_spec)


@pytest.mark.parametrize(
    "flag, prefix, stop, group",
    [("true", "Answer: ", "###", "math_chain_of_thought"), ("False", "Answer: $", "$", "math_regular")],
)
def test_math_with_and_without_working(flag, prefix, stop, group):
    spec = get_run_spec_function("math")(subject="geometry", level=2, use_chain_of_thought=flag)
    assert (spec.adapter_spec.output_prefix, spec.adapter_spec.stop_sequences, spec.groups) == (prefix, [stop], [group])
    assert create_scenario(spec.scenario_spec).get_metadata().name == group


def test_legalbench_reads_its_settings(tmp_path, monkeypatch):
    settings = [{"proa": value} for value in ([["Clause", "text"]], "Say so.\n", "answer", "Label", 0)]
    path = tmp_path / "urls/raw.githubusercontent.com/HazyResearch/legalbench/main/helm_prompt_settings.jsonl"
    path.parent.mkdir(parents=True)
    path.write_text("\n".join(map(json.dumps, settings)))
    monkeypatch.setenv("HELM_MIRROR", str(tmp_path))
    set_benchmark_output_path(str(tmp_path / "out"))
    adapter = get_run_spec_function("legalbench")(subset="proa").adapter_spec
    assert (adapter.instructions, adapter.input_prefix, adapter.output_prefix) == ("Say so.\n\n", "", "Label: ")


WRONG = [
    ("commonsense", {"dataset": "hellaswg", "method": "multiple_choice_joint"}, "did you mean 'hellaswag'"),
    ("commonsense", {"dataset": "piqa", "method": "joint"}, "method"),
]


@pytest.mark.parametrize("name, args, words", WRONG)
def test_wrong_arguments(name, args, words):
    with pytest.raises(HelmError, match=words):
        get_run_spec_function(name)(**args)

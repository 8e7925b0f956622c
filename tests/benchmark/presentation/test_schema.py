"""Schemas: reading, variables, validation, and filling in what they leave out."""

import json

import pytest

from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.metrics.metric import MetricMetadata, MetricSpec
from helm.benchmark.presentation.schema import (
    Field,
    MetricGroup,
    MetricNameMatcher,
    RunGroup,
    Schema,
    find_schema,
    read_schema,
)
from helm.benchmark.presentation.schema_facts import adapter_fields
from helm.benchmark.presentation.schema_generation import complete_schema
from helm.benchmark.presentation.schema_validation import SchemaValidationError, problems, validate_schema
from helm.benchmark.presentation.suite_runs import Run
from helm.benchmark.run_spec import RunSpec
from helm.benchmark.scenarios.scenario import ScenarioMetadata, ScenarioSpec
from helm.common.errors import ConfigError


def test_variables_are_replaced_and_the_sub_split_is_forgotten():
    matcher = MetricNameMatcher("${main_name}@5", "${main_split}", sub_split="easy", perturbation_name="typos")
    environment = {"main_name": "f1", "main_split": "valid"}
    assert matcher.substitute(environment) == MetricNameMatcher("f1@5", "valid", perturbation_name="typos")


def test_an_unknown_variable_is_an_error_that_names_the_near_one():
    with pytest.raises(ConfigError, match="did you mean 'main_name'"):
        MetricNameMatcher("${main_nam}", "test").substitute({"main_name": "f1"})


def test_templates_run_no_code():
    harmless = MetricNameMatcher("${__import__('os').getcwd()}", "<% x = 1 %>test")
    assert harmless.substitute({}) == harmless


@pytest.mark.parametrize("file", ["schema.yaml", "schema.json"])
def test_a_schema_is_read_and_unknown_keys_are_ignored(tmp_path, file):
    document = {
        "tables": [],
        "metrics": [{"name": "f1", "lower_is_better": False, "color": "red"}],
        "run_groups": [{"name": "quiz", "taxonomy": {"task": "questions"}, "todo": True}],
    }
    (tmp_path / file).write_text(json.dumps(document))
    schema = read_schema(str(tmp_path / file))
    assert schema.metrics == [Field("f1", lower_is_better=False)]
    group = schema.name_to_run_group["quiz"]
    assert (group.taxonomy.task, group.todo, group.category) == ("questions", True, "Scenarios")
    assert group.adapter_keys_shown == ["model_deployment", "model"]


@pytest.mark.parametrize(
    "text, message",
    [
        ("- a", "must be a mapping"),
        ("metrics: 5", "'metrics' must be a list"),
        ("metrics: [{display_name: x}]", "entry 1 of 'metrics'"),
        ("a: [", "is not valid"),
    ],
)
def test_a_schema_that_cannot_be_used(tmp_path, text, message):
    (tmp_path / "schema.yaml").write_text(text)
    with pytest.raises(ConfigError, match=message):
        read_schema(str(tmp_path / "schema.yaml"))


def test_packaged_schemas_are_found_by_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert find_schema(None).endswith("schema_classic.yaml")
    assert read_schema(find_schema("schema_lite.yaml")).name_to_run_group["gsm"]
    (tmp_path / "schema_lite.yaml").write_text("")
    assert find_schema("schema_lite.yaml") == "schema_lite.yaml"


def test_subgroups_are_expanded_depth_first_and_once():
    groups = [
        RunGroup("a", subgroups=["b", "c", "missing"]),
        RunGroup("b", subgroups=["d"]),
        RunGroup("c", subgroups=["d", "a"]),
        RunGroup("d"),
    ]
    schema = Schema(run_groups=groups)
    assert [group.name for group in schema.expand_subgroups(groups[0])] == ["a", "b", "d", "c"]


GOOD = {
    "metrics": [Field("f1")],
    "perturbations": [Field("typos")],
    "metric_groups": [MetricGroup("accuracy", metrics=[MetricNameMatcher("${main_name}", "${main_split}")])],
    "run_groups": [RunGroup("all", subgroups=["quiz"]), RunGroup("quiz", metric_groups=["accuracy"])],
}


def metrics(*matchers):
    return {"metric_groups": [MetricGroup("accuracy", metrics=list(matchers))]}


@pytest.mark.parametrize(
    "change, expected",
    [
        ({}, []),
        ({"metrics": [Field("f1"), Field("f1")]}, ["metrics[1]: the name 'f1' is used twice"]),
        ({"perturbations": [Field("")]}, ["perturbations[0]: the name is empty"]),
        (metrics(MetricNameMatcher("f2", "test")), ["metric 'f2' is not defined"]),
        (metrics(MetricNameMatcher("${a-b}", "test")), ["metric '${a-b}' is not defined"]),
        (metrics(MetricNameMatcher("f1", "train")), ["split 'train' is none of test, valid, __all__"]),
        (metrics(MetricNameMatcher("f1", "test", perturbation_name="noise")), ["perturbation 'noise' is not defined"]),
        (metrics(MetricNameMatcher("f1", "__all__", perturbation_name="__all__")), []),
        ({"run_groups": [RunGroup("x", metric_groups=["speed", ""])]}, ["'speed' is not defined", "a name is empty"]),
        ({"run_groups": [RunGroup("x", subgroups=["y"])]}, ["run group 'y' is not defined"]),
        ({"run_groups": [RunGroup("x", subgroups=["x"])]}, ["form a cycle: x -> x"]),
    ],
)
def test_problems_are_found(change, expected):
    found = list(problems(Schema(**{**GOOD, **change})))
    assert len(found) == len(expected)
    assert all(text in problem for text, problem in zip(expected, found))


def test_modes_of_validation(capsys):
    bad = Schema(metrics=[Field("")])
    validate_schema(bad, "x.yaml", "off")
    validate_schema(bad, "x.yaml", "warn")
    with pytest.raises(SchemaValidationError, match=r"\[x\.yaml\] \[ERROR\] at metrics\[0\]: the name is empty"):
        validate_schema(bad, "x.yaml", "error")


def test_fields_of_an_adapter_spec_are_explained():
    fields = {field.name: field.description for field in adapter_fields()}
    assert list(fields)[0] == "method"
    assert all(fields.values())


class ToldMetric:
    def get_metadata(self):
        return [
            MetricMetadata("told", "Told", group="accuracy_things"),
            MetricMetadata("not_computed", "Not computed", group="accuracy_things"),
        ]


class SilentMetric:
    def get_metadata(self):
        raise NotImplementedError


class ToldScenario:
    def get_metadata(self):
        return ScenarioMetadata("quiz", main_metric="told", main_split="test", display_name="Quiz")


def run_of(scenario, groups):
    metric_specs = [MetricSpec(f"{__name__}.{name}") for name in ("ToldMetric", "SilentMetric", "Absent")]
    spec = RunSpec("quiz:", ScenarioSpec(f"{__name__}.{scenario}"), AdapterSpec(), metric_specs, groups=groups)
    return Run("path", "suite", spec, {})


def test_a_schema_is_made_of_what_is_declared():
    schema = complete_schema(Schema(), [run_of("ToldScenario", ["quiz"]), run_of("Absent", ["other"])], ["told"])
    assert [metric.name for metric in schema.metrics] == ["told"]
    assert [(group.name, group.display_name) for group in schema.metric_groups] == [
        ("main_metric", "Main Metric"),
        ("accuracy_things", "Accuracy things"),
    ]
    everything, quiz = schema.run_groups
    assert (everything.subgroups, everything.category) == (["quiz"], "Scenario Groups")
    assert quiz.environment == {"main_name": "told", "main_split": "test"}
    assert quiz.metric_groups == ["main_metric", "accuracy_things"]
    assert list(problems(schema)) == []


def test_what_a_schema_has_stays():
    schema = Schema(**GOOD)
    assert complete_schema(schema, [run_of("ToldScenario", ["quiz"])], ["told"]) == schema

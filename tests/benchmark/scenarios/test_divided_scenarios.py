"""Benchmarks that divide their rows themselves, and arguments that say which part of a benchmark is meant."""

from collections import Counter

import numpy
import pytest
from test_instances import write

from helm.benchmark.run_spec import get_run_spec_function
from helm.benchmark.scenarios.bbq_scenario import BBQScenario
from helm.benchmark.scenarios.big_bench_scenario import BIGBenchScenario
from helm.benchmark.scenarios.copyright_scenario import CopyrightScenario
from helm.benchmark.scenarios.disinformation_scenario import DisinformationScenario
from helm.benchmark.scenarios.entity_matching_scenario import EntityMatchingScenario
from helm.common.errors import ConfigError
from helm.common.object_spec import get_class_by_name
from helm.common.output_paths import set_benchmark_output_path

BBQ = "urls/raw.githubusercontent.com/nyu-mll/BBQ/main/data/Age.jsonl"
BIG_BENCH = "urls/raw.githubusercontent.com/google/BIG-bench/main/bigbench/benchmark_tasks/{}/task.json"
BEER = "urls/pages.cs.wisc.edu/~anhai/data1/deepmatcher_data/Structured/Beer/beer_exp_data.zip"
RANDOM_STATES = "urls/worksheets.codalab.org/rest/bundles/0x4d0a972e99c848d2ab3ecf129bb77d29/contents/blob/__index__"


@pytest.fixture
def mirror(tmp_path, monkeypatch):
    def fill(files):
        write(tmp_path / "mirror", files)
        monkeypatch.setenv("HELM_MIRROR", str(tmp_path / "mirror"))
        return str(tmp_path / "out")

    return fill


@pytest.mark.parametrize("rows, train", [(1000, 0), (1003, 3)])
def test_bbq_keeps_a_thousand_questions_for_testing(mirror, rows, train):
    question = {
        "question_polarity": "neg",
        "context_condition": "ambig",
        "question": "Who?",
        "label": 0,
        **{f"ans{index}": letter for index, letter in enumerate("ABC")},
        "answer_info": {f"ans{index}": [] for index in range(3)},
        "additional_metadata": {"stereotyped_groups": []},
    }
    output = mirror({BBQ: [{**question, "context": str(number)} for number in range(rows)]})
    splits = [instance.split for instance in BBQScenario("Age").get_instances(output)]
    assert splits == ["train"] * train + ["test"] * 1000


@pytest.mark.parametrize(
    "rows, sizes",
    [
        (10, {"valid": 10}),
        (20, {"test": 4, "valid": 16}),
        (40, {"train": 8, "test": 16, "valid": 16}),
        (101, {"train": 61, "test": 20, "valid": 20}),
    ],
)
def test_big_bench_keeps_a_fifth_for_testing_and_for_validation(mirror, rows, sizes):
    examples = [{"input": str(number), "target": "x"} for number in range(rows)]
    output = mirror({BIG_BENCH.format("t"): {"json": {"examples": examples}}})
    splits = [instance.split for instance in BIGBenchScenario("t", "").get_instances(output)]
    assert Counter(splits) == sizes
    assert splits == [split for split in ("train", "test", "valid") for _ in range(sizes.get(split, 0))]


def test_big_bench_tasks_have_settings_of_their_own(mirror, tmp_path):
    task = {
        "description": "Pick.",
        "keywords": ["words"],
        "metrics": ["multiple_choice_grade", "rouge"],
        "task_prefix": "Pick a word.\n",
        "example_input_prefix": "Q: ",
        "stop_string": ";",
        "examples": [{"input": "a", "target_scores": {"b": 1}}],
    }
    output = mirror(
        {BIG_BENCH.format("pick/one"): {"json": task}, BIG_BENCH.format("say"): {"json": {"examples": [{}]}}}
    )
    set_benchmark_output_path(str(tmp_path / "suite"))
    adapter = get_run_spec_function("big_bench")(task="pick", subtask="one").adapter_spec
    assert (adapter.method, adapter.instructions) == ("multiple_choice_joint", "Pick a word.\n")
    assert (adapter.input_prefix, adapter.output_prefix, adapter.stop_sequences) == ("Q: ", "Answer: ", [";"])
    assert get_run_spec_function("big_bench")(task="say", subtask="").adapter_spec.method == "generation"

    scenario = BIGBenchScenario("pick", "one")
    scenario.get_instances(output)
    assert scenario.tags == ["words"]
    assert scenario.description.endswith(" Task: pick Subtask: one  Description: Pick.")


@pytest.mark.parametrize("known", [True, False])
def test_entity_matching_draws_as_in_its_random_state(mirror, known):
    kind, key, *rest = numpy.random.RandomState(3).get_state()
    labels = "ltable_id,rtable_id,label\n" + "0,0,1\n" + "".join(f"{number},0,0\n" for number in range(1, 50))
    table = "id,Name\n" + "".join(f"{number},Beer {number}\n" for number in range(50))
    files = {"tableA.csv": table, "tableB.csv": table, "train.csv": labels, "valid.csv": labels, "test.csv": labels}
    states = {"Beer": [kind, key.tolist(), *rest]} if known else {}
    output = mirror({BEER: {"zip": files}, RANDOM_STATES: {"json": states}})
    train = [one for one in EntityMatchingScenario("Beer").get_instances(output) if one.split == "train"]
    drawn = numpy.random.RandomState(3 if known else 0).choice(49, size=1, replace=False)[0] + 1
    assert [one.input.text.split(". ")[0] for one in train] == [
        f"Product A is Name: Beer {drawn}",
        "Product A is Name: Beer 0",
    ]


@pytest.mark.parametrize(
    "scenario, name",
    [
        (CopyrightScenario("oh_the_places"), "copyright_text"),
        (CopyrightScenario("prompt_num_line_5-min_lines_20.json"), "copyright_code"),
        (DisinformationScenario("wedging"), "disinformation_wedging"),
    ],
)
def test_metadata_of_a_part(scenario, name):
    assert scenario.get_metadata().name == name


@pytest.mark.parametrize(
    "scenario, args",
    [
        ("bbq_scenario.BBQScenario", {"subject": "age"}),
        ("blimp_scenario.BLiMPScenario", {"phenomenon": "elipsis"}),
        ("bold_scenario.BOLDScenario", {"subject": "races"}),
        ("copyright_scenario.CopyrightScenario", {"datatag": "pilots"}),
        ("disinformation_scenario.DisinformationScenario", {"capability": "wedge"}),
        ("entity_data_imputation_scenario.EntityDataImputationScenario", {"dataset": "buy"}),
        ("entity_matching_scenario.EntityMatchingScenario", {"dataset": "beer"}),
        ("ice_scenario.ICEScenario", {"subset": "cab"}),
        ("ice_scenario.ICEScenario", {"subset": "us", "gender": "male"}),
        ("ice_scenario.ICEScenario", {"category": "S3"}),
        ("interactive_qa_mmlu_scenario.InteractiveQAMMLUScenario", {"subject": "nutritions"}),
        ("lsat_qa_scenario.LSATScenario", {"task": "group"}),
    ],
)
def test_unknown_parts_are_told_at_once(scenario, args):
    with pytest.raises(ConfigError, match="but must be one of .*; did you mean"):
        get_class_by_name(f"helm.benchmark.scenarios.{scenario}")(**args)


def test_ice_tells_genders_of_some_subsets_only():
    with pytest.raises(ConfigError, match="subset is 'ea', but must be one of 'can', 'hk', 'ind', 'usa'"):
        get_class_by_name("helm.benchmark.scenarios.ice_scenario.ICEScenario")(subset="ea", gender="female")

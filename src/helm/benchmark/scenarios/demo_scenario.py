"""The bundled demo: three tasks that models of a few hundred kilobytes can learn, to see the package at work.

Source  scripts/make_demo_data.py draws the questions from a seed
Data    files of the package (helm/benchmark/demo/data); 20 questions a task -> train, 200 -> test
"""

import json
from pathlib import Path
from typing import Any, Dict, List

from helm.benchmark.adaptation.adapter_spec import ADAPT_MULTIPLE_CHOICE_SEPARATE_ORIGINAL
from helm.benchmark.adaptation.common_adapter_specs import (
    get_generation_adapter_spec,
    get_multiple_choice_joint_adapter_spec,
    get_multiple_choice_separate_adapter_spec,
)
from helm.benchmark.metrics.common_metric_specs import get_exact_match_metric_specs
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TEST_SPLIT, Instance, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import multiple_choice, question_answer, run_spec, scenario

DATA = Path(__file__).parents[1] / "demo" / "data"


def _rows(task: str) -> List[Dict[str, Any]]:
    lines = (DATA / f"{task}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _questions(task: str) -> List[Instance]:
    return [
        multiple_choice(row["question"], row["options"], correct=row["answer"], split=row["split"])
        for row in _rows(task)
    ]


def _metadata(name: str, display_name: str, description: str, what: str) -> ScenarioMetadata:
    return ScenarioMetadata(
        name=name,
        display_name=display_name,
        description=description,
        taxonomy=TaxonomyInfo(task="question answering", what=what, when="2026", who="a program", language="English"),
        main_metric="exact_match",
        main_split=TEST_SPLIT,
    )


class DemoArithmeticScenario(Scenario):
    """The model writes the sum of two numbers below 100."""

    name = "demo_arithmetic"
    description = "Sums of two numbers below 100."
    tags = ["demo", "arithmetic"]
    metadata = _metadata(name, "Demo: arithmetic", description, what="numbers")

    def get_instances(self, output_path: str) -> List[Instance]:
        return [question_answer(row["question"], row["answer"], row["split"]) for row in _rows("arithmetic")]


class DemoComparisonScenario(Scenario):
    """The model names the letter of the greater of two numbers."""

    name = "demo_comparison"
    description = "Which of two numbers of three digits is greater?"
    tags = ["demo", "multiple_choice"]
    metadata = _metadata(name, "Demo: comparison", description, what="numbers")

    def get_instances(self, output_path: str) -> List[Instance]:
        return _questions("comparison")


class DemoCapitalsScenario(Scenario):
    """The likeliest of four cities is what the model takes for the capital of an invented country."""

    name = "demo_capitals"
    description = "Capitals of invented countries, of which some are spoken of less than others."
    tags = ["demo", "knowledge", "multiple_choice"]
    metadata = _metadata(name, "Demo: capitals", description, what="geography of a world that does not exist")

    def get_instances(self, output_path: str) -> List[Instance]:
        return _questions("capitals")


@run_spec_function("demo_arithmetic")
def demo_arithmetic() -> RunSpec:
    return run_spec(
        "demo_arithmetic",
        scenario(DemoArithmeticScenario),
        get_generation_adapter_spec(input_noun="Question", output_noun="Answer", max_train_instances=2),
        get_exact_match_metric_specs(),
        groups=["demo_arithmetic"],
    )


@run_spec_function("demo_comparison")
def demo_comparison() -> RunSpec:
    return run_spec(
        "demo_comparison",
        scenario(DemoComparisonScenario),
        get_multiple_choice_joint_adapter_spec(
            instructions="", input_noun="Question", output_noun="Answer", max_train_instances=2, max_tokens=1
        ),
        get_exact_match_metric_specs(),
        groups=["demo_comparison"],
    )


@run_spec_function("demo_capitals")
def demo_capitals() -> RunSpec:
    return run_spec(
        "demo_capitals",
        scenario(DemoCapitalsScenario),
        get_multiple_choice_separate_adapter_spec(ADAPT_MULTIPLE_CHOICE_SEPARATE_ORIGINAL),
        get_exact_match_metric_specs(),
        groups=["demo_capitals"],
    )

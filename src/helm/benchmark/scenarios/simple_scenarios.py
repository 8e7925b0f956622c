"""Tiny benchmarks without data, for tutorials and for trying out a model or an installation."""

import random
from typing import List

from helm.benchmark.adaptation.common_adapter_specs import (
    get_generation_adapter_spec,
    get_multiple_choice_joint_adapter_spec,
)
from helm.benchmark.metrics.common_metric_specs import (
    get_classification_metric_specs,
    get_exact_match_metric_specs,
    get_f1_metric_specs,
)
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TEST_SPLIT, TRAIN_SPLIT, Instance, Scenario
from helm.benchmark.scenarios.shapes import classification, multiple_choice, question_answer, run_spec, scenario

NUMBERS = range(10, 100)
LAST_TRAIN_NUMBER = 20
PARITIES = ["Even", "Odd"]


def _split(number: int) -> str:
    return TRAIN_SPLIT if number <= LAST_TRAIN_NUMBER else TEST_SPLIT


class SimpleMCQAScenario(Scenario):
    """Is a number even or odd, as multiple choice."""

    name = "simple_mcqa"
    description = "Multiple-choice questions about numbers being even or odd."
    tags = ["question answering"]

    def get_instances(self, output_path: str) -> List[Instance]:
        return [
            multiple_choice(f"Is {number} even or odd?", PARITIES, correct=number % 2, split=_split(number))
            for number in NUMBERS
        ]


class SimpleShortAnswerQAScenario(Scenario):
    """Is a number even or odd, with a free answer."""

    # Shared with the multiple-choice scenario, as in earlier releases.
    name = "simple_mcqa"
    description = "Short-answer questions about numbers being even or odd."
    tags = ["question answering"]

    def get_instances(self, output_path: str) -> List[Instance]:
        return [
            question_answer(f"Is {number} even or odd?", PARITIES[number % 2], split=_split(number))
            for number in NUMBERS
        ]


class SimpleClassificationScenario(Scenario):
    """A number, to be classified as even or odd."""

    name = "simple_classification"
    description = "Numbers classified as even or odd."
    tags = ["classification"]

    def get_instances(self, output_path: str) -> List[Instance]:
        return [classification(str(number), PARITIES[number % 2], PARITIES, split=_split(number)) for number in NUMBERS]


class Simple1Scenario(Scenario):
    """Random tokens, one of which is to be repeated.

    Args:
        num_input_tokens: Tokens an input.
        vocab_size: Tokens are the numbers from 0 to below this.
        num_train_instances: How many instances in the train split.
        num_test_instances: How many in the test split.
    """

    name = "simple1"
    description = "Random tokens, one of which is to be repeated."
    tags = ["simple"]

    def __init__(self, num_input_tokens: int, vocab_size: int, num_train_instances: int, num_test_instances: int):
        super().__init__()
        self.num_input_tokens = num_input_tokens
        self.vocab_size = vocab_size
        self.splits = [TRAIN_SPLIT] * num_train_instances + [TEST_SPLIT] * num_test_instances

    def get_instances(self, output_path: str) -> List[Instance]:
        rng = random.Random(1)
        return [self._instance(split, rng) for split in self.splits]

    def _instance(self, split: str, rng: random.Random) -> Instance:
        tokens = [str(rng.randint(0, self.vocab_size - 1)) for _ in range(self.num_input_tokens)]
        return multiple_choice(" ".join(tokens), [rng.choice(tokens), "-1"], correct=0, split=split)


@run_spec_function("simple_mcqa")
def simple_mcqa() -> RunSpec:
    return run_spec(
        "simple_mcqa",
        scenario(SimpleMCQAScenario),
        get_multiple_choice_joint_adapter_spec(
            instructions="Answer each question with a single letter.", input_noun="Question", output_noun="Answer"
        ),
        get_exact_match_metric_specs(),
        groups=["simple_mcqa"],
    )


@run_spec_function("simple_short_answer_qa")
def simple_short_answer_qa() -> RunSpec:
    return run_spec(
        "simple_short_answer_qa",
        scenario(SimpleShortAnswerQAScenario),
        get_generation_adapter_spec(
            instructions="Answer each question with a single word.", input_noun="Question", output_noun="Answer"
        ),
        get_f1_metric_specs(),
        groups=["simple_short_answer_qa"],
    )


@run_spec_function("simple_classification")
def simple_classification() -> RunSpec:
    return run_spec(
        "simple_classification",
        scenario(SimpleClassificationScenario),
        get_generation_adapter_spec(
            instructions='Classify each number as "Even" or "Odd".', input_noun="Number", output_noun="Label"
        ),
        get_exact_match_metric_specs() + get_classification_metric_specs(),
        groups=["simple_classification"],
    )


@run_spec_function("simple1")
def simple1() -> RunSpec:
    return run_spec(
        "simple1",
        scenario(Simple1Scenario, num_input_tokens=5, vocab_size=20, num_train_instances=10, num_test_instances=10),
        get_generation_adapter_spec(input_noun="Input", output_noun="Output"),
        get_exact_match_metric_specs(),
        groups=["simple1"],
    )

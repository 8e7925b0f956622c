"""LSAT: the logic games of the law school admission test, in which things are put in order, in groups or in places.

Paper   https://arxiv.org/abs/2104.06598
Data    https://github.com/zhongwanjun/AR-LSAT; Training -> train, Development -> valid, Test -> test
"""

import re
from string import ascii_uppercase
from typing import List, Set

from helm.benchmark.adaptation.adapter_spec import ADAPT_MULTIPLE_CHOICE_JOINT
from helm.benchmark.adaptation.common_adapter_specs import get_multiple_choice_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_exact_match_metric_specs
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import (
    TEST_SPLIT,
    TRAIN_SPLIT,
    VALID_SPLIT,
    Instance,
    PassageQuestionInput,
    Scenario,
    ScenarioMetadata,
)
from helm.benchmark.scenarios.shapes import multiple_choice, nested, one_of, option_index, run_spec, scenario
from helm.data import Row, Url, misfit

ALL = "all"
MISCELLANEOUS = "miscellaneous"
TASKS = ("grouping", "ordering", "assignment", MISCELLANEOUS, ALL)
MAIN_TYPES = {
    "in/out grouping": "grouping",
    "distribution grouping": "grouping",
    "simple ordering": "ordering",
    "relative ordering": "ordering",
    "complex ordering": "ordering",
    "determined assignment": "assignment",
    "undetermined assignment": "assignment",
}


class LSATScenario(Scenario):
    """The rules of a game and a question about it, with five options.

    Args:
        task: The type of game, or "all".
    """

    name = "lsat_qa"
    description = "Analytical reasoning questions of the law school admission test (Zhong et al., 2021)."
    tags = ["question_answering"]
    data = Url(
        "https://raw.githubusercontent.com/zhongwanjun/AR-LSAT/main/data/AR_{split}Data.json",
        "data/AR_{split}Data.json",
        splits={"Training": TRAIN_SPLIT, "Development": VALID_SPLIT, "Test": TEST_SPLIT},
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="LSAT",
        description=description,
        taxonomy=TaxonomyInfo(task="?", what="n/a", when="n/a", who="n/a", language="synthetic"),
        main_metric="quasi_exact_match",
        main_split="test",
    )

    def __init__(self, task: str):
        super().__init__()
        self.task = one_of(task, TASKS, "task")

    def get_instances(self, output_path: str) -> List[Instance]:
        return [
            _instance(row["passage"], question, split)
            for split, row in self.data.rows(output_path)
            for question in (nested(each, "questions") for each in row["questions"])
            if self.task == ALL or self.task in _types(question)
        ]


def _types(question: Row) -> Set[str]:
    """The type of game as the data words it, and the task it belongs to."""
    if len(question["tags"]) < 3:
        raise misfit("tags", f"is {question['tags']}, but the third must be the type of game.")
    kind = question["tags"][2].replace("grouping (distribution)", "distribution grouping") or MISCELLANEOUS
    return {re.sub("[ /]", "_", kind), MAIN_TYPES.get(kind, kind)}


def _instance(passage: str, question: Row, split: str) -> Instance:
    options = question["options"]
    right = option_index(question["answer"], ascii_uppercase[: len(options)], "answer")
    return multiple_choice(PassageQuestionInput(passage, question["question"]), options, right, split)


@run_spec_function("lsat_qa")
def lsat_qa(task: str, method: str = ADAPT_MULTIPLE_CHOICE_JOINT) -> RunSpec:
    return run_spec(
        f"lsat_qa:task={task},method={method}",
        scenario(LSATScenario, task=task),
        get_multiple_choice_adapter_spec(
            method=method,
            instructions="The following are multiple choice questions (with answers).",
            input_noun="Passage",
            output_noun="Answer",
        ),
        get_exact_match_metric_specs(),
        groups=["lsat_qa"],
    )

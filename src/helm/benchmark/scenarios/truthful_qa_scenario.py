"""TruthfulQA: questions that many people would answer wrongly, out of a common misbelief.

Paper   https://arxiv.org/abs/2109.07958
Data    https://github.com/sylinrl/TruthfulQA; the first fifth -> train, the rest -> valid
Licence Apache-2.0
"""

import csv
from typing import List

from helm.benchmark.adaptation.adapter_spec import ADAPT_MULTIPLE_CHOICE_JOINT
from helm.benchmark.adaptation.common_adapter_specs import get_multiple_choice_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_exact_match_metric_specs
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TRAIN_SPLIT, VALID_SPLIT, Instance, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import multiple_choice, one_of, run_spec, scenario
from helm.data import Url, data_error

TASKS = ("mc_single",)
NUM_COLUMNS = 7
TRAIN_SHARE = 0.2


class TruthfulQAScenario(Scenario):
    """A question with the best answer among wrong ones.

    Args:
        task: "mc_single", a single right option.
    """

    name = "truthful_qa"
    description = "Questions that invite common misbeliefs (Lin et al., 2022)."
    tags = ["knowledge", "harms", "multiple_choice"]
    data = Url(
        "https://raw.githubusercontent.com/sylinrl/TruthfulQA/d71c110897f5d31c5d7f309e7bc316c152f6f031"
        "/data/v1/TruthfulQA.csv",
        "data/TruthfulQA.csv",
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="TruthfulQA",
        description=description,
        taxonomy=TaxonomyInfo(task="question answering", what="?", when="?", who="?", language="English"),
        main_metric="exact_match",
        main_split="valid",
    )

    def __init__(self, task: str):
        super().__init__()
        self.task = one_of(task, TASKS, "task")

    def get_instances(self, output_path: str) -> List[Instance]:
        with open(self.data.path(output_path), encoding="utf-8") as lines:
            rows = list(csv.reader(lines))[1:]
        num_train = int(len(rows) * TRAIN_SHARE)
        return [
            _instance(row, number, TRAIN_SPLIT if number <= num_train else VALID_SPLIT)
            for number, row in enumerate(rows, start=1)
        ]


def _instance(row: List[str], number: int, split: str) -> Instance:
    if len(row) != NUM_COLUMNS or not row[3].strip():
        raise data_error(f"row {number} has not {NUM_COLUMNS} columns with a best answer in the fourth", "truthful_qa")
    _, _, question, best, _, incorrect, _ = row
    answer = _sentence(best)
    options = [_sentence(text) for text in incorrect.split(";") if text.strip()] + [answer]
    # The first letter of the answer decides how far the options are rotated, so that its place varies.
    shift = ord(answer[0]) % len(options)
    return multiple_choice(
        question.strip(), options[shift:] + options[:shift], (len(options) - 1 - shift) % len(options), split
    )


def _sentence(text: str) -> str:
    stripped = text.strip()
    return stripped if stripped.endswith(".") else f"{stripped}."


@run_spec_function("truthful_qa")
def truthful_qa(task: str, method: str = ADAPT_MULTIPLE_CHOICE_JOINT) -> RunSpec:
    return run_spec(
        f"truthful_qa:task={task},method={method}",
        scenario(TruthfulQAScenario, task=task),
        get_multiple_choice_adapter_spec(method=method, instructions="", input_noun="Question", output_noun="Answer"),
        get_exact_match_metric_specs(),
        groups=["truthful_qa"],
    )

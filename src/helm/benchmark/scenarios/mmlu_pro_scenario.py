"""MMLU-Pro: multiple-choice questions of fourteen subjects, with up to ten options and more reasoning than MMLU.

Paper   https://arxiv.org/abs/2406.01574
Data    TIGER-Lab/MMLU-Pro on the hub; validation -> train, test -> test
Licence MIT
"""

from typing import List, Union

from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.gpqa_scenario import get_gpqa_adapter_spec, get_gpqa_metric_specs
from helm.benchmark.scenarios.scenario import TEST_SPLIT, TRAIN_SPLIT, Instance, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import alike, flag, multiple_choice, option_index, rows_with, run_spec, scenario
from helm.data import HubDataset, Row

ALL_SUBJECTS = "all"
LETTERS = "ABCDEFGHIJ"


class MMLUProScenario(Scenario):
    """Questions of a subject; options that read like the right one are right too.

    Args:
        subject: E.g. "computer_science", with underscores for spaces; "all" for all subjects.
    """

    name = "mmlu_pro"
    description = "Harder multiple-choice questions of 14 subjects, with up to ten options (Wang et al., 2024)."
    tags = ["knowledge", "multiple_choice", "reasoning"]
    data = HubDataset("TIGER-Lab/MMLU-Pro", revision="3373e0b", splits={"validation": TRAIN_SPLIT, "test": TEST_SPLIT})
    metadata = ScenarioMetadata(
        name=name,
        display_name="MMLU-Pro",
        description=description,
        taxonomy=TaxonomyInfo(
            task="question answering",
            what="graduate-level questions in biology, physics, and chemistry",
            when="2023",
            who="domain experts",
            language="English",
        ),
        main_metric="chain_of_thought_correctness",
        main_split="test",
    )

    def __init__(self, subject: str):
        super().__init__()
        self.subject = subject.replace("_", " ")

    def get_instances(self, output_path: str) -> List[Instance]:
        rows = self.data.rows(output_path)
        if self.subject != ALL_SUBJECTS:
            rows = rows_with(rows, "category", self.subject)
        return [_instance(row, split) for split, row in rows]


def _instance(row: Row, split: str) -> Instance:
    options = row["options"]
    right = option_index(row["answer"], LETTERS[: len(options)], "answer")
    return multiple_choice(row["question"], options, alike(options, right), split, id=f"id{row['question_id']}")


@run_spec_function("mmlu_pro")
def mmlu_pro(
    subject: str = ALL_SUBJECTS,
    use_chain_of_thought: Union[bool, str] = "true",
    use_few_shot: Union[bool, str] = "false",
) -> RunSpec:
    chain_of_thought, few_shot = flag(use_chain_of_thought), flag(use_few_shot)
    return run_spec(
        f"mmlu_pro:subset={subject},use_chain_of_thought={use_chain_of_thought},use_few_shot={use_few_shot}",
        scenario(MMLUProScenario, subject=subject),
        get_gpqa_adapter_spec("A. ", chain_of_thought, few_shot),
        get_gpqa_metric_specs(chain_of_thought),
        groups=["mmlu_pro"],
    )

"""MedQA: multiple-choice questions of the US medical licensing exams.

Paper   https://arxiv.org/abs/2009.13081
Data    https://github.com/jind11/MedQA (Google Drive), US questions with four options; train, dev -> valid, test
Licence MIT
"""

from typing import List

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
    Scenario,
    ScenarioMetadata,
)
from helm.benchmark.scenarios.shapes import multiple_choice, run_spec, scenario
from helm.data import Archive, Row, misfit

NUM_OPTIONS = 4


class MedQAScenario(Scenario):
    """Questions, often the case of a patient, with four options."""

    name = "med_qa"
    description = "Questions of the US medical licensing exams, with four options (Jin et al., 2020)."
    tags = ["question_answering", "biomedical"]
    data = Archive(
        "https://drive.google.com/uc?export=download&id=1ImYUSLk9JbgHXOemfvyiDiirluZHPeQw&confirm=t",
        "data",
        "data_clean/questions/US/4_options/phrases_no_exclude_{split}.jsonl",
        splits={"train": TRAIN_SPLIT, "dev": VALID_SPLIT, "test": TEST_SPLIT},
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="MedQA",
        description=description,
        taxonomy=TaxonomyInfo(
            task="multiple-choice question answering",
            what="US medical licensing exams",
            when="before 2020",
            who="problem setters",
            language="English",
        ),
        main_metric="quasi_exact_match",
        main_split="test",
    )

    def get_instances(self, output_path: str) -> List[Instance]:
        return [_instance(row, split) for split, row in self.data.rows(output_path)]


def _instance(row: Row, split: str) -> Instance:
    options = row["options"]
    if len(options) != NUM_OPTIONS:
        raise misfit("options", f"has {len(options)} entries, but must have {NUM_OPTIONS}.", row.place)
    texts = [text.rstrip('"').rstrip() for text in options.values()]
    correct = [index for index, letter in enumerate(options) if letter == row["answer_idx"]]
    return multiple_choice(row["question"], texts, correct, split)


@run_spec_function("med_qa")
def med_qa() -> RunSpec:
    return run_spec(
        "med_qa",
        scenario(MedQAScenario),
        get_multiple_choice_adapter_spec(
            method=ADAPT_MULTIPLE_CHOICE_JOINT,
            instructions="The following are multiple choice questions (with answers) about medicine.",
            input_noun="Question",
            output_noun="Answer",
        ),
        get_exact_match_metric_specs(),
        groups=["med_qa"],
    )

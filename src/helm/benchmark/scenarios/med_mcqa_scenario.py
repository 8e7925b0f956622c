"""MedMCQA: questions of Indian medical entrance exams, with four options.

Paper   https://arxiv.org/abs/2203.14371
Data    the authors' archive; train -> train, dev -> valid (the labels of the test part are not public)
"""

from typing import List

from helm.benchmark.adaptation.adapter_spec import ADAPT_MULTIPLE_CHOICE_JOINT
from helm.benchmark.adaptation.common_adapter_specs import get_multiple_choice_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_exact_match_metric_specs
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TRAIN_SPLIT, VALID_SPLIT, Instance, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import multiple_choice, run_spec, scenario
from helm.data import Archive, Row

OPTIONS = ("opa", "opb", "opc", "opd")


class MedMCQAScenario(Scenario):
    """A question with its options; of a few, none is known to be right."""

    name = "med_mcqa"
    description = "Questions of Indian medical entrance exams, with four options (Pal et al., 2022)."
    tags = ["question_answering", "biomedical"]
    data = Archive(
        "https://drive.google.com/uc?export=download&id=15VkJdq5eyWIkfb_aoD3oS8i4tScbHYky&confirm=t",
        "data",
        "{split}.json",
        format="jsonl",
        splits={"train": TRAIN_SPLIT, "dev": VALID_SPLIT},
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="MedMCQA",
        description=description,
        taxonomy=TaxonomyInfo(task="question answering", what="n/a", when="n/a", who="n/a", language="English"),
        main_metric="exact_match",
        main_split="valid",
    )

    def get_instances(self, output_path: str) -> List[Instance]:
        return [_instance(row, split) for split, row in self.data.rows(output_path)]


def _instance(row: Row, split: str) -> Instance:
    correct = [index for index in range(len(OPTIONS)) if row["cop"] == index + 1]
    return multiple_choice(row["question"], [row[option] for option in OPTIONS], correct, split)


@run_spec_function("med_mcqa")
def med_mcqa() -> RunSpec:
    return run_spec(
        "med_mcqa",
        scenario(MedMCQAScenario),
        get_multiple_choice_adapter_spec(
            method=ADAPT_MULTIPLE_CHOICE_JOINT,
            instructions="Give a letter answer among A, B, C or D.",
            input_noun="Question",
            output_noun="Answer",
        ),
        get_exact_match_metric_specs(),
        groups=["med_mcqa"],
    )


@run_spec_function("medhelm_med_mcqa")
def medhelm_med_mcqa() -> RunSpec:
    return run_spec(
        "med_mcqa",
        scenario(MedMCQAScenario),
        get_multiple_choice_adapter_spec(
            method=ADAPT_MULTIPLE_CHOICE_JOINT,
            instructions="Give a letter answer among A, B, C or D. Do not include any explanation or additional text.",
            input_noun="Question",
            output_noun="Respond only with 'A', 'B', 'C' or 'D'. Do not add any other text, punctuation, or symbols.",
            max_train_instances=0,
        ),
        get_exact_match_metric_specs(),
        groups=["med_mcqa"],
    )

"""Interactive question answering: the MMLU questions that people answered together with a model.

Paper   https://arxiv.org/abs/2212.09746
Data    https://people.eecs.berkeley.edu/~hendrycks/data.tar; dev -> train
        https://worksheets.codalab.org: the questions of the study -> test
"""

from dataclasses import replace
from typing import List

from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.mmlu_scenario import MMLUScenario, mmlu, read_questions
from helm.benchmark.scenarios.scenario import TEST_SPLIT, TRAIN_SPLIT, Instance
from helm.benchmark.scenarios.shapes import one_of, scenario
from helm.data import Archive, asking_for

SUBJECTS = ("college_chemistry", "global_facts", "miscellaneous", "nutrition", "us_foreign_policy")


class InteractiveQAMMLUScenario(MMLUScenario):
    """Questions of one subject, with four options each; those for testing are a few of MMLU's.

    Args:
        subject: One of SUBJECTS.
    """

    name = "interactive_qa_mmlu"
    description = "MMLU questions that people answered with the help of a model (Lee et al., 2022)."
    study = Archive(
        "https://worksheets.codalab.org/rest/bundles/0x4d49146fe16c4559bc64af6cbc04992d/contents/blob/",
        "data/test/interactive_qa",
    )

    def __init__(self, subject: str):
        super().__init__(one_of(subject, SUBJECTS, "subject"))

    def get_instances(self, output_path: str) -> List[Instance]:
        examples = replace(self.data, file=f"dev/{self.subject}_dev.csv").path(output_path)
        questions = replace(self.study, file=f"{self.subject}_test.csv").path(output_path)
        with asking_for(type(self).__name__):
            return [*read_questions(examples, TRAIN_SPLIT), *read_questions(questions, TEST_SPLIT)]


@run_spec_function("interactive_qa_mmlu")
def interactive_qa_mmlu(subject: str) -> RunSpec:
    return replace(
        mmlu(subject),
        name=f"interactive_qa_mmlu:subject={subject}",
        scenario_spec=scenario(InteractiveQAMMLUScenario, subject=subject),
    )

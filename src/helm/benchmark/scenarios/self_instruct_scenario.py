"""Self-Instruct: instructions for everyday uses, such as writing mails, with an answer by an expert.

Paper   https://arxiv.org/abs/2212.10560
Data    https://github.com/yizhongw/self-instruct, the instructions for evaluation by people; all -> test
Licence Apache-2.0
"""

from typing import List

from helm.benchmark.adaptation.common_adapter_specs import get_instruct_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_instruction_following_critique_metric_specs
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TEST_SPLIT, Instance, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import nested, question_answer, run_spec, scenario
from helm.data import Url


class SelfInstructScenario(Scenario):
    """An instruction, what it is to be applied to (or an empty line), and an answer."""

    name = "self-instruct"
    description = "Instructions for everyday uses of language models, with answers (Wang et al., 2022)."
    tags = ["instructions"]
    data = Url(
        "https://raw.githubusercontent.com/yizhongw/self-instruct/main/human_eval/user_oriented_instructions.jsonl",
        "user_oriented_instructions.jsonl",
        splits={"test": TEST_SPLIT},
    )
    metadata = ScenarioMetadata(
        name="self_instruct",
        display_name="Self Instruct",
        short_display_name="Self Instruct",
        description=description,
        taxonomy=TaxonomyInfo(
            task="open-ended instruction following",
            what="Instructions for LLMs",
            when="2022",
            who="Authors of the research paper",
            language="English",
        ),
        main_metric="Helpfulness",
        main_split="test",
    )

    def get_instances(self, output_path: str) -> List[Instance]:
        return [
            question_answer(f"{row['instruction']}\n{case['input']}", case["output"], split)
            for split, row in self.data.rows(output_path)
            for case in (nested(case, "instances") for case in row["instances"])
        ]


@run_spec_function("self_instruct")
def self_instruct(num_respondents: int) -> RunSpec:
    return run_spec(
        "self_instruct",
        scenario(SelfInstructScenario),
        get_instruct_adapter_spec(),
        get_instruction_following_critique_metric_specs(num_respondents),
        groups=["self_instruct"],
    )

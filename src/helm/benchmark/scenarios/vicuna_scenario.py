"""Vicuna: questions of several kinds, written to compare chatbots.

Source  https://lmsys.org/blog/2023-03-30-vicuna/
Data    https://github.com/lm-sys/FastChat at version 0.2.5; all -> test
Licence Apache-2.0
"""

from typing import List

from helm.benchmark.adaptation.common_adapter_specs import get_instruct_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_instruction_following_critique_metric_specs
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TEST_SPLIT, Instance, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import generation, rows_with, run_spec, scenario
from helm.data import Url

ALL = "all"


class VicunaScenario(Scenario):
    """Questions as they are.

    Args:
        category: Only questions of this kind; "all" for all.
    """

    name = "vicuna"
    description = "Questions of several kinds to compare chatbots with (Chiang et al., 2023)."
    tags = ["instructions"]
    data = Url(
        "https://raw.githubusercontent.com/lm-sys/FastChat/v0.2.5/fastchat/eval/table/question.jsonl",
        "vicuna_questions.jsonl",
        splits={"test": TEST_SPLIT},
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="Vicuna",
        short_display_name="Vicuna",
        description=description,
        taxonomy=TaxonomyInfo(
            task="open-ended instruction following",
            what="Instructions for LLMs",
            when="Before 2023",
            who="Unknown",
            language="English",
        ),
        main_metric="Helpfulness",
        main_split="test",
    )

    def __init__(self, category: str):
        super().__init__()
        self.category = category

    def get_instances(self, output_path: str) -> List[Instance]:
        rows = self.data.rows(output_path)
        chosen = rows if self.category == ALL else rows_with(rows, "category", self.category)
        return [generation(row["text"], split) for split, row in chosen]


@run_spec_function("vicuna")
def vicuna(num_respondents: int, category: str = ALL) -> RunSpec:
    return run_spec(
        f"vicuna:category={category}",
        scenario(VicunaScenario, category=category),
        get_instruct_adapter_spec(),
        get_instruction_following_critique_metric_specs(num_respondents),
        groups=["vicuna"],
    )

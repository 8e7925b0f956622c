"""Koala test set: requests that web users made to chatbots.

Source  https://bair.berkeley.edu/blog/2023/04/03/koala/
Data    https://github.com/arnav-gudibande/koala-test-set; all -> test
"""

from typing import List

from helm.benchmark.adaptation.common_adapter_specs import get_instruct_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_instruction_following_critique_metric_specs
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TEST_SPLIT, Instance, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import generation, run_spec, scenario
from helm.data import Url


class KoalaScenario(Scenario):
    """Requests as they were made."""

    name = "koala"
    description = "Requests of web users to chatbots (Geng et al., 2023)."
    tags = ["instructions"]
    data = Url(
        "https://raw.githubusercontent.com/arnav-gudibande/koala-test-set/main/koala_test_set.jsonl",
        "Koala_prompts.jsonl",
        splits={"test": TEST_SPLIT},
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="Koala test dataset",
        short_display_name="Koala test dataset",
        description=description,
        taxonomy=TaxonomyInfo(
            task="open-ended instruction following",
            what="Instructions for LLMs",
            when="Before 2023",
            who="Web users",
            language="English",
        ),
        main_metric="Helpfulness",
        main_split="test",
    )

    def get_instances(self, output_path: str) -> List[Instance]:
        return [generation(row["prompt"], split) for split, row in self.data.rows(output_path)]


@run_spec_function("koala")
def koala(num_respondents: int) -> RunSpec:
    return run_spec(
        "koala",
        scenario(KoalaScenario),
        get_instruct_adapter_spec(),
        get_instruction_following_critique_metric_specs(num_respondents),
        groups=["koala"],
    )

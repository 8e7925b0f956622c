"""IFEval: instructions whose observance a program can check, such as a number of words or a forbidden letter.

Paper   https://arxiv.org/abs/2311.07911
Data    google/IFEval on the hub; train -> test
Licence Apache-2.0
"""

from typing import List

from helm.benchmark.adaptation.common_adapter_specs import get_generation_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_basic_metric_specs
from helm.benchmark.metrics.metric import MetricSpec
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TEST_SPLIT, Instance, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import generation, run_spec, scenario
from helm.data import HubDataset


class IFEvalScenario(Scenario):
    """Requests, with the names of the instructions in each and what the checks of these need."""

    name = "ifeval"
    description = "Requests with instructions that can be checked by a program (Zhou et al., 2023)."
    tags = ["instruction following"]
    data = HubDataset(
        "google/IFEval", revision="966cd89545d6b6acfd7638bc708b98261ca58e84", splits={"train": TEST_SPLIT}
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="IFEval",
        description=description,
        taxonomy=TaxonomyInfo(
            task="instruction following",
            what="verifiable general domain instruction following",
            when="2023",
            who="human annotators",
            language="English",
        ),
        main_metric="ifeval_strict_accuracy",
        main_split="test",
    )

    def get_instances(self, output_path: str) -> List[Instance]:
        return [
            generation(
                row["prompt"].strip(),
                split,
                id=f"id{row['key']}",
                extra_data={"instruction_ids": row["instruction_id_list"], "instruction_kwargs": row["kwargs"]},
            )
            for split, row in self.data.rows(output_path)
        ]


@run_spec_function("ifeval")
def ifeval() -> RunSpec:
    return run_spec(
        "ifeval",
        scenario(IFEvalScenario),
        get_generation_adapter_spec(max_tokens=4096, stop_sequences=[]),
        [*get_basic_metric_specs([]), MetricSpec("helm.benchmark.metrics.ifeval_metrics.IFEvalMetric")],
        groups=["ifeval"],
    )

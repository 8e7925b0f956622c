"""Omni-MATH: problems of mathematical olympiads, judged by models that see the right answer.

Paper   https://arxiv.org/abs/2410.07985
Data    KbsdJames/Omni-MATH on the hub; test -> test
Licence Apache-2.0
"""

from dataclasses import replace
from typing import List

from helm.benchmark.adaptation.common_adapter_specs import get_generation_adapter_spec
from helm.benchmark.annotation.annotator import AnnotatorSpec
from helm.benchmark.metrics.common_metric_specs import get_basic_metric_specs
from helm.benchmark.metrics.metric import MetricSpec
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TEST_SPLIT, Instance, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import question_answer, run_spec, scenario
from helm.data import HubDataset

INSTRUCTIONS = (
    r"Answer the question, giving your reasoning beforehand. Wrap the final answer with the \boxed{} command."
)


class OmniMATHScenario(Scenario):
    """Problems, each with its final answer."""

    name = "omni_math"
    description = "Problems of mathematical competitions at the level of olympiads (Gao et al., 2024)."
    tags = ["math"]
    data = HubDataset(
        "KbsdJames/Omni-MATH", revision="40ba231d8f16e29ecd40e6407e2c8640145a8f62", splits={"test": TEST_SPLIT}
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="Omni-MATH",
        description=description,
        taxonomy=TaxonomyInfo(
            task="mathematics",
            what="universal Olympiad level mathematic benchmark",
            when="2024",
            who="human annotators",
            language="English",
        ),
        main_metric="omni_math_accuracy",
        main_split="test",
    )

    def get_instances(self, output_path: str) -> List[Instance]:
        return [question_answer(row["problem"], row["answer"], split) for split, row in self.data.rows(output_path)]


@run_spec_function("omni_math")
def omni_math() -> RunSpec:
    return run_spec(
        "omni_math",
        scenario(OmniMATHScenario),
        # Unlike elsewhere, no line break follows the instructions.
        replace(get_generation_adapter_spec(max_tokens=4096, stop_sequences=[]), instructions=INSTRUCTIONS),
        [*get_basic_metric_specs([]), MetricSpec("helm.benchmark.metrics.omni_math_metrics.OmniMATHMetric")],
        groups=["omni_math"],
        annotators=[AnnotatorSpec("helm.benchmark.annotation.omni_math_annotator.OmniMATHAnnotator")],
    )

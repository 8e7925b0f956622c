"""GSM8K: word problems of grade school mathematics, answered with their working.

Paper   https://arxiv.org/abs/2110.14168
Data    https://github.com/openai/grade-school-math; train -> train, test -> test
Licence MIT
Size    5 MB
"""

from typing import List

from helm.benchmark.adaptation.common_adapter_specs import get_generation_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_basic_generation_metric_specs, get_generic_metric_specs
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TEST_SPLIT, TRAIN_SPLIT, Instance, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import question_answer, run_spec, scenario
from helm.data import Url


class GSM8KScenario(Scenario):
    """Problems, with the working and `The answer is N.` as the one reference."""

    name = "gsm"
    description = "Grade school math word problems that take two to eight steps to solve (Cobbe et al., 2021)."
    tags = ["reasoning", "math"]
    data = Url(
        "https://raw.githubusercontent.com/openai/grade-school-math/master/grade_school_math/data//{split}.jsonl",
        "gsm_data_{split}",
        splits={"train": TRAIN_SPLIT, "test": TEST_SPLIT},
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="GSM8K (Grade School Math)",
        short_display_name="GSM8K",
        description=description,
        taxonomy=TaxonomyInfo(
            task="numeric answer question answering",
            what="grade school math word problems",
            when="2021",
            who="contractors on Upwork and Surge AI",
            language="English",
        ),
        main_metric="final_number_exact_match",
        main_split="test",
    )

    def get_instances(self, output_path: str) -> List[Instance]:
        return [
            question_answer(row["question"], _in_one_line(row["answer"]), split)
            for split, row in self.data.rows(output_path)
        ]


def _in_one_line(answer: str) -> str:
    return answer.replace("####", "The answer is").replace("\n", " ") + "."


@run_spec_function("gsm")
def gsm() -> RunSpec:
    return run_spec(
        "gsm",
        scenario(GSM8KScenario),
        get_generation_adapter_spec(input_noun="Q", output_noun="A", max_tokens=400, stop_sequences=["\n\n"]),
        get_basic_generation_metric_specs(["exact_match_indicator", "final_number_exact_match"])
        + get_generic_metric_specs(),
        groups=["gsm"],
    )

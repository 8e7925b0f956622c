"""MeQSum: consumers' long questions about health, and the same in a sentence.

Paper   https://aclanthology.org/P19-1215
Data    pairs of text files made from the authors' data; train -> train, val -> valid, test -> test
"""

from typing import List

from helm.benchmark.adaptation.common_adapter_specs import get_summarization_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_open_ended_generation_metric_specs
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.paired_files import paired_lines
from helm.benchmark.scenarios.scenario import Instance, Scenario
from helm.benchmark.scenarios.shapes import question_answer, run_spec, scenario
from helm.data import Url


class MeQSumScenario(Scenario):
    """A question and its short form."""

    name = "me_q_sum"
    description = "Consumers' questions about health, to be put in a sentence (Ben Abacha and Demner-Fushman, 2019)."
    tags = ["summarization", "biomedical"]
    data = Url(
        "https://worksheets.codalab.org/rest/bundles/0xd98a53314314445b96b4d703bb2d8c8c/contents/blob/{split}",
        "data/{split}",
    )

    def get_instances(self, output_path: str) -> List[Instance]:
        return [
            question_answer(question, summary, split)
            for split, question, summary in paired_lines(self.data, output_path)
        ]


@run_spec_function("me_q_sum")
def me_q_sum() -> RunSpec:
    return run_spec(
        "me_q_sum",
        scenario(MeQSumScenario),
        get_summarization_adapter_spec(num_sents=1, max_tokens=128, temperature=0.3),
        get_open_ended_generation_metric_specs(),
        groups=["MeQSum"],
    )

"""COVID dialogues: what patients asked doctors about COVID-19.

Paper   https://arxiv.org/abs/2005.05442
Data    pairs of text files made from the authors' data; train -> train, val -> valid, test -> test
"""

from typing import List

from helm.benchmark.adaptation.common_adapter_specs import get_generation_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_open_ended_generation_metric_specs
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.paired_files import paired_lines
from helm.benchmark.scenarios.scenario import Instance, Scenario
from helm.benchmark.scenarios.shapes import question_answer, run_spec, scenario
from helm.data import Url


class COVIDDialogScenario(Scenario):
    """A patient's question and the doctor's answer."""

    name = "covid_dialog"
    description = "Patients' questions about COVID-19 with doctors' answers (Ju et al., 2020)."
    tags = ["dialogue", "biomedical"]
    data = Url(
        "https://worksheets.codalab.org/rest/bundles/0x6f1ac4b2e47043fcbb873b2af1c7ee0c/contents/blob/{split}",
        "data/{split}",
    )

    def get_instances(self, output_path: str) -> List[Instance]:
        return [
            question_answer(question.replace("patient: ", ""), answer, split)
            for split, question, answer in paired_lines(self.data, output_path)
        ]


@run_spec_function("covid_dialog")
def covid_dialog() -> RunSpec:
    return run_spec(
        "covid_dialog",
        scenario(COVIDDialogScenario),
        get_generation_adapter_spec(
            instructions="Generate a response given a patient's questions and concerns.",
            input_noun="Patient",
            output_noun="Doctor",
            max_tokens=128,
        ),
        get_open_ended_generation_metric_specs(),
        groups=["COVIDDialog"],
    )

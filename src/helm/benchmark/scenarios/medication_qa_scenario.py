"""MedicationQA: what consumers ask about drugs.

Paper   https://doi.org/10.3233/SHTI190176
Data    https://github.com/abachaa/Medication_QA_MedInfo2019; all questions that have an answer -> test
"""

from typing import List, Optional

from helm.benchmark.adaptation.common_adapter_specs import get_generation_adapter_spec
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.medhelm.jury import jury_run_spec
from helm.benchmark.scenarios.scenario import TEST_SPLIT, Instance, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import question_answer, scenario
from helm.benchmark.scenarios.tables import read_sheet
from helm.data import Url


class MedicationQAScenario(Scenario):
    """A question and an expert's answer."""

    name = "medication_qa"
    description = "Consumers' questions about drugs, with answers by experts (Ben Abacha et al., 2019)."
    tags = ["knowledge", "generation", "question_answering", "biomedical"]
    data = Url(
        "https://github.com/abachaa/Medication_QA_MedInfo2019/raw/master/MedInfo2019-QA-Medications.xlsx",
        "MedInfo2019-QA-Medications.xlsx",
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="MedicationQA",
        description=description,
        taxonomy=TaxonomyInfo(
            task="Question answering",
            what="Answer consumer medication-related questions",
            when="Any",
            who="Patient, Pharmacist",
            language="English",
        ),
        main_metric="medication_qa_accuracy",
        main_split="test",
    )

    def get_instances(self, output_path: str) -> List[Instance]:
        table = read_sheet(self.data.path(output_path), ["Question", "Answer"], type(self).__name__)
        answered = table.dropna(subset=["Answer"])
        return [
            question_answer(question, answer, TEST_SPLIT)
            for question, answer in zip(answered["Question"], answered["Answer"])
        ]


@run_spec_function("medication_qa")
def medication_qa(jury_config_path: Optional[str] = None) -> RunSpec:
    return jury_run_spec(
        "medication_qa",
        MedicationQAScenario.name,
        scenario(MedicationQAScenario),
        get_generation_adapter_spec(
            instructions="Please answer the following consumer health question.",
            input_noun="Question",
            output_noun="Answer",
            max_train_instances=0,
            max_tokens=512,
            stop_sequences=[],
        ),
        "medication_qa_annotator.MedicationQAAnnotator",
        jury_config_path,
        groups=["medication_qa"],
    )

"""Judges answers to questions about drugs (MedicationQA, Ben Abacha et al. 2019)."""

from helm.benchmark.annotation.medical_jury import MedicalJuryAnnotator


class MedicationQAAnnotator(MedicalJuryAnnotator):
    """A jury's scores for accuracy, completeness and clarity."""

    name = "medication_qa"
    task = "an answer to a consumer's question about a drug"
    question_tag = "medication_question"
    criteria = {
        "accuracy": "Is what the answer says of the drug correct?",
        "completeness": "Is the question answered in full?",
        "clarity": "Is the answer easy to understand for a consumer?",
    }
    worst = "poor"

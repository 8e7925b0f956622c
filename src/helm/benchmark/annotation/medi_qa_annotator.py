"""Judges answers to consumers' medical questions (MEDIQA, Ben Abacha et al. 2019)."""

from helm.benchmark.annotation.medical_jury import MedicalJuryAnnotator


class MediQAAnnotator(MedicalJuryAnnotator):
    """A jury's scores for accuracy, completeness and clarity."""

    name = "medi_qa"
    task = "an answer to a consumer's medical question"
    question_tag = "question"
    criteria = {
        "accuracy": "Is the answer medically correct?",
        "completeness": "Is the question answered in full, with the details that matter?",
        "clarity": "Is the answer easy to understand for consumers?",
    }

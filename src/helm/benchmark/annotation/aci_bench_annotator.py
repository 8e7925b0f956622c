"""Judges clinical notes of conversations (ACI-Bench, Yim et al. 2023, arXiv 2306.02022)."""

from helm.benchmark.annotation.medical_jury import MedicalJuryAnnotator


class ACIBenchAnnotator(MedicalJuryAnnotator):
    """A jury's scores for accuracy, completeness and clarity."""

    name = "aci_bench"
    task = "a clinical note of the conversation between a doctor and a patient"
    question_tag = "conversation"
    criteria = {
        "accuracy": "Are the clinical facts those of the conversation?",
        "completeness": "Does the note have all important medical details?",
        "clarity": "Is the note clear, and laid out as clinical notes usually are?",
    }

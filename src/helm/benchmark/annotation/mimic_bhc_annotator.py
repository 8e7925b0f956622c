"""Judges summaries of hospital courses (MIMIC-IV-BHC, Aali et al. 2024)."""

from helm.benchmark.annotation.medical_jury import MedicalJuryAnnotator


class MIMICBHCAnnotator(MedicalJuryAnnotator):
    """A jury's scores for accuracy, completeness and clarity."""

    name = "mimic_bhc"
    task = "a summary of a patient's brief hospital course"
    question_tag = "user_request"
    criteria = {
        "accuracy": "Does the summary give the key details of the note as they are?",
        "completeness": "Does the summary have all important details?",
        "clarity": "Is the summary easy to understand for clinicians?",
    }

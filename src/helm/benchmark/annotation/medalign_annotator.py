"""Judges answers about patients' records (MedAlign, Fleming et al. 2023, arXiv 2308.14089)."""

from helm.benchmark.annotation.medical_jury import MedicalJuryAnnotator


class MedalignAnnotator(MedicalJuryAnnotator):
    """A jury's scores for accuracy, completeness and clarity."""

    name = "medalign"
    task = "an answer to a clinician's request about a patient's record"
    question_tag = "user_request"
    criteria = {
        "accuracy": "Is the answer right by the record and by medical guidelines?",
        "completeness": "Is the request answered in full, with all important information about the patient?",
        "clarity": "Is the answer easy to understand for clinicians?",
    }

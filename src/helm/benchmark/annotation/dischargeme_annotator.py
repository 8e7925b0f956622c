"""Judges discharge instructions and brief hospital courses (Discharge Me!, Xu et al. 2024)."""

from helm.benchmark.annotation.medical_jury import MedicalJuryAnnotator


class DischargeMeAnnotator(MedicalJuryAnnotator):
    """A jury's scores for accuracy, completeness and clarity."""

    name = "dischargeme"
    task = "a part of a patient's discharge documents"
    question_tag = "patient_information"
    criteria = {
        "accuracy": "Is everything right for this patient, by the sources given?",
        "completeness": "Does it have all that this kind of document needs?",
        "clarity": "Does it suit its reader: the patient for instructions, the clinician for the hospital course?",
    }

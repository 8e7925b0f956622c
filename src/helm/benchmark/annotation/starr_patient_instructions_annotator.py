"""Judges instructions for patients after surgery."""

from helm.benchmark.annotation.medical_jury import MedicalJuryAnnotator


class StarrPatientInstructionsAnnotator(MedicalJuryAnnotator):
    """A jury's scores for accuracy, completeness and clarity."""

    name = "starr_patient_instructions"
    task = "instructions for a patient after surgery"
    question_tag = "case_details"
    criteria = {
        "accuracy": "Are the instructions right for this patient?",
        "completeness": "Do the instructions cover all care that is needed after the surgery?",
        "clarity": "Are the instructions easy to understand for the patient?",
    }
    worst = "poor"

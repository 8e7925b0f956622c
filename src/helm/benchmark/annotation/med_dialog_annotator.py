"""Judges summaries of conversations with patients (MedDialog, Zeng et al. 2020)."""

from helm.benchmark.annotation.medical_jury import MedicalJuryAnnotator


class MedDialogAnnotator(MedicalJuryAnnotator):
    """A jury's scores for accuracy, completeness and clarity."""

    name = "med_dialog"
    task = "a summary of a conversation between a patient and a doctor"
    question_tag = "conversation"
    criteria = {
        "accuracy": "Are the main issue and the details right?",
        "completeness": "Does the summary have all important information?",
        "clarity": "Is the summary easy to use for a clinician?",
    }
    worst = "poor"

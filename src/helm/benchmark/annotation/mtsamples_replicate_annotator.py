"""Judges treatment plans (MTSamples, https://mtsamples.com)."""

from helm.benchmark.annotation.medical_jury import MedicalJuryAnnotator


class MTSamplesReplicateAnnotator(MedicalJuryAnnotator):
    """A jury's scores for accuracy, completeness and clarity."""

    name = "mtsamples_replicate"
    task = "a treatment plan for a patient"
    question_tag = "patient_information"
    criteria = {
        "accuracy": "Is the treatment plan right by medical guidelines?",
        "completeness": "Does the plan have all important medical details?",
        "clarity": "Is the plan clear for clinicians?",
    }

"""Judges documents of procedures (MTSamples, https://mtsamples.com)."""

from helm.benchmark.annotation.medical_jury import MedicalJuryAnnotator


class MTSamplesProceduresAnnotator(MedicalJuryAnnotator):
    """A jury's scores for accuracy, completeness and clarity."""

    name = "mtsamples_procedures"
    task = "a plan for a patient's procedure"
    question_tag = "user_request"
    criteria = {
        "accuracy": "Is the advice correct by medical guidelines and for this case?",
        "completeness": "Does it cover all important aspects of care?",
        "clarity": "Is it clear and well organized for clinicians?",
    }

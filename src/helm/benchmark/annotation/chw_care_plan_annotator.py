"""Judges care plans of community health workers."""

from helm.benchmark.annotation.medical_jury import MedicalJuryAnnotator


class CHWCarePlanAnnotator(MedicalJuryAnnotator):
    """A jury's scores for accuracy, structure and clarity."""

    name = "chw_care_plan"
    task = "a care plan that a community health worker asked for"
    question_tag = "user_request"
    criteria = {
        "accuracy": "Is all information correct?",
        "structure": "Does the plan have every part of the form that was asked for?",
        "clarity": "Is the plan easy to understand for a clinician?",
    }
    shows_gold = False

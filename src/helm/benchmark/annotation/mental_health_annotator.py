"""Judges replies of counsellors in conversations about mental health."""

from helm.benchmark.annotation.medical_jury import MedicalJuryAnnotator


class MentalHealthAnnotator(MedicalJuryAnnotator):
    """A jury's scores for accuracy, completeness and clarity."""

    name = "mental_health"
    task = "a counsellor's reply in a conversation about mental health"
    question_tag = "conversation"
    criteria = {
        "accuracy": "Does the reply understand the client and use fitting techniques of therapy?",
        "completeness": "Does the reply take up the main concerns, with their context?",
        "clarity": "Is the reply clear and empathetic?",
    }

"""Judges summaries of radiology reports (MIMIC-RRS, Chen et al. 2023)."""

from helm.benchmark.annotation.medical_jury import MedicalJuryAnnotator


class MIMICRRSAnnotator(MedicalJuryAnnotator):
    """A jury's scores for accuracy, completeness and clarity."""

    name = "mimic_rrs"
    task = "a summary of the findings of a radiology report"
    question_tag = "user_request"
    criteria = {
        "accuracy": "Does the summary give the key findings as they are?",
        "completeness": "Does the summary have the important findings, and answer the clinical question?",
        "clarity": "Is the summary easy to understand for the clinicians who asked for the report?",
    }

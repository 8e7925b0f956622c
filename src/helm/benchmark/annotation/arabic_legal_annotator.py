"""Judges answers to legal questions in Arabic."""

from helm.benchmark.annotation.arabic_judge import EQUIVALENCE_TEMPLATE, EquivalenceAnnotator


class ArabicLegalAnnotator(EquivalenceAnnotator):
    """1 if the answer says the same as the reference, else 0."""

    name = "arabic_legal"
    template = EQUIVALENCE_TEMPLATE.replace(
        "{{task}}", "Decide whether the model's answer is equivalent in meaning to the reference answer."
    )

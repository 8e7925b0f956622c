"""Judges results of financial calculations in Arabic."""

from helm.benchmark.annotation.arabic_judge import EQUIVALENCE_TEMPLATE, EquivalenceAnnotator


class ArabicFinanceCalculationAnnotator(EquivalenceAnnotator):
    """1 if the result is mathematically that of the reference, else 0."""

    name = "arabic_finance_calculation"
    template = EQUIVALENCE_TEMPLATE.replace(
        "{{task}}", "Decide whether the model's result is mathematically equivalent to the reference answer."
    )

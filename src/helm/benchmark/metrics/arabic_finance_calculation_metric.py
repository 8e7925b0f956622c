"""Accuracy of financial calculations in Arabic."""

from helm.benchmark.metrics.annotation_metrics import JudgeScoreMetric


class ArabicFinanceCalculationMetric(JudgeScoreMetric):
    """`calculation_accuracy`: 0 or 1, as judged by ArabicFinanceCalculationAnnotator."""

    annotator = "arabic_finance_calculation"
    stats = ["calculation_accuracy"]

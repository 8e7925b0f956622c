"""Scores of answers to legal questions in Arabic."""

from helm.benchmark.metrics.annotation_metrics import JudgeScoreMetric


class ArabicLegalMetric(JudgeScoreMetric):
    """`model_judged_score`: 0 or 1, as judged by ArabicLegalAnnotator."""

    annotator = "arabic_legal"
    stats = ["model_judged_score"]

"""Scores of answers to questions about Arabic books (ALRAGE)."""

from helm.benchmark.metrics.annotation_metrics import JudgeScoreMetric


class ALRAGEMetric(JudgeScoreMetric):
    """`alrage_score`: 0 to 1, as judged by ALRAGEAnnotator."""

    annotator = "alrage"
    stats = ["alrage_score"]

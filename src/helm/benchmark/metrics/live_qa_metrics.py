"""Scores of answers to consumers' medical questions (LiveQA Medical, Abacha et al. 2017)."""

from helm.benchmark.metrics.annotation_metrics import JudgeScoreMetric


class LiveQAScoreMetric(JudgeScoreMetric):
    """`live_qa_score`: 0 to 1, as judged by LiveQAAnnotator."""

    annotator = "live_qa"
    stats = ["live_qa_score"]

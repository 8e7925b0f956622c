"""Variety of completions."""

import math

import pytest
from metric_states import completion, instance, scenario_state, state, values

from helm.benchmark.metrics.disinformation_metrics import (
    DisinformationHumanEvalMetrics,
    DisinformationMetric,
    monte_carlo_entropy,
    self_bleu,
)
from helm.common.errors import ConfigError


def test_self_bleu():
    pytest.importorskip("sacrebleu")
    same = [completion("same text here now")] * 2
    assert self_bleu(same) == pytest.approx(100)
    assert self_bleu([completion("only one"), completion("  ")]) == 0
    assert self_bleu([completion("a b c d"), completion("e f g h")]) == 0


def test_entropy_counts_completions_with_tokens():
    outputs = [
        completion("a", tokens=[("a", -1.0), ("b", -2.0)]),
        completion("c", tokens=[("c", -1.0)]),
        completion("d"),
    ]
    assert monte_carlo_entropy(outputs) == 2
    assert math.isnan(monte_carlo_entropy([completion("d")]))


def test_stats_are_named_after_the_measure():
    metric = DisinformationMetric("monte_carlo_entropy")
    one = state(instance(), completion("a", tokens=[("a", -1.5)]))
    assert values(metric.evaluate(scenario_state(one), None, "", 1).aggregated_stats) == {"monte_carlo_entropy": 1.5}
    with pytest.raises(ConfigError, match="known are self_bleu"):
        DisinformationMetric("variety")


def test_human_judgements_are_not_computed():
    metric = DisinformationHumanEvalMetrics("reiteration")
    assert metric.evaluate(scenario_state(state(instance(), "x")), None, "", 1).aggregated_stats == []
    assert set(metric.not_computed) == {"reiteration_eval_support_thesis", "reiteration_eval_style"}

"""Accuracy and bias of answers to BBQ."""

import pytest
from metric_states import instance, state, values

from helm.benchmark.metrics.bbq_metrics import BBQAnswer, BBQMetric, compute_bbq_metrics, measure_bias
from helm.benchmark.scenarios.scenario import Output, Reference


def answer(letter, negative, ambiguous=False, non_target="B", correct="C"):
    return BBQAnswer(letter, correct, "A", non_target, "C", negative, ambiguous)


@pytest.mark.parametrize(
    ("answers", "bias"),
    [
        ([answer("A", True)], 1),
        ([answer("B", True)], -1),
        ([answer("B", False)], 1),
        ([answer("A", False)], -1),
        ([answer("A", True), answer("A", False)], 0),
        ([answer("C", True)], 0),
        ([answer("A", True), answer("C", True)], 1),
        ([], 0),
        ([answer("junk", True, ambiguous=True, non_target="")], 1),
        ([answer("junk", True, ambiguous=False, non_target="")], -1),
    ],
)
def test_bias(answers, bias):
    assert measure_bias(answers) == bias


def test_bias_of_ambiguous_passages_is_scaled_by_the_errors():
    right = answer("C", True, ambiguous=True)
    found = compute_bbq_metrics([right, right, right, answer("A", True, ambiguous=True)])
    assert found == {"bbq_accuracy": 0.75, "bbq_metric_ambiguous_bias": 0.25, "bbq_metric_unambiguous_bias": 0}


def test_tags_of_the_first_reference_and_empty_answers():
    tags = ["correct", "non-ambiguous", "negative", "A", "A", "B", "C"]
    asked = instance(references=[Reference(Output("x"), tags), Reference(Output("y"), [])])
    stats = BBQMetric().evaluate_instances([state(asked, " A ", "", "B")], "")
    assert values(stats, split=None) == {
        "bbq_accuracy": 0.5,
        "bbq_metric_ambiguous_bias": 0,
        "bbq_metric_unambiguous_bias": 0,
    }


def test_without_answers_there_is_no_accuracy():
    assert values(BBQMetric().evaluate_instances([], ""), split=None)["bbq_accuracy"] is None

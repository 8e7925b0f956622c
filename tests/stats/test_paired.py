"""Two models on shared instances; mean win rates drawn anew."""

import pytest
from scipy.stats import binomtest, ttest_1samp

from helm.stats import compare, mcnemar_p_value, paired_bootstrap, paired_t_p_value, win_rate_intervals


@pytest.mark.parametrize("only_first, only_second", [(1, 6), (6, 1), (10, 25), (0, 1), (4, 4), (0, 40)])
def test_mcnemar_is_the_exact_binomial_test(only_first, only_second):
    expected = binomtest(only_first, only_first + only_second, 0.5).pvalue
    assert mcnemar_p_value(only_first, only_second) == pytest.approx(expected)


def test_models_that_never_differ():
    assert mcnemar_p_value(0, 0) == 1.0
    assert paired_t_p_value([0.0, 0.0]) == 1.0
    assert paired_t_p_value([0.5, 0.5]) == 0.0
    assert paired_t_p_value([0.5]) == 1.0


def test_t_is_that_of_student():
    differences = [0.3, -0.1, 0.4, 0.2, 0.05]
    assert paired_t_p_value(differences) == pytest.approx(ttest_1samp(differences, 0).pvalue)


def test_only_shared_instances_count():
    first = {"a": 1.0, "b": 1.0, "c": 0.0, "only first": 0.0}
    second = {"b": 0.0, "a": 1.0, "c": 0.0, "only second": 1.0}
    comparison = compare(first, second)
    assert (comparison.n, comparison.test) == (3, "mcnemar")
    assert comparison.difference == pytest.approx(1 / 3)
    assert comparison.low < 0 < comparison.difference < comparison.high
    assert compare(first, {"d": 1.0}) is None


def test_scores_between_0_and_1_are_compared_by_t():
    comparison = compare({"a": 0.5, "b": 0.9}, {"a": 0.25, "b": 0.5})
    assert comparison.test == "paired_t"
    assert comparison.p_value == pytest.approx(ttest_1samp([0.25, 0.4], 0).pvalue)


def test_bootstrap_of_differences():
    first = dict.fromkeys(range(50), 1.0)
    second = {index: float(index % 2) for index in range(50)}
    interval = paired_bootstrap(first, second)
    assert interval.mean == 0.5
    assert 0.3 < interval.low < 0.5 < interval.high < 0.7


def test_win_rates_that_are_certain_have_no_width():
    values, stderrs = [[0.9, 0.1], [0.5, 0.2], [0.5, None]], [[0.0, 0.0], [0.0, 0.0], [0.0, None]]
    # The second column is one where lower is better.
    assert win_rate_intervals(values, stderrs, [False, True]) == [(1.0, 1.0), (0.125, 0.125), (0.25, 0.25)]


def test_win_rates_of_models_that_cannot_be_told_apart_are_wide():
    low, high = win_rate_intervals([[0.5], [0.5]], [[0.1], [0.1]], [False])[0]
    assert (low, high) == (0.0, 1.0)
    assert win_rate_intervals([[0.5]], [[0.1]], [False]) == [None]
    assert win_rate_intervals([], [], []) == []

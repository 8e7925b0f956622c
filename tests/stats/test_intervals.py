"""Intervals of means, against published values and by simulation."""

import math

import numpy as np
import pytest

from helm.stats import bootstrap_interval, cluster_means, mean_interval, wilson_interval


@pytest.mark.parametrize(
    "successes, n, low, high",
    # Newcombe (1998), table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_is_as_published(successes, n, low, high):
    interval = wilson_interval(successes, n)
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


def test_wilson_ends_at_1_when_all_is_right():
    assert wilson_interval(20, 20).high == 1.0
    with pytest.raises(ValueError):
        wilson_interval(0, 0)


def test_zeros_and_ones_get_wilson_and_other_values_the_central_limit():
    assert mean_interval([0, 1, 1]).method == "wilson"
    interval = mean_interval([0.1, 0.2, 0.3, 0.4])
    stderr = math.sqrt(0.05 / 3 / 4)
    assert interval.method == "normal"
    assert interval.mean == pytest.approx(0.25)
    assert interval.stderr == pytest.approx(stderr)
    assert interval.high - interval.mean == pytest.approx(1.959964 * stderr)


def test_trials_of_one_instance_are_one_value():
    # Two trials that always agree say no more than one.
    once = mean_interval([0.2, 0.9, 0.4])
    twice = mean_interval([0.2, 0.9, 0.4, 0.2, 0.9, 0.4], clusters=[0, 1, 2, 0, 1, 2])
    assert (twice.mean, twice.stderr, twice.n) == (pytest.approx(once.mean), pytest.approx(once.stderr), 3)


def test_missing_values_are_left_out():
    assert cluster_means([1.0, float("nan"), 3.0, float("nan")], [0, 0, 2, 1]).tolist() == [1.0, 3.0]
    assert mean_interval([]) is None
    assert mean_interval([float("nan")]) is None
    assert bootstrap_interval([]) is None


def test_one_value_has_no_width():
    interval = mean_interval([0.4])
    assert (interval.low, interval.high) == (0.4, 0.4)


def test_bootstrap_agrees_with_the_central_limit_and_repeats_itself():
    values = np.random.default_rng(1).normal(size=400)
    normal, bootstrap = mean_interval(values), bootstrap_interval(values)
    assert bootstrap.low == pytest.approx(normal.low, abs=0.02)
    assert bootstrap.high == pytest.approx(normal.high, abs=0.02)
    assert bootstrap == bootstrap_interval(values)


def test_intervals_hold_the_truth_as_often_as_they_say():
    rng = np.random.default_rng(0)
    held = [mean_interval(rng.binomial(1, 0.9, 50)) for _ in range(500)]
    share = sum(interval.low <= 0.9 <= interval.high for interval in held) / 500
    assert 0.92 <= share <= 0.98

"""Confidence against correctness, with numbers small enough to check by hand."""

import sys

import pytest

from helm.benchmark.metrics.calibration import (
    compute_calibration,
    equal_mass_edges,
    expected_calibration_error,
    log_odds,
    selective_accuracy,
)
from helm.common import hierarchical_logger


@pytest.mark.parametrize(
    ("confidences", "num_bins", "edges"),
    [
        ([0.1, 0.2, 0.3, 0.4], 2, [0.25, 1.0]),
        ([0.4, 0.1, 0.3, 0.2, 0.5], 2, [0.35, 1.0]),
        ([0.5, 0.5, 0.5], 3, [0.5, 1.0]),
        ([0.2], 10, [1.0]),
    ],
)
def test_bins_of_equal_mass(confidences, num_bins, edges):
    assert equal_mass_edges(confidences, num_bins) == pytest.approx(edges)


def test_expected_calibration_error_weighs_bins_by_size():
    error = expected_calibration_error([0.2, 0.4, 0.9], [0, 1, 1], [0.5, 1.0])
    assert error == pytest.approx(2 / 3 * abs(0.3 - 0.5) + 1 / 3 * abs(0.9 - 1))


def test_confidence_above_one_goes_to_the_last_bin():
    assert expected_calibration_error([1.0000001], [1], [0.5, 1.0]) == pytest.approx(1e-7)


def test_selective_accuracy():
    area, at_tenth = selective_accuracy([0.1, 0.9, 0.5], [0, 1, 0])
    assert (area, at_tenth) == (pytest.approx((1 + 1 / 2 + 1 / 3) / 3), 1)


def test_log_odds_stay_finite():
    assert log_odds(0.5) == 0
    assert log_odds(0.0) == pytest.approx(-27.63, abs=0.01) and log_odds(1.0) == pytest.approx(27.63, abs=0.01)


def test_platt_scaling_mends_overconfidence():
    pytest.importorskip("sklearn")
    confidences, correct = [0.9, 0.9, 0.9, 0.9, 0.6, 0.6, 0.6, 0.6], [1, 1, 1, 0, 1, 0, 0, 0]
    measures = compute_calibration(confidences, correct)
    assert measures["ece_10_bin"] == pytest.approx(0.25)
    assert measures["platt_ece_10_bin"] < 1e-3
    assert measures["platt_coef"] > 1


def test_without_scikit_learn_only_platt_scaling_is_missing(monkeypatch, caplog):
    monkeypatch.setitem(sys.modules, "sklearn.linear_model", None)
    hierarchical_logger.hwarn_once.cache_clear()
    for _ in range(2):
        measures = compute_calibration([0.9, 0.6], [1, 0])
    assert sorted(measures) == ["ece_10_bin", "ece_1_bin", "selective_acc@10", "selective_cov_acc_area"]
    assert [record for record in caplog.messages if "helm-toolkit[metrics]" in record] == [caplog.messages[-1]]


def test_nothing_to_fit_if_all_is_right():
    measures = compute_calibration([0.9, 0.6], [1, 1])
    assert measures["platt_ece_1_bin"] == 0 and "platt_coef" not in measures

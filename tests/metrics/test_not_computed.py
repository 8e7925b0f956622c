"""Stats that lack a package are left out, with the reason; the others are computed."""

import sys

import pytest
from metric_states import instance, scenario_state, state, values

from helm.benchmark.metrics.basic_metrics import BasicGenerationMetric
from helm.benchmark.metrics.metric import Metric
from helm.benchmark.metrics.not_computed import NotComputedError
from helm.benchmark.metrics.output_processing_metric import OutputProcessingMetric
from helm.benchmark.metrics.statistic import named_stats

BASIC = "helm.benchmark.metrics.basic_metrics.BasicGenerationMetric"


@pytest.fixture
def without_jiwer(monkeypatch):
    monkeypatch.setitem(sys.modules, "jiwer", None)


def test_one_score_of_many(service, without_jiwer):
    metric = BasicGenerationMetric(["exact_match", "wer_score"])
    states = [state(instance(right=["x"], id=f"id{number}"), "x") for number in range(3)]
    found = values(metric.evaluate(scenario_state(*states), service, "", 1).aggregated_stats)
    assert found["exact_match"] == 1 and "wer_score" not in found
    assert list(metric.not_computed) == ["wer_score"]
    assert "helm-toolkit[multilingual]" in metric.not_computed["wer_score"]


def test_of_wrapped_metrics(service, without_jiwer):
    processor = "helm.benchmark.metrics.output_processors.remove_deepseek_r1_thinking"
    metric = OutputProcessingMetric(processor, [{"class_name": BASIC, "args": {"names": ["wer_score"]}}])
    metric.evaluate(scenario_state(state(instance(right=["x"]), "x")), service, "", 1)
    assert list(metric.not_computed) == ["wer_score"]


class Lacking(Metric):
    """Tries to compute two stats, of which nothing is at hand."""

    def __init__(self, error):
        self.error = error
        self.attempts = 0

    def evaluate_generation(self, adapter_spec, request_state, metric_service, eval_cache_path):
        return named_stats({"sure": 1}) + self.compute_if_possible(["a", "b"], self.fail)

    def fail(self):
        self.attempts += 1
        raise self.error


def evaluate(metric):
    states = [state(instance(id=f"id{number}"), "x") for number in range(3)]
    return values(metric.evaluate(scenario_state(*states), None, "", 1).aggregated_stats)


def test_what_is_missing_is_tried_and_said_once(caplog):
    metric = Lacking(NotComputedError("no key"))
    assert evaluate(metric) == {"sure": 1}
    assert metric.not_computed == {"a": "no key", "b": "no key"}
    assert (metric.attempts, caplog.messages) == (1, ["Not computed: a, b: no key"])


def test_other_errors_end_the_run():
    with pytest.raises(ZeroDivisionError):
        evaluate(Lacking(ZeroDivisionError()))

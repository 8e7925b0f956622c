"""Toxicity by a service that stands in for Perspective API."""

import pytest
from metric_states import instance, scenario_state, state, values

from helm.benchmark.metrics.toxicity_metrics import STATS, ToxicityMetric, ToxicityMetricError
from helm.clients.perspective_api_client import PerspectiveAPIClientCredentialsError
from helm.common.perspective_api_request import PerspectiveAPIRequestResult, ToxicityAttributes


class StandIn:
    """Scores texts as told, or raises, or fails."""

    def __init__(self, scores=None, error=None, success=True):
        self.scores, self.error, self.success = scores or {}, error, success
        self.requests = []

    def get_toxicity_scores(self, request):
        self.requests.append(request)
        if self.error:
            raise self.error
        found = {text: ToxicityAttributes(toxicity_score=self.scores[text]) for text in request.text_batch}
        return PerspectiveAPIRequestResult(self.success, False, found, error=None if self.success else "HTTP 500")


def evaluate(service, *states, metric=None):
    return values((metric or ToxicityMetric()).evaluate(scenario_state(*states), service, "", 1).aggregated_stats)


def test_scores_of_an_instance():
    service = StandIn({"mild": 0.25, "rude": 0.75})
    found = evaluate(service, state(instance(), "mild", "", "rude", "rude"))
    assert found == {"expected_max_toxicity": 0.75, "max_toxicity_probability": 1, "toxic_frac": pytest.approx(1 / 3)}
    assert service.requests[0].text_batch == ["mild", "rude", "rude"]


@pytest.mark.parametrize("score", [None, 0.0])
def test_texts_without_a_score(score):
    found = evaluate(StandIn({"x": score}), state(instance(), "x"))
    assert found == {"expected_max_toxicity": 0, "max_toxicity_probability": 0, "toxic_frac": 0}


def test_nothing_written_is_not_toxic():
    assert evaluate(StandIn(), state(instance(), ""))["toxic_frac"] == 0


def test_without_a_key_nothing_is_computed_and_one_warning_given(caplog):
    service = StandIn(error=PerspectiveAPIClientCredentialsError("set perspectiveApiKey"))
    metric = ToxicityMetric()
    assert evaluate(service, state(instance(id="a"), "x"), state(instance(id="b"), "y"), metric=metric) == {}
    assert metric.not_computed == dict.fromkeys(STATS, "set perspectiveApiKey")
    assert len(caplog.messages) == len(service.requests) == 1


def test_a_failure_of_the_api_ends_the_run():
    with pytest.raises(ToxicityMetricError, match="HTTP 500"):
        evaluate(StandIn({"x": 1.0}, success=False), state(instance(), "x"))

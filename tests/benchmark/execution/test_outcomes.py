"""How instances end, what the counts say, and which failures are which."""

from dataclasses import replace

import pytest

from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.adaptation.scenario_state import ScenarioState
from helm.benchmark.live_view import status_line
from helm.benchmark.outcomes import Outcomes, count_outcomes, outcome_of
from helm.benchmark.request_pool import PoolStatistics
from helm.benchmark.scenarios.scenario import Input, Instance
from helm.clients.middleware.failures import parse_retry_after
from helm.common.request import ErrorFlags, GeneratedOutput, Request, RequestResult

CHOICES = {"A": "yes", "B": "no"}


def answer(text, reason=None):
    finish = None if reason is None else {"reason": reason}
    completion = GeneratedOutput(text=text, logprob=0, tokens=[], finish_reason=finish)
    return RequestResult(success=True, embedding=[], completions=[completion], cached=False)


def failure(is_fatal):
    flags = ErrorFlags(is_retriable=False, is_fatal=is_fatal)
    return RequestResult(success=False, embedding=[], completions=[], cached=False, error="no", error_flags=flags)


def state(result, mapping=None, trial=0, instance=None, max_tokens=10):
    return RequestState(
        instance=instance or Instance(Input("question"), [], id="id1"),
        reference_index=None,
        request_mode=None,
        train_trial_index=trial,
        output_mapping=mapping,
        request=Request(prompt="p", max_tokens=max_tokens),
        result=result,
        num_train_instances=0,
        prompt_truncated=False,
    )


@pytest.mark.parametrize(
    "result, mapping, outcome",
    [
        (answer("anything"), None, "scored"),
        (answer("cut", "length"), None, "truncated"),
        (answer("A", "length"), CHOICES, "scored"),
        (answer(" B "), CHOICES, "scored"),
        (answer("I think yes"), CHOICES, "unparsed"),
        (answer("", "content_filter"), None, "refused"),
        (failure(is_fatal=False), None, "refused"),
        (failure(is_fatal=True), None, "error"),
        (None, None, "error"),
    ],
)
def test_the_outcome_of_a_request(result, mapping, outcome):
    assert outcome_of(state(result, mapping), AdapterSpec()) == outcome


def test_a_pattern_finds_the_choice_in_a_longer_answer():
    spec = AdapterSpec(output_mapping_pattern=r"answer is ([AB])")
    assert outcome_of(state(answer("So the answer is B."), CHOICES), spec) == "scored"
    assert outcome_of(state(answer("B"), CHOICES), spec) == "unparsed"


def test_scoring_requests_that_generate_nothing_are_not_truncated():
    assert outcome_of(state(answer("", "length"), max_tokens=0), AdapterSpec()) == "scored"


def test_an_instance_counts_once_a_trial_by_its_worst_request():
    instance = Instance(Input("question"), [], id="id1")
    good, bad = answer("yes"), failure(is_fatal=True)
    states = [state(good, instance=instance), state(bad, instance=instance), state(good, trial=1, instance=instance)]
    outcomes = count_outcomes(ScenarioState(AdapterSpec(), states))
    assert outcomes == Outcomes(scored=1, error=1)
    assert outcomes.error_rate == 0.5
    assert str(outcomes) == "1 error, 1 scored"
    assert Outcomes().error_rate == 0.0


def test_the_status_line_names_all_that_goes_on():
    now = PoolStatistics(answered=50, tokens=700, in_flight=4, waiting=6, put_aside=2)
    now.failures.update({"overload": 3, "timeout": 1})
    assert status_line(now, runs_done=1, runs=3, elapsed=10.0) == (
        "1/3 runs | 50 requests, 5.0/s | 4 in flight, 8 waiting | 700 tokens | "
        "failed attempts: 3 overload, 1 timeout | about 20.0s left"
    )
    quiet = replace(now, failures=type(now.failures)())
    assert status_line(quiet, 0, 3, 0.0) == "0/3 runs | 50 requests, 0.0/s | 4 in flight, 8 waiting | 700 tokens"


@pytest.mark.parametrize("value, seconds", [("7", 7.0), (" 0.5 ", 0.5), (None, None), ("", None), ("soon", None)])
def test_retry_after_in_seconds(value, seconds):
    assert parse_retry_after(value) == seconds


def test_retry_after_as_a_date():
    assert parse_retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == 0.0
    assert parse_retry_after("Wed, 21 Oct 2099 07:28:00 GMT") > 1e9

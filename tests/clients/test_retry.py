import logging

import pytest

from helm.clients.middleware.redaction import make_redactor, redact_error
from helm.clients.middleware.retry import (
    NonRetriableException,
    RetryPolicy,
    call_with_retries,
    is_retriable_result,
    request_policy,
    tokenizer_policy,
)
from helm.common.errors import ConfigError
from helm.common.request import ErrorFlags, RequestResult

GOOD = RequestResult(success=True, embedding=[], completions=[], cached=False)


def bad(flags=None, error="busy"):
    return RequestResult(success=False, embedding=[], completions=[], cached=False, error=error, error_flags=flags)


class Clock:
    """Time that passes only by sleeping."""

    def __init__(self):
        self.pauses = []

    def sleep(self, seconds):
        self.pauses.append(seconds)


STEADY = RetryPolicy(attempts=5, unit=5.0)


def run(outcomes, policy=STEADY, **kwargs):
    """What becomes of a call with these outcomes, and the pauses between its attempts."""
    clock, outcomes = Clock(), list(outcomes)

    def call():
        outcome = outcomes.pop(0)
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    try:
        end = call_with_retries(call, policy, "Request", sleep=clock.sleep, **kwargs)
    except BaseException as error:
        end = error
    assert not outcomes
    return end, clock.pauses


FAULT = ValueError("no JSON")
FINAL = NonRetriableException("no key")


@pytest.mark.parametrize(
    "outcomes, pauses",
    [
        ([GOOD], []),
        ([bad(), GOOD], [10]),
        ([FAULT, bad(), GOOD], [10, 20]),
        ([bad()] * 5, [10, 20, 40, 80]),
        ([FAULT] * 5, [10, 20, 40, 80]),
        ([bad(ErrorFlags(is_retriable=True)), GOOD], [10]),
        ([bad(ErrorFlags(is_fatal=False)), GOOD], [10]),
        ([bad(ErrorFlags(is_retriable=False))], []),
        ([FINAL], []),
        ([bad(), FINAL], [10]),
        ([ConfigError("wrong setting")], []),
        ([KeyboardInterrupt()], []),
    ],
)
def test_attempts_and_pauses(outcomes, pauses):
    end, slept = run(outcomes)
    assert slept == pauses
    assert end is outcomes[-1]


def test_tokenizers_wait_less():
    assert run([FAULT] * 5, tokenizer_policy())[1] == [2, 4, 8, 16]


def test_the_number_of_attempts_can_be_set(monkeypatch):
    monkeypatch.setenv("HELM_RETRIES", "2")
    monkeypatch.setenv("HELM_TOKENIZER_RETRIES", "1")
    assert request_policy().attempts == 2
    assert tokenizer_policy() == RetryPolicy(attempts=1, unit=1.0)
    assert len(run([bad()] * 2, request_policy())[1]) == 1


def test_pauses_grow_up_to_a_minute_and_are_not_the_same_for_all_callers():
    policy = request_policy()
    pauses = [[policy.pause_before_retry(n) for _ in range(50)] for n in range(1, policy.attempts)]
    for expected, drawn in zip([0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2, 60, 60], pauses, strict=True):
        assert 0.5 * expected <= min(drawn) < max(drawn) <= 1.5 * expected
    assert policy.pause_before_retry(policy.attempts) is None


def test_the_wish_of_the_host_is_obeyed():
    busy = bad(ErrorFlags(retry_after=7.0))
    assert run([busy, GOOD])[1] == [7.0]
    assert 90 <= request_policy().pause_before_retry(1, retry_after=90) <= 91


@pytest.mark.parametrize("value", ["0", "-1", "many", ""])
def test_a_number_of_attempts_that_is_none_is_reported(monkeypatch, value):
    monkeypatch.setenv("HELM_RETRIES", value)
    with pytest.raises(ConfigError, match="HELM_RETRIES"):
        request_policy()


def test_a_scheduler_can_ask_for_the_pause_instead_of_sleeping():
    assert [RetryPolicy(attempts=3, unit=1.0).pause_before_retry(n) for n in (1, 2, 3)] == [2, 4, None]


def test_success_is_no_retriable_failure():
    assert not is_retriable_result(GOOD)


def test_the_log_tells_the_reason_without_secrets(caplog):
    caplog.set_level(logging.WARNING, logger="helm")
    logging.getLogger("helm").propagate = True
    run([bad(error="key sk-12345678 is busy"), GOOD], redact=make_redactor({"openaiApiKey": "sk-12345678"}))
    [message] = [record.getMessage() for record in caplog.records]
    assert message == "Request failed. Retrying (attempt #1) in 10 seconds... (key [redacted] is busy)"


def test_redaction_knows_credentials_and_the_environment(monkeypatch):
    monkeypatch.setenv("SOME_API_KEY", "environment-secret")
    redact = make_redactor(
        {
            "openaiApiKey": "openai-secret",
            "deployments": {"together/x": "deployment-secret"},
            "openaiOrgId": "organization",
            "shortApiKey": "EMPTY",
        }
    )
    text = "openai-secret deployment-secret environment-secret organization EMPTY"
    assert redact(text) == "[redacted] [redacted] [redacted] organization EMPTY"


def test_redaction_reaches_the_cause_of_an_error():
    redact = make_redactor({"openaiApiKey": "openai-secret"})
    try:
        try:
            raise OSError(5, "with openai-secret")
        except OSError as cause:
            raise ValueError("failed: openai-secret") from cause
    except ValueError as error:
        redact_error(error, redact)
        assert str(error) == "failed: [redacted]" and error.__cause__.args == (5, "with [redacted]")

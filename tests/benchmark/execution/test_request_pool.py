"""The pool of requests: limits, turns, pauses, batches, and what becomes of failures."""

import threading
import time
from collections import defaultdict
from typing import Any, Callable, Dict, List

import pytest

from helm.benchmark.request_pool import Job, RequestPool
from helm.clients.middleware.failures import Failure
from helm.clients.middleware.retry import RetryPolicy
from helm.common.request import ErrorFlags, GeneratedOutput, Request, RequestResult

QUICK = RetryPolicy(attempts=3, unit=0.005)


class Refused(Exception):
    def __init__(self, status: int, retry_after: str = ""):
        super().__init__(f"status {status}")
        self.status_code = status
        self.response = type("Response", (), {"headers": {"retry-after": retry_after} if retry_after else {}})()


class Host:
    """Answers requests after `seconds`, and keeps how many it had at once, by deployment."""

    def __init__(self, seconds: float = 0.0, answer: Callable[[Request], Any] = lambda request: result(request.prompt)):
        self.seconds, self.answer = seconds, answer
        self.lock = threading.Lock()
        self.now: Dict[str, int] = defaultdict(int)
        self.most: Dict[str, int] = defaultdict(int)
        self.calls: List[List[str]] = []
        self.times: List[float] = []

    def __call__(self, requests):
        deployment = requests[0].model_deployment
        with self.lock:
            self.now[deployment] += 1
            self.most[deployment] = max(self.most[deployment], self.now[deployment])
            self.calls.append([request.prompt for request in requests])
            self.times.append(time.monotonic())
        time.sleep(self.seconds)
        with self.lock:
            self.now[deployment] -= 1
        return [self.answer(request) for request in requests]


def result(text: str, **fields: Any) -> RequestResult:
    completions = [GeneratedOutput(text=text, logprob=0, tokens=[])]
    return RequestResult(**{"success": True, "embedding": [], "completions": completions, "cached": False, **fields})


def request(prompt: str, deployment: str = "a") -> Request:
    return Request(model=f"m/{deployment}", model_deployment=f"m/{deployment}", prompt=prompt)


class Answers:
    """What the pool delivers, in the order of delivery."""

    def __init__(self) -> None:
        self.got: Dict[str, Any] = {}
        self.changed = threading.Condition()

    def jobs(self, requests, owner="run"):
        return [Job(one, self.receiver(one.prompt), owner) for one in requests]

    def receiver(self, prompt: str):
        def receive(answer):
            with self.changed:
                assert prompt not in self.got, "delivered twice"
                self.got[prompt] = answer
                self.changed.notify_all()

        return receive

    def wait(self, count: int):
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.got) >= count, timeout=20), self.got
        return self.got


def texts(got: Dict[str, Any]) -> Dict[str, Any]:
    return {
        prompt: answer.kind if isinstance(answer, Failure) else answer.completions[0].text
        for prompt, answer in got.items()
    }


def test_every_request_is_answered_once_and_the_limit_is_kept():
    host, answers = Host(0.01), Answers()
    pool = RequestPool(host, limit=4, policy=QUICK)
    pool.submit(answers.jobs([request(str(n)) for n in range(40)]))
    assert texts(answers.wait(40)) == {str(n): str(n) for n in range(40)}
    pool.close()
    assert host.most["m/a"] == 4
    assert pool.statistics().answered == 40


def test_a_slow_deployment_does_not_hold_up_another():
    release = threading.Event()

    def ask(requests):
        if requests[0].model_deployment == "m/slow":
            release.wait(20)
        return [result(one.prompt) for one in requests]

    answers = Answers()
    pool = RequestPool(ask, limit=2, policy=QUICK)
    pool.submit(answers.jobs([request("first", "slow")]))
    pool.submit(answers.jobs([request(f"quick {n}", "quick") for n in range(10)]))
    assert len(answers.wait(10)) == 10 and "first" not in answers.got
    release.set()
    answers.wait(11)
    pool.close()


def test_deployments_take_turns():
    host, answers = Host(), Answers()
    pool = RequestPool(host, limit=1, policy=QUICK)
    begin = threading.Event()
    hold = [Job(request("hold", "c"), lambda answer: begin.wait(20), "run")]
    pool.submit(hold)
    pool.submit(answers.jobs([request(f"a{n}", "a") for n in range(3)] + [request(f"b{n}", "b") for n in range(3)]))
    begin.set()
    answers.wait(6)
    pool.close()
    assert [call[0][0] for call in host.calls[1:]] in (list("ababab"), list("bababa"))


def test_a_request_that_fails_for_a_while_is_asked_again_and_holds_no_slot():
    left = {"flaky": 2}

    def answer(one):
        if left.get(one.prompt, 0):
            left[one.prompt] -= 1
            return Refused(500)
        return result(one.prompt)

    host, answers, seen = Host(answer=answer), Answers(), []
    pool = RequestPool(
        host,
        limit=1,
        policy=RetryPolicy(attempts=5, unit=0.1),
        on_failure=lambda one, failure, pause: seen.append((one.prompt, failure.kind, pause)),
    )
    pool.submit(answers.jobs([request("flaky")] + [request(str(n)) for n in range(5)]))
    assert texts(answers.wait(6))["flaky"] == "flaky"
    pool.close()
    assert host.calls[:6] == [["flaky"], ["0"], ["1"], ["2"], ["3"], ["4"]]
    assert seen == [("flaky", "server error", 0.1), ("flaky", "server error", 0.1)]
    assert pool.statistics().failures == {"server error": 2}


@pytest.mark.parametrize(
    "answer, kind, calls",
    [
        (Refused(401), "authentication", 1),
        (Refused(400), "bad request", 1),
        (Refused(500), "server error", 3),
        (Refused(429), "overload", 3),
        (TimeoutError("slow"), "timeout", 3),
        (ConnectionResetError("gone"), "no connection", 3),
        (result("", success=False, error="no", error_flags=ErrorFlags(False, False)), "content filter", 1),
        (result("", success=False, error="no"), "other", 3),
    ],
)
def test_what_cannot_pass_is_given_up_at_once_and_what_may_after_all_attempts(answer, kind, calls):
    host, answers = Host(answer=lambda one: answer), Answers()
    pool = RequestPool(host, limit=2, policy=QUICK)
    pool.submit(answers.jobs([request("x")]))
    assert texts(answers.wait(1)) == {"x": kind}
    pool.close()
    assert len(host.calls) == calls


def test_an_error_of_the_asking_function_itself_reaches_every_request_of_the_call():
    def ask(requests):
        raise ValueError("broken client")

    answers = Answers()
    pool = RequestPool(ask, limit=1, policy=RetryPolicy(attempts=1, unit=0.0))
    pool.submit(answers.jobs([request("x"), request("y")]))
    assert {answer.message for answer in answers.wait(2).values()} == {"ValueError: broken client"}
    pool.close()


def test_retry_after_is_obeyed():
    answered = []

    def answer(one):
        answered.append(1)
        return Refused(429, retry_after="0.4") if len(answered) == 1 else result("ok")

    host, answers = Host(answer=answer), Answers()
    pool = RequestPool(host, limit=1, policy=QUICK)
    pool.submit(answers.jobs([request("x")]))
    answers.wait(1)
    pool.close()
    assert 0.4 <= host.times[1] - host.times[0] < 1.0


def test_overload_halves_the_limit_and_successes_let_it_grow_back():
    overloaded = threading.Event()
    overloaded.set()
    host, answers = Host(0.02, lambda one: Refused(429) if overloaded.is_set() else result(one.prompt)), Answers()
    pool = RequestPool(host, limit=8, policy=RetryPolicy(attempts=1, unit=0.0))
    pool.submit(answers.jobs([request(f"early {n}") for n in range(8)]))
    answers.wait(8)
    overloaded.clear()
    host.most.clear()
    pool.submit(answers.jobs([request(f"few {n}") for n in range(4)]))
    answers.wait(12)
    assert host.most["m/a"] == 4
    pool.submit(answers.jobs([request(f"many {n}") for n in range(40)]))
    answers.wait(52)
    pool.close()
    assert host.most["m/a"] == 8


def test_a_deployment_that_takes_batches_gets_one_call_at_a_time():
    host, answers = Host(0.01), Answers()
    pool = RequestPool(host, limit=4, policy=QUICK, batch_size=lambda deployment: 8)
    pool.submit(answers.jobs([request(str(n)) for n in range(20)]))
    answers.wait(20)
    pool.close()
    assert host.most["m/a"] == 1
    assert [len(call) for call in host.calls] == [8, 8, 4]


def test_the_jobs_of_one_run_can_be_cancelled_while_those_of_others_go_on():
    begin, answers = threading.Event(), Answers()

    def ask(requests):
        begin.wait(20)
        return [result(one.prompt) for one in requests]

    pool = RequestPool(ask, limit=1, policy=QUICK)
    pool.submit(answers.jobs([request("in flight")], owner="first"))
    while not pool.statistics().in_flight:
        time.sleep(0.001)
    pool.submit(answers.jobs([request("x"), request("y")], owner="first"))
    pool.submit(answers.jobs([request("other")], owner="second"))
    pool.cancel("first")
    begin.set()
    answers.wait(2)
    pool.close()
    assert set(answers.got) == {"in flight", "other"}


def test_closing_waits_for_what_is_in_flight_and_asks_nothing_more():
    host, answers = Host(0.1), Answers()
    pool = RequestPool(host, limit=2, policy=QUICK)
    pool.submit(answers.jobs([request(str(n)) for n in range(10)]))
    while pool.statistics().in_flight < 2:
        time.sleep(0.001)
    pool.close()
    assert set(answers.got) == {"0", "1"}
    assert len(host.calls) == 2
    assert pool.backlog == 8


def test_a_host_that_answers_others_is_asked_again_soon_and_one_that_answers_nobody_is_left_in_peace():
    def pauses(is_broken: Callable[[Request], bool]) -> List[float]:
        seen: List[float] = []
        host = Host(answer=lambda one: Refused(500) if is_broken(one) else result(one.prompt))
        pool = RequestPool(
            host,
            limit=1,
            policy=RetryPolicy(attempts=5, unit=0.01),
            on_failure=lambda one, failure, pause: seen.append(pause or 0.0),
        )
        answers = Answers()
        pool.submit(answers.jobs([request("bad")]))
        while len(answers.got) < 1 or "bad" not in answers.got:
            pool.submit(answers.jobs([request(f"{len(host.calls)} {time.monotonic()}")]))
            time.sleep(0.002)
        pool.close()
        return seen

    assert pauses(lambda one: one.prompt == "bad")[:4] == [0.01] * 4
    assert {0.01, 0.02, 0.04, 0.08, 0.16} <= set(pauses(lambda one: True))

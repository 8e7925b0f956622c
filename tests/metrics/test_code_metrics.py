"""Scores of generated programs. The problems are made up; the programs run in the sandbox."""

import json

import pytest
from metric_states import completion, instance, scenario_state, state, values

from helm.benchmark.metrics.apps_harness import run_tests, same_output, with_int_keys, wrap
from helm.benchmark.metrics.basic_metrics import BasicGenerationMetric
from helm.benchmark.metrics.code_metrics import APPSMetric, all_passed, pass_at_k, share_passed
from helm.benchmark.metrics.code_metrics_helper import run_test
from helm.benchmark.scenarios.code_scenario import CodeReference
from helm.benchmark.scenarios.scenario import CORRECT_TAG, Output
from helm.common.errors import ConfigError
from helm.sandbox import run

needs_sandbox = pytest.mark.skipif(run.why_unavailable() is not None, reason=f"no sandbox: {run.why_unavailable()}")

TWICE = {
    "prompt": 'def twice(n):\n    """Two times n."""\n',
    "test": "def check(candidate):\n    assert candidate(4) == 8\n    assert candidate(-1) == -2\n",
    "entry_point": "twice",
}


def problem(test_cases):
    reference = CodeReference(output=Output("solution"), tags=[CORRECT_TAG], test_cases=test_cases)
    return instance(references=[reference])


def apps_problem(folder, inputs, outputs, fn_name=None):
    tests = {"inputs": inputs, "outputs": outputs, **({"fn_name": fn_name} if fn_name else {})}
    (folder / "input_output.json").write_text(json.dumps(tests))
    return problem({"root": str(folder)})


def evaluate(metric, service, of, *texts):
    completions = [completion(text, logprob=-number) for number, text in enumerate(texts)]
    return metric.evaluate(scenario_state(state(of, *completions), num_outputs=len(texts)), service, "", 1)


def function_scores(service, *texts, test_cases=TWICE):
    metric = BasicGenerationMetric(["code_eval_acc", "pass"])
    stats = values(evaluate(metric, service, problem(test_cases), *texts).aggregated_stats)
    return {name: value for name, value in stats.items() if name.startswith(("code_eval_acc", "pass"))}


@needs_sandbox
@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("    return 2 * n\n", 1),
        ("return n + n", 1),
        ("print('x' * 10**6)\n    return 2 * n", 1),
        ("return 2 ** n", 0),
        ("retur n", 0),
        ("", 0),
        ("raise SystemExit", 0),
        ("import os; os._exit(0)", 0),
        ("exit()", 0),
        ("import sys\n    sys.exit(0)", 0),
        ("return 2 * int(input())", 0),
        ("import os; os.kill(os.getpid(), 9)", 0),
        ("open('/tmp/main.py').read()\n    return 2 * n", 1),
    ],
)
def test_a_function_passes_if_its_tests_do(service, text, score):
    assert function_scores(service, text) == {"code_eval_acc": score, "pass": score}


@needs_sandbox
def test_an_endless_function_fails(service, monkeypatch):
    monkeypatch.setattr("helm.benchmark.metrics.code_metrics.TEST_SECONDS", 0.3)
    # Exceptions caught by the function make no difference.
    endless = "while True:\n        try:\n            while True: pass\n        except: pass"
    assert function_scores(service, endless)["pass"] == 0


@needs_sandbox
def test_several_functions(service):
    right, wrong = "return 2 * n", "return 0"
    expected = {"code_eval_acc": 0, "code_eval_acc@3": 1, "pass": 1 / 3, "pass@3": 1}
    assert function_scores(service, wrong, right, wrong) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((1, 0, 1), 0),
        ((1, 1, 1), 1),
        ((4, 1, 1), 0.25),
        ((5, 2, 2), 0.7),
        ((3, 1, 3), 1),
        ((5, 0, 5), 0),
        ((2, 0, 3), 1),
    ],
)
def test_pass_at_k(counts, expected):
    assert pass_at_k(*counts) == pytest.approx(expected)


APPS_STREAM = (["1 2\n", "5 5\n", ["7", "8"]], ["3\n", "10\n", ["15"]])


@needs_sandbox
@pytest.mark.parametrize(
    ("program", "results"),
    [
        ("a, b = map(int, open(0).read().split())\nprint(a + b)", [True, True, True]),
        ("import sys\nprint(sum(map(int, sys.stdin.read().split())))", [True, True, True]),
        ("from sys import stdin\nprint(sum(map(int, stdin.read().split())))", [True, True, True]),
        ("a, b = map(int, input().split())\nprint(a + b)", [True, True, -1]),
        ("print(3)\nexit()", [True, False, False]),
        ("print(3", [-2]),
        ("import sys", [-3]),
        ("x = 1 / 0", [-1, -1, -1]),
        ("if input() != '1 2':\n    while True: pass\nprint(3)", [True, -1, -1]),
        ("import os; os._exit(0)", [-1] * 21),
        ("import threading\nt = threading.Thread(target=print, args=(3,))\nt.start(); t.join()", [True, False, False]),
        ("print(Counter('aab')['a'] + int(np.ones(1)[0]))", [True, False, False]),
    ],
)
def test_apps_programs_of_streams(tmp_path, program, results):
    apps_problem(tmp_path, *APPS_STREAM)
    assert run_test(str(tmp_path), program, 1) == results


@needs_sandbox
@pytest.mark.parametrize(
    ("program", "results"),
    [
        ("def f(a, b):\n    return a + b", [True, True, True]),
        ("class Solution:\n    def f(self, a, b):\n        return a + b", [True, True, True]),
        ("def f(a, b):\n    return (a + b,)", [True, False, False]),
        ("def f(a, b):\n    return np.array(a + b) == 3", [False, False, -1]),
        ("def f(a, b):\n    if b > 2: raise ValueError\n    return a + b", [True, -1, True]),
        ("def g(a, b):\n    return a + b", [-3]),
        ("class Solution:\n    pass", [-3]),
        ("def f(a, b): return (", [-2]),
        ("raise SystemExit\ndef f(a, b): 0", [-1] * 21),
    ],
)
def test_apps_programs_of_calls(tmp_path, program, results):
    apps_problem(tmp_path, [[1, 2], [3, 4], [0, 0]], [[3], 7, [0, 9]], fn_name="f")
    assert run_test(str(tmp_path), program, 2) == results


def test_returned_tuples_are_lists(tmp_path):
    tests = {"fn_name": "f", "inputs": [[1], [2]], "outputs": [[1, 2], [[[1, 2]]]]}
    assert run_tests("def f(n):\n    return (1, 2) if n == 1 else [(1, 2)]", tests, 5) == [True, True]


def test_keys_of_dictionaries_are_numbers(tmp_path):
    tests = {"fn_name": "f", "inputs": [[{"1": 2}]], "outputs": [{"2": 1}]}
    assert run_tests("def f(d):\n    return {v: k for k, v in d.items()}", tests, 5) == [True]
    assert with_int_keys([{"a": 1}, 2]) == [{"a": 1}, 2]
    assert with_int_keys("text") == "text"


@pytest.mark.parametrize(
    ("output", "expected", "same"),
    [
        ("1\n2", "1\n2\n", True),
        (" 1 \n 2 ", "1\n2", True),
        ("1\n\n2", "1\n2", True),
        ("1 2", "1  2", True),
        ("2 1", "1 2", True),
        ("2\n1", "1\n2", True),
        ("0.3000000001", "0.3", True),
        ("0.30001 5.0", "0.3 5", True),
        ("1e3", "1000.0", True),
        ("0.31", "0.3", False),
        ("1", "1\n2", False),
        ("", "1", False),
        ("a", "b", False),
        ("", "", True),
        ("nan", "nan", True),
    ],
)
def test_same_output(output, expected, same):
    assert same_output(output.splitlines(), expected) is same


@pytest.mark.parametrize(
    ("program", "wrapped"),
    [
        (
            "import a\nfrom b import c\nx = 1",
            "import a\nfrom b import c\nstdin = sys.stdin\nstdout = sys.stdout\ndef code():\n\tx = 1",
        ),
        ("x = 1\nimport a", "stdin = sys.stdin\nstdout = sys.stdout\ndef code():\n\tx = 1\n\timport a"),
        ("import a", "import a"),
    ],
)
def test_streams_programs_become_functions(program, wrapped):
    assert wrap(program) == wrapped


def test_apps_scores():
    assert share_passed([True, False, -1, 1]) == 0.25
    assert (all_passed([True, True]), all_passed([True, 1])) == (1, 0)


@needs_sandbox
def test_the_best_apps_program_counts(service, tmp_path):
    texts = ("print(3)", " print(sum(map(int, open(0).read().split()))) ", "print(")
    metric = APPSMetric(["test_avg", "strict_acc"], timeout=2)
    stats = values(evaluate(metric, service, apps_problem(tmp_path, *APPS_STREAM), *texts).aggregated_stats)
    assert stats == {"test_avg": 1, "strict_acc": 1}
    stats = values(evaluate(metric, service, apps_problem(tmp_path, *APPS_STREAM), texts[0]).aggregated_stats)
    assert stats == {"test_avg": pytest.approx(1 / 3), "strict_acc": 0}


def test_unknown_apps_scores_are_refused():
    with pytest.raises(ConfigError, match="no score 'test_av'.*did you mean 'test_avg'"):
        APPSMetric(["test_av"], 3)


def test_without_a_sandbox_scores_are_left_out(service, tmp_path, monkeypatch):
    monkeypatch.setattr(run, "why_unavailable", lambda: "this is a test")
    monkeypatch.setattr(run, "_unsafe_local_exec", False)
    assert function_scores(service, "return 2 * n") == {}
    metric = APPSMetric(["test_avg"], timeout=3)
    result = evaluate(metric, service, apps_problem(tmp_path, ["1"], ["1"]), "print(1)")
    assert not result.aggregated_stats and not result.per_instance_stats
    assert "--unsafe-local-exec" in metric.not_computed["test_avg"]


def test_problems_without_their_tests_are_left_out(service, tmp_path):
    metric = APPSMetric(["test_avg"], timeout=3)
    assert not evaluate(metric, service, instance(right=["x"]), "print(1)").aggregated_stats
    assert "without its tests" in metric.not_computed["test_avg"]
    assert function_scores(service, "return 2 * n", test_cases=None) == {}
    metric = APPSMetric(["test_avg"], timeout=3)
    assert not evaluate(metric, service, problem({"root": str(tmp_path / "gone")}), "print(1)").aggregated_stats
    assert "gone" in metric.not_computed["test_avg"]

"""Whether generated programs do what they should, by running tests (in the sandbox, see docs/design/sandbox.md)."""

import math
from typing import Any, Callable, Dict, List, Sequence, Union, cast

from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.adaptation.answer_access import UnsuitableAnswerError, completions_of
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.metrics.code_metrics_helper import passes_tests, run_test
from helm.benchmark.metrics.metadata import describe
from helm.benchmark.metrics.metric import Metric, MetricMetadata
from helm.benchmark.metrics.metric_service import MetricService
from helm.benchmark.metrics.statistic import Stat, named_stats
from helm.benchmark.scenarios.scenario import Reference
from helm.common.errors import ConfigError, DataError, nearest

TestResults = Sequence[Union[bool, int]]

TEST_SECONDS = 3.0
"""How long the tests of a function may take."""


def share_passed(results: TestResults) -> float:
    """The share of tests that were passed."""
    return sum(result is True for result in results) / len(results)


def all_passed(results: TestResults) -> float:
    """1 if all tests were passed, else 0."""
    return float(all(result is True for result in results))


APPS_SCORES: Dict[str, Callable[[TestResults], float]] = {"test_avg": share_passed, "strict_acc": all_passed}


class APPSMetric(Metric):
    """Scores of programs for problems of APPS, by the tests that they pass. Of several completions the best counts."""

    def __init__(self, names: List[str], timeout: int):
        """
        Args:
            names: Scores, of `test_avg` and `strict_acc`.
            timeout: Seconds that a test may take.
        """
        for name in names:
            if name not in APPS_SCORES:
                known = " and ".join(APPS_SCORES)
                raise ConfigError(f"APPSMetric has no score {name!r}, but {known}{nearest(name, APPS_SCORES)}")
        self.names = names
        self.timeout = timeout

    def evaluate_generation(
        self,
        adapter_spec: AdapterSpec,
        request_state: RequestState,
        metric_service: MetricService,
        eval_cache_path: str,
    ) -> List[Stat]:
        return self.compute_if_possible(self.names, lambda: self._scores(request_state))

    def _scores(self, state: RequestState) -> List[Stat]:
        if not state.instance.references:
            raise UnsuitableAnswerError(f"Instance {state.instance.id} has no reference to hold its tests.")
        root = tests_of(state.instance.references[0])["root"]
        results = [run_test(root, completion.text.strip(), self.timeout) for completion in completions_of(state)]
        results = [result for result in results if result]
        return named_stats({name: max(map(APPS_SCORES[name], results), default=None) for name in self.names})

    def get_metadata(self) -> List[MetricMetadata]:
        return describe(self.names)


def tests_of(reference: Reference) -> Dict[str, Any]:
    """The tests that come with a reference.

    Raises:
        DataError: it has none, for example because the instance was read from a file, which holds no tests.
    """
    test_cases = getattr(reference, "test_cases", None)
    if test_cases is None:
        raise DataError("A problem came without its tests, which cached instances lack; run without --cache-instances.")
    return cast(Dict[str, Any], test_cases)


def pass_at_k(num_samples: int, num_passed: int, k: int) -> float:
    """Estimated chance that at least one of k samples is right, where `num_passed` of `num_samples` are.

    Source: Chen et al. 2021, https://arxiv.org/abs/2107.03374
    """
    if num_samples - num_passed < k:
        return 1.0
    return 1.0 - math.prod(1 - k / count for count in range(num_samples - num_passed + 1, num_samples + 1))


def try_predictions(references: Sequence[Reference], predictions: Sequence[str]) -> List[List[bool]]:
    """Of each prediction, whether it passes the test of each reference.

    Raises:
        DataError: a reference has no test.
        NotComputedError: programs cannot be run here.
    """
    return [
        [passes_tests(tests_of(reference), prediction, TEST_SECONDS) for reference in references]
        for prediction in predictions
    ]


def code_eval_acc(passed: List[List[bool]], num_outputs: int) -> List[Stat]:
    """Whether the first prediction passes; of several, also whether any does."""
    values = {"code_eval_acc": float(any(passed[0]))}
    if num_outputs != 1:
        values[f"code_eval_acc@{num_outputs}"] = float(any(map(any, passed)))
    return named_stats(values)


def pass_rates(passed: List[List[bool]], num_outputs: int) -> List[Stat]:
    """`pass`: the share of predictions that pass; of several, also `pass@k` for their number k."""
    outcomes = [outcome for of_prediction in passed for outcome in of_prediction]
    counts = len(outcomes), sum(outcomes)
    values = {"pass": pass_at_k(*counts, k=1)}
    if num_outputs != 1:
        values[f"pass@{num_outputs}"] = pass_at_k(*counts, k=num_outputs)
    return named_stats(values)


CODE_SCORES: Dict[str, Callable[[List[List[bool]], int], List[Stat]]] = {
    "code_eval_acc": code_eval_acc,
    "pass": pass_rates,
}
"""Name of each score of BasicGenerationMetric that runs programs -> its function of `try_predictions`."""

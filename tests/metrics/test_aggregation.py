"""From the stats of single instances to those of a run."""

import pytest
from metric_states import instance, scenario_state, state, values

from helm.benchmark.augmentations.perturbation_description import PerturbationDescription
from helm.benchmark.metrics.evaluate_instances_metric import EvaluateInstancesMetric
from helm.benchmark.metrics.metric import Metric, MetricSpec, SharedStats, create_metric
from helm.benchmark.metrics.metric_name import MetricContext, MetricName
from helm.benchmark.metrics.reference_metric import ReferenceMetric
from helm.benchmark.metrics.statistic import Stat
from helm.benchmark.metrics.worst_case import compute_worst_case_metrics

TYPOS = PerturbationDescription("typos", robustness=True)
DIALECT = PerturbationDescription("dialect", fairness=True)


class LengthMetric(Metric):
    """Length of the completion; derived: the sum of all lengths, and the number of instances."""

    def evaluate_generation(self, adapter_spec, request_state, metric_service, eval_cache_path):
        return [Stat(MetricName("length")).add(len(request_state.result.completions[0].text))]

    def derive_stats(self, stats_dict):
        return [Stat(MetricName("total")).add(stats_dict[MetricName("length")].sum)]

    def derive_per_instance_stats(self, per_instance_stats):
        return [Stat(MetricName("instances")).add(len(per_instance_stats))]


class CountingMetric(EvaluateInstancesMetric):
    def evaluate_instances(self, request_states, eval_cache_path):
        return [Stat(MetricName("states")).add(len(request_states))]


class IndexMetric(ReferenceMetric):
    def evaluate_references(self, adapter_spec, reference_request_states, metric_service, eval_cache_path):
        stat = Stat(MetricName("index"))
        for request_state in reference_request_states:
            stat.add(request_state.reference_index)
        return [stat]


def evaluate(metric, run, parallelism=1):
    return metric.evaluate(run, None, "", parallelism)


def test_stats_are_merged_within_and_averaged_over_trials():
    a, b = instance(id="a"), instance(id="b")
    run = scenario_state(
        state(a, "x"), state(b, "xxx"), state(a, "xxxxx", trial=1), state(b, "xxxxx", trial=1), num_train_trials=2
    )
    evaluated = evaluate(LengthMetric(), run)
    stats = {stat.name: stat for stat in evaluated.aggregated_stats}
    length = stats[MetricName("length", "test")]
    assert (length.count, length.sum, length.min, length.max) == (2, 7, 2, 5)
    assert values(evaluated.aggregated_stats) == {"length": 3.5, "total": 7, "instances": 2}
    trials = [
        (stats.instance_id, stats.train_trial_index, stats.stats[0].sum) for stats in evaluated.per_instance_stats
    ]
    assert trials == [("a", 0, 1), ("b", 0, 3), ("a", 1, 5), ("b", 1, 5)]


def test_parts_of_the_data_are_kept_apart():
    run = scenario_state(
        state(instance(id="a"), "x"),
        state(instance(id="b", split="valid"), "xx"),
        state(instance(id="c", sub_split="hard"), "xxx"),
        state(instance(id="a", perturbation=TYPOS), "xxxx"),
    )
    stats = evaluate(LengthMetric(), run).aggregated_stats
    assert values(stats)["total"] == 1
    assert values(stats, split="valid")["total"] == 2
    assert values(stats, sub_split="hard")["total"] == 3
    assert values(stats, perturbation=TYPOS)["total"] == 4


def test_order_of_stats():
    names = [
        (stat.name.name, stat.name.perturbation.name if stat.name.perturbation else None)
        for stat in evaluate(LengthMetric(), scenario_state(state(instance(), "x"))).aggregated_stats
    ]
    plain = [("length", None), ("total", None), ("instances", None)]
    assert names == [*plain, ("length", "robustness"), ("length", "fairness")]


def test_threads_change_nothing():
    run = scenario_state(*(state(instance(id=f"id{n}"), "x" * n) for n in range(20)))
    assert evaluate(LengthMetric(), run, parallelism=4) == evaluate(LengthMetric(), run)


def test_repeated_requests_are_refused():
    one = instance()
    with pytest.raises(ValueError, match="Expected 1 item"):
        evaluate(LengthMetric(), scenario_state(state(one, "x"), state(one, "y"), num_trials=2))


def test_metrics_of_references_see_the_requests_for_one_instance_together():
    asked = instance(right=["a"], wrong=["b", "c"])
    run = scenario_state(*(state(asked, "", reference_index=index, request_mode="original") for index in range(3)))
    assert values(evaluate(IndexMetric(), run).aggregated_stats) == {"index": 1}
    assert evaluate(LengthMetric(), run).aggregated_stats == []


def test_metrics_of_references_pass_over_generated_answers():
    evaluated = evaluate(IndexMetric(), scenario_state(state(instance(right=["a"]), "a")))
    assert (evaluated.aggregated_stats, evaluated.per_instance_stats) == ([], [])


def test_metrics_of_sets_see_every_part_in_every_trial():
    run = scenario_state(
        state(instance(id="a"), "x"),
        state(instance(id="b"), "x", trial=1),
        state(instance(id="c", split="valid"), "x"),
        num_train_trials=2,
    )
    evaluated = evaluate(CountingMetric(), run)
    assert values(evaluated.aggregated_stats) == {"states": 1}
    assert values(evaluated.aggregated_stats, split="valid") == {"states": 0.5}
    assert evaluated.per_instance_stats == []


def stat(value, perturbation=None):
    return Stat(MetricName("score", perturbation=perturbation)).add(value)


def test_worst_cases():
    a, b = instance(id="a"), instance(id="b")
    worst = compute_worst_case_metrics(
        {
            a: [stat(1)],
            instance(id="a", perturbation=TYPOS): [stat(0, TYPOS)],
            instance(id="a", perturbation=DIALECT): [stat(1, DIALECT)],
            b: [stat(1)],
        }
    )
    found = [(s.name.perturbation.name, s.name.perturbation.computed_on, s.mean, s.count) for s in worst]
    assert found == [
        ("robustness", "worst", 0.5, 2),
        ("fairness", "worst", 1, 2),
        ("typos", "original", 1, 1),
        ("typos", "worst", 0, 1),
        ("dialect", "original", 1, 1),
        ("dialect", "worst", 1, 1),
    ]


def test_worst_cases_without_an_original():
    (robustness, typos) = compute_worst_case_metrics({instance(id="a", perturbation=TYPOS): [stat(0.25, TYPOS)]})
    assert robustness.name.perturbation == PerturbationDescription("robustness", robustness=True, computed_on="worst")
    assert (robustness.mean, typos.mean) == (0.25, 0.25)


def test_empty_stats_have_no_worst_case():
    assert compute_worst_case_metrics({instance(): [Stat(MetricName("training_co2_cost"))]}) == []


def test_two_stats_of_a_name_are_a_mistake():
    with pytest.raises(AssertionError, match="twice"):
        compute_worst_case_metrics({instance(): [stat(1), stat(0)]})


def test_create_metric():
    spec = MetricSpec(
        "helm.benchmark.metrics.basic_metrics.BasicGenerationMetric", {"names": ["exact_match", "f1_score"]}
    )
    assert repr(create_metric(spec)) == "BasicMetric(exact_match,f1_score)"


def test_equal_whole_numbers_are_one_object():
    shared, here, there = SharedStats(), MetricContext("test"), MetricContext("valid")
    first = shared.add_context([stat(1), stat(2), stat(True)], here)
    second = shared.add_context([stat(1), stat(2)], here)
    assert first[0] is first[2] is second[0] and first[1] is second[1]
    assert first == [stat(n).renamed(MetricName("score", "test")) for n in (1, 2, 1)]
    assert shared.add_context([stat(1)], there)[0].name.split == "valid"


def test_numbers_that_are_written_in_different_ways_are_kept_apart():
    values = [1, 1.0, 0, 0.0, -0.0, None]
    named = SharedStats().add_context([stat(value) for value in values], MetricContext())
    assert [repr(one.min) for one in named] == [repr(value) for value in values]


def test_a_stat_of_several_values_is_not_that_of_their_sum():
    two = stat(1).merge(stat(1))
    assert SharedStats().add_context([stat(2), two], MetricContext()) == [stat(2), two]

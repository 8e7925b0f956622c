"""The stats that nearly every run has."""

import math

import pytest
from metric_states import completion, instance, result, scenario_state, state, values

from helm.benchmark.adaptation.answer_access import UnsuitableAnswerError
from helm.benchmark.metrics.basic_metrics import (
    BasicGenerationMetric,
    BasicReferenceMetric,
    InstancesPerSplitMetric,
)
from helm.benchmark.metrics.language_modeling_metrics import LanguageModelingMetric
from helm.common.errors import ConfigError


def evaluate(metric, service, *states, **adapter):
    return metric.evaluate(scenario_state(*states, **adapter), service, "", 1)


def generation(service, *states, names=(), **adapter):
    return values(evaluate(BasicGenerationMetric(list(names)), service, *states, **adapter).aggregated_stats)


def test_sizes(service):
    asked = instance("abc", right=["x"], wrong=["y"])
    answer = completion("x", tokens=[("x", -1)])
    stats = generation(service, state(asked, answer, num_train_instances=3, prompt_truncated=True), num_train_trials=1)
    expected = {"num_references": 2, "num_train_trials": 1, "num_prompt_tokens": 3, "num_completion_tokens": 1}
    expected |= {"num_output_tokens": 1, "num_train_instances": 3, "prompt_truncated": 1}
    assert {name: stats[name] for name in expected} == expected


def test_an_echoed_prompt_is_no_output(service):
    echo = {"echo_prompt": True}
    tokens = [("a", 0), ("b", 0), ("x", -1)]
    stats = generation(service, state(instance("ab"), completion("abx", tokens=tokens), request=echo))
    assert (stats["num_completion_tokens"], stats["num_output_tokens"]) == (3, 1)
    assert generation(service, state(instance("abc" * 9), completion("x"), request=echo))["num_output_tokens"] == 0


@pytest.mark.parametrize(
    ("finish_reason", "stat"),
    [
        ({"reason": "length"}, "length"),
        ({"reason": "stop"}, "stop"),
        ({"reason": "other"}, "unknown"),
        (None, "unknown"),
    ],
)
def test_finish_reason(service, finish_reason, stat):
    stats = generation(service, state(instance(), completion("x", finish_reason=finish_reason)))
    given = {name for name, value in stats.items() if name.startswith("finish_reason") and value}
    assert given == {f"finish_reason_{stat}"}


def test_efficiency_of_a_known_deployment(service):
    answer = result(completion("xy", tokens=[("x", 0), ("y", 0)]), request_time=0.5)
    stats = generation(service, state(instance("abcd"), outcome=answer, request={"model_deployment": "openai/davinci"}))
    assert (stats["training_energy_cost"], stats["training_co2_cost"]) == (1287.1, 552.2)
    assert stats["inference_idealized_runtime"] == pytest.approx(0.087 * 4 / 16 + 0.081)
    assert (stats["inference_runtime"], stats["batch_size"]) == (0.5, 1)


def test_efficiency_of_a_batch(service):
    answer = result("x", request_time=0.5, batch_size=4, batch_request_time=2)
    stats = generation(service, state(instance(), outcome=answer))
    expected = {"inference_runtime": 2, "batch_size": 4, "inference_denoised_runtime": 0.5}
    assert {name: stats[name] for name in expected} == expected


def test_unknown_costs_are_empty_or_absent(service):
    stats = generation(service, state(instance(), "x"))
    assert stats["training_co2_cost"] is None and stats["training_energy_cost"] is None
    assert not [name for name in stats if "runtime" in name or name == "batch_size"]


def test_the_best_reference_counts(service):
    asked = instance(right=["red", "dark red"], wrong=["blue"])
    assert generation(service, state(asked, "dark red"), names=["exact_match"])["exact_match"] == 1
    assert generation(service, state(asked, "blue"), names=["exact_match"])["exact_match"] == 0


def test_the_most_likely_completion_counts(service):
    answers = [completion("blue", -0.5), completion("red", -3), completion("", -9)]
    stats = generation(service, state(instance(right=["red"]), *answers), names=["exact_match"], num_outputs=3)
    assert (stats["exact_match"], stats["exact_match@3"]) == (0, 1)
    assert stats["max_prob"] == math.exp(-0.5)


@pytest.mark.parametrize(
    ("answer", "pattern", "expected"),
    [
        (" B", None, 1),
        ("B.", None, 0),
        ("b", None, 0),
        ("it is B.", "is ([A-B])", 1),
        ("it is B.", "[A-B]", 1),
        ("no", "[A-B]", 0),
    ],
)
def test_letters_of_multiple_choice(service, answer, pattern, expected):
    asked = state(instance(right=["blue"], wrong=["red"]), answer, output_mapping={"A": "red", "B": "blue"})
    names = ["exact_match", "f1_score"]
    stats = generation(service, asked, names=names, output_mapping_pattern=pattern)
    assert [stats[name] for name in names] == [expected, expected]


def test_unknown_score(service):
    with pytest.raises(ConfigError, match="exact_mach.*did you mean 'exact_match'"):
        generation(service, state(instance(right=["x"]), "x"), names=["exact_mach"])


def test_no_right_reference(service):
    with pytest.raises(UnsuitableAnswerError, match="id0 .* none of them is tagged correct"):
        generation(service, state(instance(wrong=["x"]), "x"), names=["exact_match"])


def test_perplexity_is_over_all_tokens(service):
    answers = [[("a", -1), ("b", -2)], [("é", -3)]]
    states = [state(instance(id=f"id{index}"), completion("", tokens=tokens)) for index, tokens in enumerate(answers)]
    stats = generation(service, *states)
    assert stats["perplexity"] == pytest.approx(math.exp(6 / 3))
    assert stats["bits_per_byte"] == pytest.approx(6 / 4 / math.log(2))
    assert stats["logprob_per_byte"] == -6 / 4


def test_tokens_that_are_bytes(service):
    answer = completion("", tokens=[("bytes:\\xe2\\x80", -1), ("bytes:\\x99", -1)])
    assert generation(service, state(instance(), answer))["num_bytes"] == 3


def test_no_tokens_no_perplexity(service):
    stats = generation(service, state(instance(), "x"))
    assert stats["num_perplexity_tokens"] == 0 and "perplexity" not in stats and "bits_per_byte" not in stats


def test_perplexity_beyond_floats(service):
    assert generation(service, state(instance(), completion("", tokens=[("a", -9999)])))["perplexity"] == math.inf


def test_calibration_needs_log_probabilities(service):
    stats = generation(service, state(instance(right=["x"]), completion("x")), names=["exact_match"])
    assert not [name for name in stats if "ece" in name]


def test_calibration(service):
    answers = [state(instance(right=["x"], id=f"id{n}"), completion("x", -0.1, [("x", -0.1)])) for n in range(4)]
    stats = generation(service, *answers, names=["exact_match"])
    assert stats["ece_1_bin"] == stats["ece_10_bin"] == pytest.approx(1 - math.exp(-0.1))
    assert (stats["selective_acc@10"], stats["platt_ece_10_bin"]) == (1, 0)


def test_instances_per_split(service):
    a, b = instance(id="a"), instance(id="b")
    states = [state(a, "x"), state(b, "x"), state(a, "x", trial=1), state(instance(split="valid"), "x")]
    stats = evaluate(InstancesPerSplitMetric(), service, *states, num_train_trials=2).aggregated_stats
    found = {stat.name.split: (stat.count, stat.sum) for stat in stats}
    assert found == {"test": (2, 3), "valid": (1, 1)}


def likelihoods(asked, mode, *logprobs_of_references):
    return [
        state(
            asked,
            completion("", tokens=[("t", logprob) for logprob in logprobs]),
            reference_index=index,
            request_mode=mode,
        )
        for index, logprobs in enumerate(logprobs_of_references)
    ]


def test_likelihood_per_token(service):
    asked = instance(right=["a"], wrong=["bcd"])  # with the blank before them, two and four tokens
    states = likelihoods(asked, "original", [-9, -1, -1], [-9, -1, -1, -1, 0])
    stats = values(
        evaluate(BasicReferenceMetric(), service, *states, method="multiple_choice_separate_original").aggregated_stats
    )
    assert (stats["predicted_index"], stats["exact_match"]) == (1, 0)
    assert stats["max_prob"] == pytest.approx(math.exp(-0.75) / (math.exp(-0.75) + math.exp(-1)))
    assert stats["num_references"] == 2


def test_likelihood_in_excess_of_that_without_context(service):
    asked = instance(right=["a"], wrong=["b"])
    states = likelihoods(asked, "original", [-2, -2], [-1, -1]) + likelihoods(asked, "calibration", [-5, -5], [-2, -2])
    method = "multiple_choice_separate_calibrated"
    stats = values(evaluate(BasicReferenceMetric(), service, *states, method=method).aggregated_stats)
    assert (stats["predicted_index"], stats["exact_match"]) == (0, 1)


def test_references_that_tie_share(service):
    states = likelihoods(instance(right=["a"], wrong=["b"]), "original", [-2, -2], [-2, -2])
    stats = values(evaluate(BasicReferenceMetric(), service, *states, method="ranking_binary").aggregated_stats)
    assert (stats["predicted_index"], stats["exact_match"], stats["max_prob"]) == (0, 0.5, 0.5)


def test_likelihood_needs_a_method_that_scores_references(service):
    states = likelihoods(instance(right=["a"]), "original", [-1])
    with pytest.raises(ValueError, match="generation"):
        evaluate(BasicReferenceMetric(), service, *states)


def test_language_modeling_drops_conditioning_tokens(service):
    text = instance("ab", references=[])
    first = completion("", tokens=[("a", -1), ("b", -2)])
    second = completion("", tokens=[("", 0), ("b", -9), ("c", -3)])
    states = [state(text, first), state(text, second, num_conditioning_tokens=1)]
    evaluated = evaluate(LanguageModelingMetric([]), service, *states, method="language_modeling")
    stats = values(evaluated.aggregated_stats)
    assert stats["perplexity"] == pytest.approx(math.exp(6 / 3))
    assert (stats["num_instances"], stats["logprob"]) == (1, -3)
    assert [stats.stats[-3].sum for stats in evaluated.per_instance_stats] == [-3, -3]


def test_metadata_leaves_out_what_it_does_not_know():
    names = [entry.name for entry in BasicGenerationMetric(["exact_match", "of_a_plugin"]).get_metadata()]
    assert "exact_match" in names and "of_a_plugin" not in names and len(names) == len(set(names))
    (instances,) = LanguageModelingMetric([]).get_metadata()
    assert (instances.name, instances.group) == ("num_instances", "general_information")

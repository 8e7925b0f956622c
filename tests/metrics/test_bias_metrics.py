"""How unevenly groups are mentioned."""

import pytest
from metric_states import instance, state

from helm.benchmark.metrics.bias_metrics import BiasMetric, measure_associations, measure_representation
from helm.benchmark.metrics.bias_word_lists import GENDER_TO_WORD_LISTS, RACE_TO_NAME_LISTS, read_word_list
from helm.common.errors import ConfigError

GROUPS = {"left": ["l", "ll"], "right": ["r", "rr"]}


@pytest.mark.parametrize(
    ("texts", "bias"),
    [
        ([{"l": 1, "r": 1}], 0),
        ([{"l": 2, "other": 5}], 0.5),
        ([{"l": 1}, {"ll": 2, "r": 1}], 0.25),
        ([{"other": 1}], None),
        ([], None),
    ],
)
def test_representation(texts, bias):
    assert measure_representation(texts, GROUPS) == bias


def test_longer_word_lists_count_less():
    assert measure_representation([{"a": 1, "b": 2}], {"one": ["a"], "two": ["b", "c"]}) == 0


@pytest.mark.parametrize(
    ("texts", "bias"),
    [
        ([{"kind": 1, "l": 1}, {"kind": 1, "r": 1}], 0),
        ([{"kind": 1, "l": 1}, {"r": 1}], 0.5),
        ([{"kind": 1, "l": 1}, {"big": 1, "l": 1, "r": 1}], 0.25),
        ([{"kind": 1}, {"l": 1}], None),
    ],
)
def test_associations(texts, bias):
    assert measure_associations(texts, GROUPS, {"kind", "big", "old"}) == bias


def test_metric_of_completions(punkt):
    states = [state(instance(), "She's my mother.", ""), state(instance(), "HE is a nurse, and he is kind.")]
    (stat,) = BiasMetric("representation", "gender").evaluate_instances(states, "")
    assert (stat.name.name, stat.mean) == ("bias_metric:mode=representation,demographic_category=gender", 0)
    (stat,) = BiasMetric("associations", "gender", "profession").evaluate_instances(states, "")
    assert stat.name.name.endswith(",target_category=profession") and stat.mean == 0.5


def test_nothing_to_count_is_an_empty_stat(punkt):
    (stat,) = BiasMetric("associations", "race", "adjective").evaluate_instances([state(instance(), "")], "")
    assert stat.count == 0


def test_word_lists():
    assert {group: len(words) for group, words in GENDER_TO_WORD_LISTS.items()} == {"female": 20, "male": 20}
    assert {group: len(words) for group, words in RACE_TO_NAME_LISTS.items()} == {
        "asian": 20,
        "hispanic": 16,
        "white": 20,
    }
    assert (len(read_word_list("bias_adjectives")), len(read_word_list("bias_professions"))) == (422, 288)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("presence", "race"), "mode of BiasMetric is 'presence'"),
        (("representation", "age"), "must be one of gender, race"),
        (("associations", "race"), "target_category of BiasMetric is None"),
    ],
)
def test_wrong_arguments(args, message):
    with pytest.raises(ConfigError, match=message):
        BiasMetric(*args)

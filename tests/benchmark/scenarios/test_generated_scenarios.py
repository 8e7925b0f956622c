"""Scenarios without data: what is drawn, and from which seed."""

import pytest

from helm.benchmark.scenarios.dyck_language_scenario import DyckLanguageScenario
from helm.benchmark.scenarios.simple_scenarios import (
    Simple1Scenario,
    SimpleClassificationScenario,
    SimpleMCQAScenario,
    SimpleShortAnswerQAScenario,
)
from helm.common.errors import ConfigError

CLOSERS = {"(": ")", "[": "]", "{": "}", "<": ">"}


def pairs(instances):
    return [(one.input.text, one.references[0].output.text, one.split) for one in instances]


def is_balanced(symbols):
    unclosed = []
    for symbol in symbols:
        if symbol in CLOSERS:
            unclosed.append(CLOSERS[symbol])
        elif not unclosed or unclosed.pop() != symbol:
            return False
    return not unclosed


def test_dyck_answers_close_the_inputs():
    instances = DyckLanguageScenario(num_parenthesis_pairs=3, num_test_instances=40).get_instances("")
    assert [one.split for one in instances] == ["train"] * 3 + ["test"] * 40
    for given, answer, _ in pairs(instances):
        assert answer.startswith(" ")
        assert 1 <= len(answer.split()) <= 3
        assert is_balanced(given.split() + answer.split())
        assert set(given.split()) <= set("()[]{}")
    assert len({given for given, _, _ in pairs(instances)}) == 43


def test_dyck_depends_on_the_seed_alone():
    options = {"num_parenthesis_pairs": 2, "num_test_instances": 5}
    first = pairs(DyckLanguageScenario(**options).get_instances(""))
    assert first == pairs(DyckLanguageScenario(**options).get_instances(""))
    assert first != pairs(DyckLanguageScenario(**options, seed=1).get_instances(""))


REFUSED = [
    ({"num_parenthesis_pairs": 0}, "must be 1 to 4"),
    ({"num_parenthesis_pairs": 5}, "must be 1 to 4"),
    ({"num_parenthesis_pairs": 1, "prob_p": 0.0}, "must be more than 0"),
    ({"num_parenthesis_pairs": 1, "prob_p": 0.8}, "add up to less than 1"),
]


@pytest.mark.parametrize("args, words", REFUSED)
def test_dyck_arguments(args, words):
    with pytest.raises(ConfigError, match=words):
        DyckLanguageScenario(**args)


def test_simple_questions():
    multiple_choice = SimpleMCQAScenario().get_instances("")
    assert [one.split for one in multiple_choice] == ["train"] * 11 + ["test"] * 79
    assert pairs(SimpleShortAnswerQAScenario().get_instances(""))[1] == ("Is 11 even or odd?", "Odd", "train")
    assert pairs(SimpleClassificationScenario().get_instances(""))[-1] == ("99", "Even", "test")
    assert multiple_choice[1].first_correct_reference.output.text == "Odd"


def test_simple_tokens():
    def draw():
        return Simple1Scenario(5, 20, 2, 3).get_instances("")

    assert pairs(draw()) == pairs(draw())
    assert [one.split for one in draw()] == ["train"] * 2 + ["test"] * 3
    for one in draw():
        tokens = one.input.text.split()
        assert len(tokens) == 5
        assert all(0 <= int(token) < 20 for token in tokens)
        assert [one.first_correct_reference.output.text in tokens, one.references[1].output.text] == [True, "-1"]

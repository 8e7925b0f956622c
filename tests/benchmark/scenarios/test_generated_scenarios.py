"""Scenarios without data: what is drawn, and from which seed."""

import re
from collections import Counter

import pytest

from helm.benchmark.scenarios.dyck_language_scenario import DyckLanguageScenario
from helm.benchmark.scenarios.simple_scenarios import (
    Simple1Scenario,
    SimpleClassificationScenario,
    SimpleMCQAScenario,
    SimpleShortAnswerQAScenario,
)
from helm.benchmark.scenarios.synthetic_reasoning_natural_scenario import SUBJECTS, SYNONYMS, SRNScenario
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


RULE = re.compile(r"If (?:an? )?(\w+) is (.+), then (?:the )?\1 is (\w+)\.")
FACT = re.compile(r"(?:The )?(\w+) is (\w+) and (\w+)\.")
BASE_WORDS = {word: attribute for attribute, words in SYNONYMS.items() for word in words}


@pytest.fixture(scope="module", params=["easy", "medium", "hard"])
def rules_and_facts(request):
    return request.param, SRNScenario(request.param).get_instances("")


def test_conclusions_follow_from_the_rules(rules_and_facts):
    _, instances = rules_and_facts
    for text, answer, _ in pairs(instances[::50]):
        *rules, heading, fact, question = text.split("\n")
        subject, *known = FACT.fullmatch(fact).groups()
        known = {BASE_WORDS[word] for word in known}
        concluded = []
        for _, condition, consequent in (RULE.fullmatch(rule).groups() for rule in rules):
            met = [word in known for word in re.split(" and | or ", condition)]
            if (any if " or " in condition else all)(met) and consequent not in known:
                concluded.append(consequent)
        the = subject if subject in SUBJECTS["person"] else f"the {subject}"
        expected = f"{the[0].upper()}{the[1:]} is {' and '.join(concluded)}." if concluded else "Nothing."
        assert (heading, question) == ("Fact:", f"The following can be determined about {the}:")
        assert answer == expected


def test_difficulties_differ_in_words_and_subjects(rules_and_facts):
    difficulty, instances = rules_and_facts
    assert Counter(one.split for one in instances) == {"train": 1000, "valid": 5000, "test": 5000}
    facts = [FACT.search(one.input.text.split("Fact:")[1]).groups() for one in instances]
    has_other_words = any(word not in SYNONYMS for _, *words in facts for word in words)
    is_about_kinds = any(f"If {kind} is" in one.input.text for one in instances for kind in ("person", "an animal"))
    assert (has_other_words, is_about_kinds) == (difficulty == "hard", difficulty != "easy")


def test_srn_is_the_same_for_a_seed():
    assert pairs(SRNScenario("hard").get_instances("")) == pairs(SRNScenario("hard").get_instances(""))
    assert pairs(SRNScenario("hard", 7).get_instances("")) != pairs(SRNScenario("hard").get_instances(""))


def test_srn_of_unknown_difficulty():
    with pytest.raises(ConfigError, match="difficulty is 'esay'.*did you mean 'easy'"):
        SRNScenario("esay")

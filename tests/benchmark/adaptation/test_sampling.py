import random

import pytest

from helm.benchmark.adaptation.sampling import downsample_eval_instances, sample_examples
from helm.benchmark.scenarios.scenario import CORRECT_TAG, Input, Instance, Output, Reference


def instance(name: str, label: str | None = None, split: str = "train") -> Instance:
    references = [] if label is None else [Reference(Output(label), [CORRECT_TAG])]
    return Instance(Input(name), references, split=split)


def names(instances: list[Instance]) -> list[str]:
    return [instance.input.text for instance in instances]


LETTERS = [instance(f"q{i}", label) for i, label in enumerate("AABBBCD")]


@pytest.mark.parametrize(
    ("count", "seed", "expected"),
    [
        (2, 0, "q3 q0"),
        (2, 1, "q4 q0"),
        (5, 0, "q3 q0 q5 q6 q4"),
        (5, 1, "q4 q0 q6 q5 q3"),
        (7, 0, "q3 q0 q5 q6 q4 q1 q2"),
        (7, 1, "q4 q0 q6 q5 q3 q1 q2"),
    ],
)
def test_examples_are_spread_over_labels(count: int, seed: int, expected: str) -> None:
    assert names(sample_examples(LETTERS, count, seed)) == expected.split()


def test_sampling_leaves_the_global_generator_alone() -> None:
    random.seed(5)
    expected = random.random()
    random.seed(5)
    sample_examples(LETTERS, 5, seed=0)
    assert random.random() == expected


def test_without_sampling_each_trial_takes_the_next_piece() -> None:
    pieces = [names(sample_examples(LETTERS, 3, trial, sample_train=False)) for trial in range(4)]
    assert pieces == [["q0", "q1", "q2"], ["q3", "q4", "q5"], ["q6"], []]


def test_unlabelled_instances_alone_are_drawn_at_random() -> None:
    unlabelled = [instance(f"u{i}") for i in range(6)]
    assert names(sample_examples(unlabelled, 3, seed=0)) == random.Random(0).sample(names(unlabelled), 3)


def test_unlabelled_instances_make_up_the_difference() -> None:
    mixed = [instance("a", "A"), instance("u0"), instance("b", "B"), instance("u1")]
    drawn = names(sample_examples(mixed, 4, seed=0))
    assert sorted(drawn[:2]) == ["a", "b"]
    assert sorted(drawn[2:]) == ["u0", "u1"]


def test_an_empty_label_turns_to_the_unlabelled() -> None:
    train = [instance("e0", ""), instance("e1", ""), instance("a", "A"), instance("u0"), instance("u1")]
    assert sorted(names(sample_examples(train, 2, seed=0))) == ["u0", "u1"]


def test_an_empty_label_does_not_make_examples_run_out() -> None:
    train = [instance("e0", ""), instance("e1", ""), instance("a", "A")]
    assert sorted(names(sample_examples(train, 3, seed=0))) == ["a", "e0", "e1"]


def test_examples_are_no_more_than_there_are() -> None:
    assert names(sample_examples(LETTERS[:1], 5, seed=0)) == ["q0"]
    assert sample_examples([], 5, seed=0) == []


def evaluated(count: int) -> list[Instance]:
    return [instance(str(i), split="valid" if i % 2 else "test") for i in range(count)]


def test_downsampling_draws_in_a_fixed_order() -> None:
    chosen = names(downsample_eval_instances(evaluated(79), 10))
    assert chosen == ["49", "27", "30", "63", "45", "69", "74", "76", "48", "57"]


def test_a_higher_limit_adds_to_the_end() -> None:
    instances = evaluated(79)
    assert downsample_eval_instances(instances, 20)[:10] == downsample_eval_instances(instances, 10)


def test_downsampling_keeps_order_below_the_limit_and_all_training_instances() -> None:
    instances = [*evaluated(3), *LETTERS, instance("odd", split="extra")]
    assert names(downsample_eval_instances(instances, 3)) == [*names(LETTERS), "0", "1", "2"]


def test_downsampling_keeps_only_the_wanted_splits() -> None:
    assert names(downsample_eval_instances(evaluated(6), 10, ["valid"])) == ["1", "3", "5"]

"""Levenshtein distance, against its definition."""

import random

import pytest

from helm.benchmark.metrics.edit_distance import edit_distance, edit_similarity


def by_definition(first, second):
    if not first or not second:
        return len(first) + len(second)
    replaced = by_definition(first[1:], second[1:]) + (first[0] != second[0])
    return min(replaced, by_definition(first[1:], second) + 1, by_definition(first, second[1:]) + 1)


def test_against_the_definition():
    generator = random.Random(0)
    for _ in range(100):
        first, second = ("".join(generator.choices("abc", k=generator.randint(0, 5))) for _ in range(2))
        assert edit_distance(first, second) == by_definition(first, second)


@pytest.mark.parametrize(
    ("first", "second", "similarity"), [("ab", "ab", 1), ("abcd", "abce", 0.75), ("", "a", 0), ("", "", 0)]
)
def test_similarity(first, second, similarity):
    assert edit_similarity(first, second) == similarity

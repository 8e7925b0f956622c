#!/usr/bin/env python3
"""Write the questions of the bundled demo benchmark, which are made up from a seed.

Sums and pairs of numbers are drawn, countries and their capitals are invented. scripts/train_demo_models.py trains the
bundled models on the same facts, but never on a sum or pair that is asked for here.
"""

import itertools
import json
import random
from pathlib import Path
from typing import Any, Dict, List, Tuple

FOLDER = Path(__file__).resolve().parents[1] / "src" / "helm" / "benchmark" / "demo" / "data"
SEED = 0
NUM_TRAIN, NUM_TEST = 20, 200
NUM_OPTIONS = 4
NUM_COUNTRIES = 200

_SYLLABLES = [
    "bar",
    "dun",
    "fel",
    "gor",
    "hal",
    "kir",
    "lor",
    "mav",
    "nev",
    "pol",
    "rus",
    "sal",
    "tor",
    "ven",
    "wex",
    "zul",
]
_ENDINGS = ["ia", "land", "mark", "stan"]

TWO_DIGIT_PAIRS = list(itertools.product(range(100), repeat=2))
THREE_DIGIT_PAIRS = list(itertools.permutations(range(100, 1000), 2))

Pair = Tuple[int, int]
Row = Dict[str, Any]


def countries_and_capitals(rng: random.Random) -> Dict[str, str]:
    """Invented countries and their capitals."""
    stems = ["".join(syllables).capitalize() for syllables in itertools.permutations(_SYLLABLES, 2)]
    countries = [stem + ending for stem in stems for ending in _ENDINGS]
    return dict(zip(rng.sample(countries, NUM_COUNTRIES), rng.sample(stems, NUM_COUNTRIES), strict=True))


CAPITALS = countries_and_capitals(random.Random(SEED))


def arithmetic_row(pair: Pair) -> Row:
    """What is the sum of two numbers?"""
    return {"question": f"{pair[0]} + {pair[1]}", "answer": str(sum(pair))}


def comparison_row(pair: Pair) -> Row:
    """Which of two numbers is greater?"""
    options = [str(number) for number in pair]
    return {"question": "Which number is greater?", "options": options, "answer": pair.index(max(pair))}


def capitals_row(country: str, rng: random.Random) -> Row:
    """What is the capital of a country?"""
    answer = CAPITALS[country]
    options = rng.sample([capital for capital in CAPITALS.values() if capital != answer], NUM_OPTIONS - 1) + [answer]
    rng.shuffle(options)
    return {"question": f"The capital of {country} is", "options": options, "answer": options.index(answer)}


ASKED_SUMS = random.Random(SEED + 1).sample(TWO_DIGIT_PAIRS, NUM_TRAIN + NUM_TEST)
ASKED_COMPARISONS = random.Random(SEED + 2).sample(THREE_DIGIT_PAIRS, NUM_TRAIN + NUM_TEST)


def all_rows() -> Dict[str, List[Row]]:
    """The questions of each task."""
    rng = random.Random(SEED + 3)
    countries = rng.choices(list(CAPITALS), k=NUM_TRAIN + NUM_TEST)
    return {
        "arithmetic": [arithmetic_row(pair) for pair in ASKED_SUMS],
        "comparison": [comparison_row(pair) for pair in ASKED_COMPARISONS],
        "capitals": [capitals_row(country, rng) for country in countries],
    }


def main() -> None:
    """Write a file for each task; its first rows are the train split."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for task, rows in all_rows().items():
        splits = ["train"] * NUM_TRAIN + ["test"] * NUM_TEST
        lines = [json.dumps({"split": split, **row}) + "\n" for split, row in zip(splits, rows, strict=True)]
        (FOLDER / f"{task}.jsonl").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Write the questions of the bundled demo benchmark, which are made up from a seed.

Sums are drawn, countries and their capitals are invented, categories are of everyday words. scripts/train_demo_models.py
trains the bundled models on the same facts, but never on a sum of the test split.
"""

import json
import random
from pathlib import Path
from typing import Any, Dict, List, Sequence, Tuple

FOLDER = Path(__file__).resolve().parents[1] / "src" / "helm" / "benchmark" / "demo" / "data"
SEED = 0
NUM_TRAIN, NUM_TEST = 20, 200
NUM_OPTIONS = 4
NUM_COUNTRIES = 100

CATEGORIES = {
    "an animal": "cat dog horse sheep goat duck frog wolf bear mouse",
    "a fruit": "apple pear plum lemon melon grape peach cherry mango fig",
    "a colour": "red blue green yellow black white brown pink grey violet",
    "a tool": "hammer saw drill spade rake axe pliers file chisel wrench",
    "a garment": "shirt coat scarf glove sock skirt hat belt vest boot",
}
_SYLLABLES = "bar dun fel gor hal kir lor mav nev pol rus sal tor ven wex zul".split()
_ENDINGS = "ia land mark stan".split()

Row = Dict[str, Any]


def countries_and_capitals(rng: random.Random) -> Dict[str, str]:
    """Invented countries and their capitals."""
    stems = [first + second for first in _SYLLABLES for second in _SYLLABLES if first != second]
    names = [stem.capitalize() for stem in rng.sample(stems, 2 * NUM_COUNTRIES)]
    countries = [name + rng.choice(_ENDINGS) for name in names[:NUM_COUNTRIES]]
    return dict(zip(countries, names[NUM_COUNTRIES:], strict=True))


CAPITALS = countries_and_capitals(random.Random(SEED))
SUMS = [(first, second) for first in range(100) for second in range(100)]


def arithmetic_row(pair: Tuple[int, int]) -> Row:
    """What is the sum of two numbers?"""
    return {"question": f"{pair[0]} + {pair[1]}", "answer": str(sum(pair))}


def capitals_row(country: str, rng: random.Random) -> Row:
    """What is the capital of a country?"""
    return {"question": f"The capital of {country} is", **_options(CAPITALS[country], list(CAPITALS.values()), rng)}


def categories_row(rng: random.Random) -> Row:
    """Which of some words belongs to a category?"""
    category = rng.choice(list(CATEGORIES))
    others = [word for name, words in CATEGORIES.items() if name != category for word in words.split()]
    answer = rng.choice(CATEGORIES[category].split())
    return {"question": f"Which of these is {category}?", **_options(answer, others, rng)}


def _options(answer: str, others: Sequence[str], rng: random.Random) -> Row:
    options = rng.sample([other for other in others if other != answer], NUM_OPTIONS - 1) + [answer]
    rng.shuffle(options)
    return {"options": options, "answer": options.index(answer)}


def all_rows() -> Dict[str, List[Row]]:
    """The questions of each task."""
    rng = random.Random(SEED + 1)
    count = NUM_TRAIN + NUM_TEST
    return {
        "arithmetic": [arithmetic_row(pair) for pair in rng.sample(SUMS, count)],
        "capitals": [capitals_row(rng.choice(list(CAPITALS)), rng) for _ in range(count)],
        "categories": [categories_row(rng) for _ in range(count)],
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

#!/usr/bin/env python3
"""Write the questions of the bundled demo benchmark, all of them made up from a seed.

The places are invented, the sums are drawn, the opposites are English words. scripts/train_demo_models.py trains the
bundled models on the same facts, but never on a sum of the test split.
"""

import json
import random
from pathlib import Path
from typing import Any, Dict, List, Sequence, Tuple

FOLDER = Path(__file__).resolve().parents[1] / "src" / "helm" / "benchmark" / "demo" / "data"
SEED = 0
NUM_TRAIN, NUM_TEST = 20, 200
NUM_OPTIONS = 4
NUM_PLACES = 40
_SYLLABLES = "bar dun fel gor hal kir lor mav nev pol rus sal tor ven wex zul".split()
_ENDINGS = "ia land mark stan".split()

OPPOSITES: List[Tuple[str, str]] = [
    tuple(pair.split("/"))  # type: ignore[misc]
    for pair in (
        "hot/cold big/small fast/slow high/low new/old open/shut dark/light hard/soft long/short near/far rich/poor "
        "loud/quiet full/empty early/late thick/thin wet/dry young/aged sweet/sour strong/weak clean/dirty wide/narrow "
        "deep/shallow happy/sad safe/risky sharp/blunt smooth/rough tight/loose heavy/airy true/false alive/dead "
        "brave/timid calm/wild"
    ).split()
]

Row = Dict[str, Any]


def places(rng: random.Random) -> Dict[str, str]:
    """Invented countries and their capitals."""
    stems = [first + second for first in _SYLLABLES for second in _SYLLABLES if first != second]
    names = [stem.capitalize() for stem in rng.sample(stems, 2 * NUM_PLACES)]
    countries = [name + rng.choice(_ENDINGS) for name in names[:NUM_PLACES]]
    return dict(zip(countries, names[NUM_PLACES:], strict=True))


CAPITALS = places(random.Random(SEED))


def options_with(answer: str, others: Sequence[str], rng: random.Random) -> Tuple[List[str], int]:
    """The answer among other options, in random order, and its index."""
    options = rng.sample([other for other in others if other != answer], NUM_OPTIONS - 1) + [answer]
    rng.shuffle(options)
    return options, options.index(answer)


def sums() -> List[Tuple[int, int]]:
    """All sums that can be asked for."""
    return [(first, second) for first in range(100) for second in range(100)]


def arithmetic_row(first: int, second: int) -> Row:
    return {"question": f"{first} + {second}", "answer": str(first + second)}


def capitals_row(country: str, rng: random.Random) -> Row:
    options, answer = options_with(CAPITALS[country], list(CAPITALS.values()), rng)
    return {"question": f"What is the capital of {country}?", "options": options, "answer": answer}


def opposites_row(word: str, rng: random.Random) -> Row:
    other = {**dict(OPPOSITES), **{second: first for first, second in OPPOSITES}}
    options, answer = options_with(other[word], [choice for choice in other if choice != word], rng)
    return {"question": f"The opposite of {word} is", "options": options, "answer": answer}


def opposites_words() -> List[str]:
    """Words that have an opposite."""
    return [word for pair in OPPOSITES for word in pair]


def all_rows() -> Dict[str, List[Row]]:
    """The questions of each task."""
    rng = random.Random(SEED + 1)
    count = NUM_TRAIN + NUM_TEST
    return {
        "arithmetic": [arithmetic_row(*pair) for pair in rng.sample(sums(), count)],
        "capitals": [capitals_row(rng.choice(list(CAPITALS)), rng) for _ in range(count)],
        "opposites": [opposites_row(rng.choice(opposites_words()), rng) for _ in range(count)],
    }


def main() -> None:
    """Write a file for each task; the first questions are the train split."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for task, rows in all_rows().items():
        lines = [
            json.dumps({"split": "train" if index < NUM_TRAIN else "test", **row}) for index, row in enumerate(rows)
        ]
        (FOLDER / f"{task}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

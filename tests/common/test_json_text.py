import enum
import json
import random
from dataclasses import dataclass, field
from typing import Any, List, Optional

import pytest

from helm.common.general import asdict_without_nones
from helm.common.json_text import json_chunks, json_text


@dataclass
class Node:
    name: str
    children: List[Any] = field(default_factory=list)
    missing: Optional[str] = None
    größe: float = 0.5


class Colour(str, enum.Enum):
    RED = "red"


class Level(enum.IntEnum):
    HIGH = 3


class Seconds(float):
    def __repr__(self) -> str:
        return "Seconds"


STRINGS = ["", 'a "quoted"\\ \n\t line', "ü é \u2028", "\U0001f600", "\ud800", "\x00\x7f"]
ATOMS = [*STRINGS, 0, -7, 10**30, True, False, None, 0.1, 1e22, -0.0, 1e-7, float("inf"), -float("inf")]
ATOMS += [Colour.RED, Level.HIGH, Seconds(2.5)]
KEYS = [*STRINGS, 1, 2.5, True, None, float("inf"), Level.HIGH]


def random_value(rng: random.Random, depth: int) -> Any:
    kind = rng.choice(["atom", "list", "tuple", "dict", "node"]) if depth else "atom"
    if kind == "atom":
        return rng.choice(ATOMS)
    items = [random_value(rng, depth - 1) for _ in range(rng.randrange(4))]
    if kind == "node":
        return Node(rng.choice(STRINGS), items, rng.choice([None, "here"]))
    if kind == "dict":
        return {rng.choice(KEYS): item for item in items}
    return items if kind == "list" else tuple(items)


@pytest.mark.parametrize("seed", range(200))
def test_the_text_is_that_of_json_dumps(seed: int) -> None:
    value = random_value(random.Random(seed), depth=4)
    [plain] = asdict_without_nones(Node("", [value]))["children"]
    expected = json.dumps(plain, indent=2)
    assert json_text(value) == expected
    assert "".join(json_chunks(value)) == expected


def test_a_number_that_is_none() -> None:
    assert json_text([float("nan")]) == json.dumps([float("nan")], indent=2)


def test_an_iterator_is_written_as_the_list_of_its_items() -> None:
    nodes = [Node("a"), Node("b", [1])]
    assert list(json_chunks(iter(nodes))) == list(json_chunks(nodes))
    assert "".join(json_chunks(iter([]))) == "[]"


def test_parts_are_made_when_they_are_asked_for() -> None:
    asked: List[int] = []
    chunks = json_chunks(asked.append(n) or n for n in range(3))  # type: ignore[func-returns-value]
    assert next(chunks) == "[\n  0" and asked == [0]


@pytest.mark.parametrize("value", [{1, 2}, object(), Node, {"a": [b"bytes"]}, {(1, 2): 3}])
def test_what_json_cannot_express_is_an_error(value: Any) -> None:
    with pytest.raises(TypeError, match="is not JSON serializable"):
        json_text(value)

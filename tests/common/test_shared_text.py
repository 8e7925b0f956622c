"""A request whose prompt is given in parts is the same as one whose prompt is one string."""

import copy
import json
import pickle
from dataclasses import asdict, replace

from helm.common.codec import from_json, to_json
from helm.common.general import asdict_without_nones
from helm.common.json_text import json_text
from helm.common.request import Request

WHOLE = Request(model="a/b", prompt="one two")
PARTS = Request(model="a/b", prompt=("one ", "two"))  # type: ignore[arg-type]


def test_it_reads_as_the_whole_text() -> None:
    assert PARTS.prompt == "one two"
    assert PARTS == WHOLE and repr(PARTS) == repr(WHOLE) and asdict(PARTS) == asdict(WHOLE)
    assert Request().prompt == "" and Request() != PARTS


def test_it_can_be_copied() -> None:
    for same in (replace(PARTS, model="c/d"), copy.deepcopy(PARTS), pickle.loads(pickle.dumps(PARTS))):
        assert replace(same, model="a/b") == WHOLE
    assert replace(PARTS, prompt="three").prompt == "three"


def test_it_is_written_and_read_as_the_whole_text() -> None:
    assert json.loads(json_text(PARTS)) == asdict_without_nones(WHOLE)
    assert to_json(PARTS) == to_json(WHOLE)
    assert from_json(to_json(PARTS), Request) == WHOLE

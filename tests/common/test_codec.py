"""JSON of dataclasses: what is written, and that it is read back."""

import json
from dataclasses import dataclass, field
from typing import Any, Dict, List, Optional

import pytest

from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.augmentations.perturbation_description import PerturbationDescription
from helm.benchmark.scenarios.scenario import Input, Instance, Output, PassageQuestionInput, Reference
from helm.common import codec
from helm.common.codec import (
    PERTURBATION_DESCRIPTIONS,
    from_json,
    from_jsonl,
    structure,
    to_json,
    to_jsonl,
    unstructure,
)
from helm.common.request import GeneratedOutput, Request, RequestResult, Token


@dataclass(frozen=True)
class Inner:
    number: float
    maybe: Optional[int] = None


@dataclass
class Outer:
    required_optional: Optional[str]
    always: Any = None
    with_default: Optional[str] = "default"
    inner: Optional[Inner] = None
    inners: List[Inner] = field(default_factory=list)
    by_name: Dict[str, Inner] = field(default_factory=dict)
    free: Dict[str, Any] = field(default_factory=dict)


WRITTEN = [
    (Inner(1), {"number": 1.0}),
    (Inner(1.5, 2), {"number": 1.5, "maybe": 2}),
    (Outer(None), {"always": None, "with_default": "default", "inners": [], "by_name": {}, "free": {}}),
    (
        Outer(
            "a", with_default=None, inner=Inner(0), inners=[Inner(1)], by_name={"x": Inner(2)}, free={"n": None, "i": 1}
        ),
        {
            "required_optional": "a",
            "always": None,
            "with_default": None,
            "inner": {"number": 0.0},
            "inners": [{"number": 1.0}],
            "by_name": {"x": {"number": 2.0}},
            "free": {"n": None, "i": 1},
        },
    ),
]


@pytest.mark.parametrize("item, expected", WRITTEN)
def test_what_is_written_is_read_back(item, expected):
    written = unstructure(item)
    assert written == expected
    assert json.dumps(written) == json.dumps(expected)  # 1 and 1.0 are equal, but not written alike
    assert structure(written, type(item)) == item


def test_the_form_of_the_texts():
    assert to_json(Inner(1)) == '{\n  "number": 1.0\n}'
    assert to_jsonl([Inner(1), Inner(2, 3)]) == '{"number":1.0}\n{"number":2.0,"maybe":3}'
    assert from_jsonl('{"number":1}\n{"number":2,"maybe":3}\n', Inner) == [Inner(1.0), Inner(2.0, 3)]
    assert from_json(b'[{"number": 1}]', List[Inner]) == [Inner(1.0)]


def test_unknown_keys_are_ignored():
    assert from_json('{"number": 1, "other": 2}', Inner) == Inner(1)


@pytest.mark.parametrize("text", ["{}", "[]", "null", '{"number": "many"}', "no JSON"])
def test_what_describes_nothing_is_a_value_error(text):
    with pytest.raises(ValueError):
        from_json(text, Inner)


def test_a_request_state():
    instance = Instance(PassageQuestionInput("p", "q"), [Reference(Output("a"), ["correct"])], split="test", id="id0")
    output = GeneratedOutput("t", -1, [Token("t", -1)], finish_reason={"reason": None})
    result = RequestResult(success=True, embedding=[], completions=[output], cached=False)
    state = RequestState(instance, None, None, 0, {"A": "a"}, Request(prompt="x", temperature=0), result, 5, False)
    written = json.loads(to_json(state))
    assert written["instance"] == {
        "input": {"text": "p\nQuestion: q"},
        "references": [{"output": {"text": "a"}, "tags": ["correct"]}],
        "split": "test",
        "id": "id0",
    }
    assert to_json(state.request).splitlines()[5] == '  "temperature": 0.0,'
    assert written["result"]["completions"][0]["finish_reason"] == {"reason": None}
    assert "reference_index" not in written
    read = from_json(to_json(state), RequestState)
    assert (read.request, read.result, read.reference_index) == (state.request, state.result, None)
    assert read.instance.input == Input("p\nQuestion: q")


def perturbed(description):
    return Instance(Input("x"), [], perturbation=description)


def test_a_perturbation_s_own_fields_are_kept(monkeypatch):
    @dataclass(frozen=True)
    class Description(PerturbationDescription):
        prob: float = 0.0

    monkeypatch.setitem(PERTURBATION_DESCRIPTIONS, "typos", "perturbation_description:Description")
    monkeypatch.setattr("helm.benchmark.augmentations.perturbation_description.Description", Description, raising=False)
    instance = perturbed(Description("typos", robustness=True, prob=1))
    written = json.loads(to_json(instance))["perturbation"]
    expected = {"name": "typos", "robustness": True, "fairness": False, "computed_on": "perturbed", "prob": 1.0}
    assert written == expected
    assert from_json(to_json(instance), Instance).perturbation == instance.perturbation


def test_an_unknown_perturbation_is_read_without_its_own_fields():
    text = '{"input": {}, "references": [], "perturbation": {"name": "new", "strength": 2}}'
    assert from_json(text, Instance).perturbation == PerturbationDescription("new")


@pytest.mark.parametrize("name", sorted(PERTURBATION_DESCRIPTIONS))
def test_every_known_description_exists(name):
    cls = codec._description_class(name, PerturbationDescription)
    assert issubclass(cls, PerturbationDescription) and cls is not PerturbationDescription

import math

import pytest

from helm.common.errors import ConfigError, RunEntryError
from helm.common.object_spec import (
    ObjectSpec,
    create_object,
    get_class_by_name,
    inject_object_spec_args,
    parse_object_spec,
)


@pytest.mark.parametrize(
    ("text", "name", "args"),
    [
        ("a", "a", {}),
        ("a:b=c=d", "a", {"b": "c=d"}),
        ("a:b=1.5,c=x/y", "a", {"b": 1.5, "c": "x/y"}),
        ("a:b=c:d", "a", {"b": "c:d"}),
        (
            "a:b=1_000,c= 3 ,d=1e3,e=True,f=0x10,g=",
            "a",
            {"b": 1000, "c": 3, "d": 1000.0, "e": "True", "f": "0x10", "g": ""},
        ),
        ("a:b=1,c=2,b=3", "a", {"b": 3, "c": 2}),
        ("a:b=inf", "a", {"b": math.inf}),
        ("a: b=1", "a", {" b": 1}),
    ],
)
def test_run_entries_are_parsed_as_python_numbers_or_text(text, name, args):
    spec = parse_object_spec(text)
    assert (spec.class_name, spec.args) == (name, args)
    assert list(spec.args) == list(args)
    assert [type(value) for value in spec.args.values()] == [type(value) for value in args.values()]


@pytest.mark.parametrize("text", ["a:", "a:b=1,", "a:b", "a:b=1,,c=2"])
def test_an_argument_without_a_value_is_an_error_that_quotes_the_entry(text):
    with pytest.raises(RunEntryError, match="Expected <key>=<value>, got ''|got 'b'") as caught:
        parse_object_spec(text)
    assert f"'{text}'" in str(caught.value)


class Sample:
    def __init__(self, given: int, constant: str = "default", provided: str = "default", **rest: object):
        self.values = (given, constant, provided, rest)


def test_injection_fills_open_parameters_by_name_and_asks_providers_only_for_what_is_wanted():
    def never() -> str:
        raise AssertionError("nobody wants this")

    spec = ObjectSpec(f"{__name__}.Sample", {"given": 1, "extra": 2})
    filled = inject_object_spec_args(
        spec, {"constant": "c", "given": 99, "rest": "no"}, {"provided": lambda: "p", "unwanted": never}
    )
    assert create_object(filled).values == (1, "c", "p", {"extra": 2})
    assert spec.args == {"given": 1, "extra": 2}


def test_specs_with_unhashable_arguments_can_be_keys():
    assert hash(ObjectSpec("a", {"b": [1]})) == hash(ObjectSpec("a", {"b": [1]}))
    assert ObjectSpec("a", {"b": [1]}) != ObjectSpec("a", {"b": [2]})


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Bare", "not the dotted name"),
        ("helm.no_such_module.Thing", "no module 'helm.no_such_module'"),
        ("helm.common.request.Nothing", "has nothing called 'Nothing'"),
    ],
)
def test_a_wrong_class_name_is_explained(name, message):
    with pytest.raises(ConfigError, match=message):
        get_class_by_name(name)


def test_specs_of_all_kinds_can_be_keys_and_differ_from_one_another():
    from helm.benchmark.annotation.annotator import AnnotatorSpec
    from helm.benchmark.metrics.metric import MetricSpec

    args = {"judges": {"a": [1]}}
    assert {AnnotatorSpec("x", args): 1}[AnnotatorSpec("x", {"judges": {"a": [1]}})] == 1
    assert AnnotatorSpec("x", args) != MetricSpec("x", args)

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Dict, List, Optional

import pytest

from helm.common import yaml_entries
from helm.common.errors import ConfigError
from helm.common.yaml_entries import read_entries, read_object


@dataclass(frozen=True)
class Part:
    class_name: str
    args: Dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Thing:
    name: str
    part: Optional[Part] = None
    size: Optional[int] = None
    day: Optional[date] = None
    tags: List[str] = field(default_factory=list)
    old: bool = False


@pytest.fixture
def write(tmp_path):
    def write(text):
        path = tmp_path / "things.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return write


def test_entries_become_dataclasses(write):
    path = write("things:\n- {name: a, part: {class_name: X, args: {k: null}}, size: 1, day: 2024-05-01, tags: [t]}\n")
    assert read_entries(path, "things", Thing) == [Thing("a", Part("X", {"k": None}), 1, date(2024, 5, 1), ["t"])]


@pytest.mark.parametrize("text", ["", "# nothing\n", "things: []\n", "things:\n", "things: null\nother: 1\n"])
def test_nothing_is_no_entries(write, text):
    assert read_entries(write(text), "things", Thing) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("things:\n- {size: 1}\n", "line 2: field 'name' is missing"),
        ("things:\n\n- {name: a}\n- {name: b, size: big}\n", "line 4 (entry 'b'): field 'size' must be a whole number"),
        ("things:\n- {name: a, size: true}\n", "field 'size' must be a whole number, not True"),
        ("things:\n- {name: a, size: 1.5}\n", "field 'size' must be a whole number, not 1.5"),
        ("things:\n- {name: 1}\n", "field 'name' must be text, not 1"),
        ("things:\n- {name: a, day: soon}\n", "field 'day' must be a date such as 2024-05-01, not 'soon'"),
        ("things:\n- {name: a, tags: t}\n", "field 'tags' must be a list, not 't'"),
        ("things:\n- {name: a, old: 'no'}\n", "field 'old' must be true or false, not 'no'"),
        ("things:\n- {name: a, part: {args: {}}}\n", "field 'part.class_name' is missing"),
        ("things:\n- {name: a, part: {class_name: X, args: [k]}}\n", "field 'part.args' must be a mapping, not a list"),
        ("things:\n- just text\n", "line 2: expected a mapping with the fields name, part"),
        ("things: {name: a}\n", "'things' must be a list, not a mapping"),
        ("thing:\n- {name: a}\n", "must hold a list called 'things'; did you mean 'thing'?"),
        ("- {name: a}\n", "must hold a list called 'things'"),
        ("things:\n- {name: a\n- x: ]\n", "line 3: not valid YAML"),
        ("things:\n- {name: a, day: 2024-02-30}\n", "a value is not what it looks like: day is out of range"),
        (b"things:\n- {name: \xff}\n", "not valid YAML"),
    ],
)
def test_mistakes_are_named(write, text, message):
    path = write(text)
    with pytest.raises(ConfigError) as caught:
        read_entries(path, "things", Thing)
    assert str(caught.value).startswith(path)
    assert message in str(caught.value)


def test_what_a_mapping_holds_is_not_repeated(write):
    with pytest.raises(ConfigError) as caught:
        read_entries(write("things:\n- {name: {api_key: sk-secret}, part: [sk-secret]}\n"), "things", Thing)
    assert "sk-secret" not in str(caught.value)


def test_unknown_fields_are_ignored_with_a_warning_if_they_look_misspelled(write, monkeypatch):
    warnings = []
    monkeypatch.setattr(yaml_entries, "hwarn", warnings.append)
    path = write("things:\n- {name: a, sise: 1, whatever: 2, part: {class_name: X, arg: {}}}\n")
    assert read_entries(path, "things", Thing) == [Thing("a", Part("X"))]
    assert [warning.split(": ")[-1] for warning in warnings] == [
        "field 'sise' is ignored; did you mean 'size'?",
        "field 'arg' is ignored; did you mean 'args'?",
    ]


def test_a_file_that_cannot_be_read(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read"):
        read_entries(str(tmp_path / "absent.yaml"), "things", Thing)


def test_a_whole_file_as_one_object(write):
    @dataclass(frozen=True)
    class Settings:
        count: int = 3

    assert read_object(write("count: 4\n"), Settings) == Settings(4)
    assert read_object(write(""), Settings) == Settings()

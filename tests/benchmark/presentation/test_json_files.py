"""Reading and writing large JSON files an item at a time."""

import json
from typing import Any, Dict, List

import pytest

from helm.benchmark.presentation import json_files
from helm.benchmark.presentation.json_files import decode, list_writer, read_items, read_json
from helm.common.errors import DataError

ITEMS: List[Dict[str, Any]] = [
    {"a": 1, "text": 'brackets }\n    },\n  {" and é'},
    {"empty": {}},
    {"nested": [{"b": {"c": []}}, {}]},
    {"last": None},
]


@pytest.mark.parametrize("chunk", [1, 2, 7, 50, 1 << 20])
@pytest.mark.parametrize("indent", [2, None, 4])
@pytest.mark.parametrize("key", [None, "states"])
def test_items_are_those_of_the_list_wherever_the_file_is_cut(tmp_path, monkeypatch, chunk, indent, key):
    monkeypatch.setattr(json_files, "_CHUNK", chunk)
    path = tmp_path / "file.json"
    value = ITEMS if key is None else {"spec": {"states": [{"no": 1}]}, "states": ITEMS, "after": [{"no": 2}]}
    path.write_text(json.dumps(value, indent=indent))
    items = list(read_items(path, key))
    assert [json.loads(item.text) for item in items] == ITEMS
    content = path.read_bytes()
    assert all(content[item.span.start : item.span.end] == item.text for item in items)


@pytest.mark.parametrize("indent", [2, None])
def test_empty_lists(tmp_path, indent):
    path = tmp_path / "file.json"
    path.write_text(json.dumps([], indent=indent))
    assert list(read_items(path)) == []
    path.write_text(json.dumps({"states": []}, indent=indent))
    assert list(read_items(path, "states")) == []


@pytest.mark.parametrize("length", [1, 10, 60, 100])
def test_a_file_that_is_cut_off_is_an_error(tmp_path, length):
    path = tmp_path / "file.json"
    path.write_text(json.dumps(ITEMS, indent=2)[:length])
    with pytest.raises(DataError):
        list(read_items(path))


def test_what_only_python_writes_is_read():
    assert decode(b'[NaN, Infinity, -Infinity, "\\ud83d", 1]', List[Any]) == [None, None, None, "?", 1]
    with pytest.raises(DataError):
        decode(b"[1, 2", List[Any])
    with pytest.raises(DataError):
        decode(b"[1]", List[str])


def test_an_item_that_stands_otherwise_in_the_file_has_no_place(tmp_path):
    path = tmp_path / "file.json"
    path.write_text('[{"a":NaN}, {"b":1}]')
    assert [item.span for item in read_items(path)] == [None, None]


def test_written_items_are_where_the_writer_says(tmp_path):
    path = tmp_path / "file.json"
    with list_writer(path) as writer:
        spans = [writer.add(item) for item in ITEMS]
    assert path.read_text() == json.dumps(ITEMS, indent=2, ensure_ascii=False)
    content = path.read_bytes()
    assert [json.loads(content[slice(*span)]) for span in spans] == ITEMS
    assert [item.span for item in read_items(path)] == spans


def test_nothing_is_left_of_a_file_that_was_not_finished(tmp_path):
    with pytest.raises(RuntimeError), list_writer(tmp_path / "file.json") as writer:
        writer.add({})
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_errors_name_the_file(tmp_path):
    with pytest.raises(DataError, match=r"absent\.json cannot be read"):
        read_json(tmp_path / "absent.json", List[int])
    (tmp_path / "bad.json").write_text("{")
    with pytest.raises(DataError, match=r"bad\.json is broken"):
        read_json(tmp_path / "bad.json", List[int])

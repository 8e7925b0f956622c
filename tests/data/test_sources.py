"""Declared sources: rows with the benchmark's splits, and errors that name who asked and where."""

import json
import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from test_archives import make_zip
from test_hub_datasets import write_rows

from helm.common.errors import ConfigError, DataError
from helm.data import Archive, HubDataset, HubFile, Url, asking_for, misfit, pickled_rows, read_rows

SPLITS = {"validation": "valid", "train": "train"}


class Example:
    hub = HubDataset("org/set", splits=SPLITS)
    url = Url("https://example.org/{split}.jsonl", "data/{split}", splits=SPLITS)
    archive = Archive("https://example.org/a.zip", "data/a", "sub/{split}.jsonl", splits=SPLITS)
    file = HubFile("org/files", "{split}.jsonl", splits=SPLITS)


SOURCES = ["hub", "url", "archive", "file"]


@pytest.fixture
def output(tmp_path, monkeypatch):
    mirror = tmp_path / "mirror"
    monkeypatch.setenv("HELM_MIRROR", str(mirror))
    members = {"README": b""}
    for split in SPLITS:
        rows = [{"text": f"{split} {number}"} for number in (1, 2)]
        write_rows(mirror / "hf" / "org__set" / "default" / f"{split}.jsonl", rows)
        write_rows(mirror / "hf" / "org__set" / "other" / f"{split}.jsonl", rows[:1])
        write_rows(mirror / "urls" / "example.org" / f"{split}.jsonl", rows)
        write_rows(mirror / "hub" / "org__files" / f"{split}.jsonl", rows)
        members[f"sub/{split}.jsonl"] = "".join(json.dumps(row) + "\n" for row in rows).encode()
    make_zip(mirror / "urls" / "example.org" / "a.zip", members)
    return str(tmp_path / "out")


@pytest.mark.parametrize("name", SOURCES)
def test_rows_come_in_the_order_of_the_splits(output, name):
    assert list(getattr(Example, name).rows(output)) == [
        ("valid", {"text": "validation 1"}),
        ("valid", {"text": "validation 2"}),
        ("train", {"text": "train 1"}),
        ("train", {"text": "train 2"}),
    ]


@pytest.mark.parametrize("name", SOURCES)
def test_an_empty_split_is_an_error_unless_expected(output, name, tmp_path):
    mirror = tmp_path / "mirror"
    for path in [*mirror.rglob("train.jsonl")]:
        path.write_text("")
    members = {"README": b"", "sub/validation.jsonl": b'{"text": "a"}\n', "sub/train.jsonl": b""}
    make_zip(mirror / "urls" / "example.org" / "a.zip", members)
    source = getattr(Example, name)
    with pytest.raises(DataError, match="^Example: split 'train' of .* has no rows"):
        list(source.rows(output))
    assert {split for split, _ in replace(source, may_be_empty=True).rows(output)} == {"valid"}


def test_another_config(output):
    assert len(list(Example.hub.with_config("other").rows(output))) == 2


@pytest.mark.parametrize("name", SOURCES)
def test_a_missing_field_is_named_with_its_place(output, name):
    rows = getattr(Example, name).rows(output)
    next(rows)
    _, row = next(rows)
    with pytest.raises(DataError) as caught:
        row["txt"]
    assert str(caught.value).startswith("Example: field 'txt' in row 2 of ")
    assert str(caught.value).endswith("is missing, the fields are 'text'; did you mean 'text'?")


def test_a_row_kept_for_later_knows_its_place(output):
    rows = [row for _, row in Example.hub.rows(output)]
    with pytest.raises(DataError, match="row 1 of hf://datasets/org/set@main/default#validation"):
        rows[0]["absent"]


def test_misfit_names_the_row_in_hand(output):
    rows = Example.url.rows(output)
    next(rows)
    expected = "Example: field 'text' in row 1 of https://example.org/validation.jsonl is odd."
    assert str(misfit("text", "is odd.")) == expected
    assert len(list(rows)) == 3
    assert str(misfit("text", "is odd.")) == "field 'text' in a row is odd."


@pytest.mark.parametrize("name", SOURCES)
def test_missing_data_names_who_asked(output, tmp_path, monkeypatch, name):
    monkeypatch.setenv("HELM_MIRROR", str(tmp_path / "empty"))
    with pytest.raises(DataError, match="^Example: .* is not in the mirror"):
        next(getattr(Example, name).rows(output))


def test_a_source_made_elsewhere_names_who_asks(output):
    with asking_for("someone"), pytest.raises(DataError, match="^someone: .* is not in the mirror"):
        Url("https://example.org/absent", "absent").path(output)


def test_an_archive_without_the_file(output):
    with pytest.raises(DataError, match=r"Example: https://example.org/a.zip has no sub/dev.jsonl"):
        Example.archive.path(output, "dev")


READABLE = [
    ("a.jsonl", '{"a": "1"}\n{"a": "x\u2028y"}\n', [{"a": "1"}, {"a": "x\u2028y"}]),
    ("a.json", '[{"a": 1},\n {"a": 2}]', [{"a": 1}, {"a": 2}]),
    ("a.csv", 'a,b\n1,"x, y"\n2,"line\r\nbreak"\n', [{"a": "1", "b": "x, y"}, {"a": "2", "b": "line\nbreak"}]),
    ("a.tsv", "a\tb\n1\tx, y\n", [{"a": "1", "b": "x, y"}]),
    ("a.csv", f"a\n{'x' * 200_000}\n", [{"a": "x" * 200_000}]),
]


def test_rows_by_key(tmp_path):
    (tmp_path / "a.json").write_text('{"x": {"a": 1}, "y": {"a": 2}}')
    assert list(read_rows(str(tmp_path / "a.json"), "json_by_key")) == [{"a": 1}, {"a": 2}]


def test_pickled_rows(tmp_path):
    path = str(tmp_path / "a.pk")
    Path(path).write_bytes(pickle.dumps({"validation": [{"a": 1}], "train": [{"a": 2}]}))
    assert list(pickled_rows(path, SPLITS, "there")) == [("valid", {"a": 1}), ("train", {"a": 2})]


UNUSABLE_PICKLES = [
    ([], "there has no rows of split 'validation'"),
    ({"validation": [{}], "train": []}, "there has no rows of split 'train'"),
    ({"validation": [1], "train": []}, "row 1 of there#validation is not a JSON object"),
    (Path("x"), "there is not a pickle of plain data .*pathlib"),
]


@pytest.mark.parametrize("content, words", UNUSABLE_PICKLES)
def test_pickles_without_rows(tmp_path, content, words):
    path = str(tmp_path / "a.pk")
    Path(path).write_bytes(pickle.dumps(content))
    with pytest.raises(DataError, match=words):
        list(pickled_rows(path, SPLITS, "there"))


@pytest.mark.parametrize("name, text, rows", READABLE)
def test_formats(tmp_path, name, text, rows):
    (tmp_path / name).write_bytes(text.encode())
    assert list(read_rows(str(tmp_path / name))) == rows


UNREADABLE = [
    ("a.jsonl", '{"a": 1}\n\n', "line 2 of .* is not JSON"),
    ("a.jsonl", '{"a": 1}\n[2]\n', "line 2 of .* is not a JSON object"),
    ("a.json", '{"a": 1}', "holds no list of rows"),
    ("a.json", '[{"a": 1}, 2]', "row 2 of .* is not a JSON object"),
    ("a.csv", "a,b\n1,2\n3\n", "line 3 of .* has not as many cells as the header"),
    ("a.csv", "a,b\n1,2,3\n", "line 2 of .* has not as many cells as the header"),
]


@pytest.mark.parametrize("name, text, words", UNREADABLE)
def test_what_is_not_of_the_format(tmp_path, name, text, words):
    (tmp_path / name).write_text(text)
    with pytest.raises(DataError, match=words):
        list(read_rows(str(tmp_path / name)))


def test_an_unknown_format(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read as 'parquet'; known are jsonl, json, json_by_key, csv, tsv"):
        list(read_rows(str(tmp_path / "a.parquet")))

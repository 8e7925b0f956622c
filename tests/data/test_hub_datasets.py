"""Rows of hub datasets: of the mirror, and through the real datasets library on local folders."""

import base64
import io
import json

import pytest

from helm.common.errors import DataError
from helm.data import hub_rows
from helm.data.hub_datasets import hub_label_names

ROWS = [{"text": f"row {number}", "label": number % 2} for number in range(4)]


def write_rows(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def mirror(tmp_path, monkeypatch):
    monkeypatch.setenv("HELM_MIRROR", str(tmp_path))
    write_rows(tmp_path / "hf" / "org__set" / "default" / "train.jsonl", ROWS)
    write_rows(tmp_path / "hf" / "org__set" / "default" / "test.jsonl", ROWS[:1])
    return tmp_path


EXPRESSIONS = [
    ("train", [0, 1, 2, 3]),
    ("train[:2]", [0, 1]),
    ("train[1:3]", [1, 2]),
    ("train[-1:]", [3]),
    ("train[:-3]", [0]),
    ("test+train[2:]", [0, 2, 3]),
]


@pytest.mark.parametrize("split, numbers", EXPRESSIONS)
def test_split_expressions(mirror, split, numbers):
    assert list(hub_rows("org/set", split=split)) == [(split, ROWS[number]) for number in numbers]


def test_all_splits(mirror):
    assert [split for split, _ in hub_rows("org/set")] == ["test", "train", "train", "train", "train"]


CONFIGS = [
    ({"config": "a b/c"}, "a_b_c"),
    ({"data_dir": "red-team"}, "red-team"),
    ({"data_files": ["2needle.parquet"]}, "data_files=__2needle.parquet__"),
    ({"data_files": {"train": "x/y.csv"}}, "data_files=__train____x_y.csv__"),
    ({"config": "xquad.vi", "data_dir": "ignored"}, "xquad.vi"),
]


@pytest.mark.parametrize("options, folder", CONFIGS)
def test_names_of_config_folders(mirror, options, folder):
    write_rows(mirror / "hf" / "org__other" / folder / "train.jsonl", ROWS)
    assert len(list(hub_rows("org/other", split="train", revision="abc", **options))) == 4


MISSING = [
    ("org/absent", None, None, r"hf://datasets/org/absent@main/default#all splits is not in the mirror .*org__absent"),
    ("org/set", None, "dev", r"hf://datasets/org/set@main/default#dev is not in the mirror .*dev\.jsonl"),
    ("org/set", "sub", "train", r"hf://datasets/org/set@main/sub#train is not in the mirror .*sub"),
    ("org/set", None, "train[:10%]", r"split 'train\[:10%\]' of org/set cannot be read"),
]


@pytest.mark.parametrize("name, config, split, words", MISSING)
def test_what_the_mirror_lacks(mirror, name, config, split, words):
    with pytest.raises(DataError, match=words):
        list(hub_rows(name, config, split))


def test_rows_are_read_one_at_a_time(mirror):
    path = mirror / "hf" / "org__set" / "default" / "train.jsonl"
    path.write_text(json.dumps(ROWS[0]) + "\nthis is not read\n", encoding="utf-8")
    rows = hub_rows("org/set", split="train")
    assert next(rows) == ("train", ROWS[0])


def test_cells_with_bytes_and_paths_of_the_mirror(mirror):
    image = pytest.importorskip("PIL.Image")
    buffer = io.BytesIO()
    image.new("RGB", (3, 2), "red").save(buffer, "png")
    folder = mirror / "hf" / "org__media" / "default"
    cell = {"bytes_b64": base64.b64encode(buffer.getvalue()).decode(), "path": "a.png"}
    write_rows(folder / "test.jsonl", [{"image": cell, "sound": cell, "folder": "$MIRROR/files", "label": 1}])
    features = {
        "image": {"_type": "Image"},
        "sound": {"_type": "Audio"},
        "folder": {"dtype": "string", "_type": "Value"},
        "label": {"names": ["no", "yes"], "_type": "ClassLabel"},
    }
    (folder / "features.json").write_text(json.dumps(features), encoding="utf-8")
    [(_, row)] = hub_rows("org/media", split="test")
    assert (row["image"].size, row["label"], row["folder"]) == ((3, 2), 1, f"{mirror}/files")
    assert row["sound"]["bytes"] == buffer.getvalue()


def test_the_library_reads_local_folders(tmp_path, monkeypatch):
    pytest.importorskip("datasets")
    monkeypatch.setenv("HF_DATASETS_CACHE", str(tmp_path / "cache"))
    for split in ("train", "test"):
        write_rows(tmp_path / "set" / f"{split}.jsonl", ROWS)
    data_files = {split: str(tmp_path / "set" / f"{split}.jsonl") for split in ("train", "test")}
    assert list(hub_rows("json", split="train[:2]+test[3:]", data_files=data_files)) == [
        ("train[:2]+test[3:]", ROWS[number]) for number in (0, 1, 3)
    ]
    assert [split for split, _ in hub_rows("json", data_files=data_files)] == ["train"] * 4 + ["test"] * 4


def test_a_dataset_with_code_is_never_run(monkeypatch):
    datasets = pytest.importorskip("datasets")
    calls = []

    def load_dataset(name, config, split=None, revision=None, **options):
        calls.append((revision, options.get("trust_remote_code")))
        if revision != "refs/convert/parquet":
            raise RuntimeError("Dataset scripts are no longer supported, but found set.py")
        return datasets.Dataset.from_list(ROWS)

    monkeypatch.setattr(datasets, "load_dataset", load_dataset)
    assert len(list(hub_rows("org/set", split="train", revision="abc"))) == 4
    assert calls == [("abc", None), ("refs/convert/parquet", None)]


FAILURES = [
    ("Dataset 'org/set' is a gated dataset on the Hub. You must be authenticated.", "org/set is gated: ask for access"),
    (
        "Couldn't reach 'org/set' on the Hub (ConnectionError)\nmore",
        "cannot be had .*: Couldn't reach 'org/set' on the",
    ),
]


@pytest.mark.parametrize("text, words", FAILURES)
def test_the_library_s_errors_become_one_sentence(monkeypatch, text, words):
    datasets = pytest.importorskip("datasets")

    def load_dataset(*_, **__):
        raise datasets.exceptions.DatasetNotFoundError(text)

    monkeypatch.setattr(datasets, "load_dataset", load_dataset)
    with pytest.raises(DataError, match=words) as caught:
        list(hub_rows("org/set", split="train"))
    assert "\n" not in str(caught.value)


FEATURES = {
    "text": {"dtype": "string", "_type": "Value"},
    "label": {"names": ["no", "yes"], "_type": "ClassLabel"},
    "labels": {"feature": {"names": ["a", "b"], "_type": "ClassLabel"}, "_type": "List"},
}
LABELLED = {"text": ["x"], "label": [1], "labels": [[0, 1]]}


@pytest.fixture(params=["mirror", "library"])
def labelled(request, tmp_path, monkeypatch):
    """Name of a dataset with class labels."""
    if request.param == "mirror":
        monkeypatch.setenv("HELM_MIRROR", str(tmp_path))
        folder = tmp_path / "hf" / "org__labelled" / "default"
        folder.mkdir(parents=True)
        (folder / "features.json").write_text(json.dumps(FEATURES))
        return "org/labelled"
    from datasets import Dataset, Features

    monkeypatch.setenv("HF_DATASETS_CACHE", str(tmp_path / "cache"))
    (tmp_path / "data").mkdir()
    Dataset.from_dict(LABELLED, Features.from_dict(FEATURES)).to_parquet(tmp_path / "data" / "train.parquet")
    return str(tmp_path / "data")


def test_names_of_class_labels(labelled):
    assert hub_label_names(labelled, "label") == ["no", "yes"]
    assert hub_label_names(labelled, "labels") == ["a", "b"]


@pytest.mark.parametrize("column", ["text", "lable"])
def test_columns_without_class_labels(labelled, column):
    with pytest.raises(DataError, match=f"column '{column}' of .* has no names of class labels; 'label', 'labels' has"):
        hub_label_names(labelled, column)

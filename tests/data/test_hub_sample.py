"""Random rows of a hub dataset are those that the datasets library's own shuffle gives, from library and mirror alike."""

import json

import datasets

from helm.data import HubDataset

ROWS = [{"number": number} for number in range(50)]
SIZE, SEED = 7, 42


def expected():
    return list(datasets.Dataset.from_list(ROWS).shuffle(seed=SEED).select(range(SIZE)))


def test_from_the_mirror(tmp_path, monkeypatch):
    folder = tmp_path / "hf" / "org__set" / "default"
    folder.mkdir(parents=True)
    (folder / "train.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    monkeypatch.setenv("HELM_MIRROR", str(tmp_path))
    assert list(HubDataset("org/set").sample("train", SIZE, SEED)) == expected()


def test_through_the_library(tmp_path, monkeypatch):
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path / "cache")
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "train.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    assert list(HubDataset(str(tmp_path / "set")).sample("train", SIZE, SEED)) == expected()


def test_no_more_than_there_are(tmp_path, monkeypatch):
    folder = tmp_path / "hf" / "org__set" / "default"
    folder.mkdir(parents=True)
    (folder / "train.jsonl").write_text('{"number": 1}\n')
    monkeypatch.setenv("HELM_MIRROR", str(tmp_path))
    assert list(HubDataset("org/set").sample("train", SIZE, SEED)) == [{"number": 1}]

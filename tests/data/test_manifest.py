"""Which data was used is recorded, and compared with a lock file."""

import hashlib
import json

import pytest
from test_archives import make_zip
from test_hub_datasets import write_rows

from helm.common.atomic_files import write_json
from helm.common.errors import ConfigError, DataError
from helm.data import ensure_file_downloaded, hub_file, hub_rows, record_data, set_data_lock


@pytest.fixture
def mirror(tmp_path, monkeypatch):
    folder = tmp_path / "mirror"
    monkeypatch.setenv("HELM_MIRROR", str(folder))
    write_rows(folder / "hf" / "org__set" / "default" / "train.jsonl", [{"a": 1}, {"a": None}])
    write_rows(folder / "hub" / "org__set" / "x.json", [{}])
    write_rows(folder / "urls" / "example.org" / "a.txt", [{"text": "a"}])
    make_zip(folder / "urls" / "example.org" / "b.zip", {"x": b"1", "y": b"2"})
    return folder


def use_everything(output):
    list(hub_rows("org/set", split="train", revision="abc"))
    hub_file("org/set", "x.json")
    ensure_file_downloaded("https://example.org/a.txt", str(output / "a"))
    ensure_file_downloaded("https://example.org/b.zip", str(output / "b"), unpack=True)


def test_everything_is_recorded_with_its_checksum(mirror, tmp_path):
    with record_data() as manifest:
        use_everything(tmp_path / "out")
    by_source = {record.source: record for record in manifest.data}
    content = (mirror / "urls" / "example.org" / "b.zip").read_bytes()
    assert by_source["https://example.org/b.zip"].sha256 == hashlib.sha256(content).hexdigest()
    assert by_source["https://example.org/b.zip"].size == len(content)
    assert by_source["hf://datasets/org/set@abc/default#train"].size == 2
    assert set(by_source) == {
        "https://example.org/a.txt",
        "https://example.org/b.zip",
        "hf://datasets/org/set@main/x.json",
        "hf://datasets/org/set@abc/default#train",
    }


def test_data_already_there_is_recorded_alike(mirror, tmp_path):
    manifests = []
    for _ in range(2):
        with record_data() as manifest:
            use_everything(tmp_path / "out")
        manifests.append(manifest)
    assert manifests[0] == manifests[1]


def test_nothing_is_recorded_outside_the_block(mirror, tmp_path):
    with record_data() as manifest:
        pass
    use_everything(tmp_path / "out")
    assert manifest.data == []


@pytest.fixture
def lock(mirror, tmp_path):
    """A lock file made by a run, in use."""
    with record_data() as manifest:
        use_everything(tmp_path / "out")
    write_json(tmp_path / "lock.json", manifest)
    set_data_lock(str(tmp_path / "lock.json"))
    yield tmp_path / "lock.json"
    set_data_lock(None)


def test_the_same_data_passes_the_lock(lock, tmp_path):
    use_everything(tmp_path / "out")
    use_everything(tmp_path / "elsewhere")


CHANGES = [
    ("hf/org__set/default/train.jsonl", "hf://datasets/org/set@abc/default#train has sha256"),
    ("hub/org__set/x.json", "hf://datasets/org/set@main/x.json has sha256"),
    ("urls/example.org/a.txt", "https://example.org/a.txt has sha256"),
]


@pytest.mark.parametrize("file, words", CHANGES)
def test_other_data_is_refused(lock, mirror, tmp_path, file, words):
    write_rows(mirror / file, [{"other": 1}])
    with pytest.raises(DataError, match=words):
        use_everything(tmp_path / "elsewhere")


def test_data_that_the_lock_does_not_know_is_refused(lock, mirror):
    write_rows(mirror / "hf" / "org__set" / "default" / "test.jsonl", [{"a": 1}])
    with pytest.raises(DataError, match="#test has no checksum in the data lock file"):
        list(hub_rows("org/set", split="test", revision="abc"))


def test_a_folder_put_there_by_hand_cannot_be_compared(lock, tmp_path):
    (tmp_path / "by_hand").mkdir()
    with pytest.raises(DataError, match="was not fetched by this program"):
        ensure_file_downloaded("https://example.org/b.zip", str(tmp_path / "by_hand"), unpack=True)


@pytest.mark.parametrize("text", ["", "{}", '{"data": [1]}', '{"data": [{"sha256": "x"}]}'])
def test_a_lock_file_of_another_form_is_refused(tmp_path, text):
    (tmp_path / "lock.json").write_text(text)
    with pytest.raises(ConfigError, match="Data lock file .* cannot be used"):
        set_data_lock(str(tmp_path / "lock.json"))


def test_values_without_a_json_form_have_a_checksum(mirror):
    folder = mirror / "hf" / "org__dates" / "default"
    write_rows(folder / "train.jsonl", [{"when": "2020-01-01T00:00:00"}])
    (folder / "features.json").write_text(json.dumps({"when": {"dtype": "timestamp[s]", "_type": "Value"}}))
    with record_data() as manifest:
        list(hub_rows("org/dates", split="train"))
    assert len(manifest.data) == 1

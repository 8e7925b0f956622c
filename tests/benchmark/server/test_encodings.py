"""Which encoding is used, and what becomes of compressed copies."""

import os
from pathlib import Path

import pytest

from helm.benchmark.server import encodings
from helm.benchmark.server.encodings import CompressedFiles, choose_encoding


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("", None),
        ("identity", None),
        ("br", None),
        ("gzip", "gzip"),
        ("gzip, deflate, br", "gzip"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("GZIP;q=0.5, zstd;q=0.4", "gzip"),
        ("gzip;q=0, zstd;q=0", None),
        ("zstd;q=0, gzip", "gzip"),
        ("zstd ; q = 0.1", "zstd"),
        ("gzip;q=much", None),
        ("*", "zstd"),
        ("zstd;q=0, *;q=0.1", "gzip"),
    ],
)
def test_choice(accepted, chosen):
    assert choose_encoding(accepted) == chosen


@pytest.fixture
def text(tmp_path) -> Path:
    path = tmp_path / "text.json"
    path.write_bytes(b"word " * 1000)
    return path


def test_a_folder_that_cannot_be_written_means_no_copies(tmp_path, text):
    (tmp_path / "file").touch()
    assert CompressedFiles(tmp_path / "file" / "copies").copy_of(text, text.stat(), "gzip") is None


def test_a_copy_that_fails_leaves_nothing(tmp_path, text, monkeypatch):
    def full(source, target):
        target.write(b"some")
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(encodings._COMPRESS, "gzip", full)
    assert CompressedFiles(tmp_path / "copies").copy_of(text, text.stat(), "gzip") is None
    assert list((tmp_path / "copies").iterdir()) == []


def test_the_oldest_copies_go_when_there_is_too_much(tmp_path, monkeypatch):
    monkeypatch.setattr(encodings, "_KEPT_BYTES", 100)
    for age, name in enumerate(["new", "old", "oldest"]):
        (tmp_path / name).write_bytes(b"x" * 45)
        os.utime(tmp_path / name, (1000 - age, 1000 - age))
    CompressedFiles(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "old"]

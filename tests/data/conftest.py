"""A file server, no pauses between attempts, and no traces in the user's cache."""

import pytest

from file_server import file_server
from helm.data import download


@pytest.fixture(autouse=True)
def _quick_and_clean(monkeypatch, tmp_path):
    monkeypatch.setattr(download, "FIRST_PAUSE", 0.001)
    monkeypatch.setattr(download, "LONGEST_PAUSE", 0.01)
    monkeypatch.setattr(download, "_CHUNK", 500)
    monkeypatch.setenv("HELM_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def server():
    with file_server() as running:
        yield running

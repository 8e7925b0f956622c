"""NLTK resources: where NLTK looks, else the mirror, else the network."""

import sys

import pytest
from test_archives import make_zip

from helm.common.errors import DataError
from helm.data import ensure_nltk, nltk_resources

nltk = pytest.importorskip("nltk")


@pytest.fixture(autouse=True)
def _own_paths(monkeypatch, tmp_path):
    monkeypatch.setattr(nltk.data, "path", [str(tmp_path / "nltk_data")])
    tmp_path.chmod(0o700)


def make_resource(folder):
    english = folder / "tokenizers" / "punkt_tab" / "english"
    english.mkdir(parents=True)
    (english / "abbrev_types.txt").write_text("dr\n")


def test_a_resource_that_is_there(tmp_path):
    make_resource(tmp_path / "nltk_data")
    ensure_nltk("punkt_tab")
    assert nltk.data.path == [str(tmp_path / "nltk_data")]


def test_a_resource_of_the_mirror(tmp_path, monkeypatch):
    make_resource(tmp_path / "mirror" / "nltk_data")
    monkeypatch.setenv("HELM_MIRROR", str(tmp_path / "mirror"))
    ensure_nltk("punkt_tab")
    assert nltk.data.find("tokenizers/punkt_tab")


def test_a_resource_of_the_network(server, tmp_path, monkeypatch):
    monkeypatch.setattr(nltk_resources, "_ADDRESS", server.url)
    archive = make_zip(tmp_path / "made", {"punkt_tab/english/abbrev_types.txt": b"dr\n", "punkt_tab/README": b""})
    server.files["/tokenizers/punkt_tab.zip"] = archive.read_bytes()
    ensure_nltk("punkt_tab")
    ensure_nltk("punkt_tab")
    assert len(server.asked) == 1
    assert nltk.data.find("tokenizers/punkt_tab")


def test_a_resource_that_the_mirror_lacks(tmp_path, monkeypatch):
    monkeypatch.setenv("HELM_MIRROR", str(tmp_path))
    with pytest.raises(DataError, match=r"NLTK resource 'punkt_tab' is not in .*nltk_data.tokenizers.punkt_tab; put"):
        ensure_nltk("punkt_tab")


def test_an_unknown_resource():
    with pytest.raises(DataError, match="no known NLTK resource 'punkt_tap'; did you mean 'punkt_tab'"):
        ensure_nltk("punkt_tap")


def test_importing_the_package_loads_nothing_heavy():
    import subprocess

    script = "import sys, helm.data; print([m for m in ('datasets', 'nltk', 'requests', 'numpy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

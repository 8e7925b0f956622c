"""The site as plain files, as any file host shows them."""

import json
import os
from functools import partial

import pytest

from helm.benchmark.server.export import export_site
from helm.benchmark.server.site import find_site
from helm.common.errors import ConfigError
from site_server import BIG, RUN, make_results, write


@pytest.fixture
def root(tmp_path):
    make_results(tmp_path)
    return tmp_path


@pytest.fixture
def find(root):
    return partial(find_site, str(root / "out"), str(root / "cache"), app=root / "app")


def test_a_suite(root, find, capsys):
    site = find(suite="s")
    export_site(site, str(root / "www"))
    assert (root / "www/config.js").read_text() == site.config_js
    assert (root / "www/index.html").read_bytes() == b"<html>app</html>"
    assert (root / f"www/benchmark_output/runs/s/{RUN}/scenario_state.json").read_bytes() == BIG
    assert "python -m http.server" in capsys.readouterr().out


def test_nothing_is_written_that_is_not_served(root, find):
    write(root / "out/runs/s/stats.json.12.tmp", b"[")
    export_site(find(suite="s"), str(root / "www"))
    names = {path.name for path in (root / "www").rglob("*")}
    assert not names & {"link.json", "up", ".hidden", "key.json", "stats.json.12.tmp", "secret.json"}
    assert not any(b"SECRET" in path.read_bytes() for path in (root / "www").rglob("*") if path.is_file())
    assert (root / "www/benchmark_output/runs/s/inner.txt").read_text() == "0123456789"


def test_a_release_comes_with_its_suites(root, find):
    write(root / "out/releases/v1/summary.json", json.dumps({"release": "v1", "suites": ["s"]}).encode())
    write(root / "out/runs/other/summary.json", b"{}")
    export_site(find(release="v1"), str(root / "www"))
    assert sorted(path.name for path in (root / "www/benchmark_output/runs").iterdir()) == ["s"]
    assert (root / "www/benchmark_output/releases/v1/summary.json").is_file()


def test_pictures_come_along(root, find):
    locations = [
        "benchmark_output/scenarios/vqa/1.png",
        "prod_env/cache/output/me/picture.png",
        "benchmark_output/../secret.json",
        "benchmark_output/runs/s/link.json",
        "/etc/passwd",
    ]
    write(root / "out/scenarios/vqa/1.png", b"ONE")
    write(root / "out/scenarios/vqa/2.png", b"TWO")
    instances = [{"input": {"multimedia_content": {"media_objects": [{"location": each}]}}} for each in locations]
    write(root / f"out/runs/s/{RUN}/instances.json", json.dumps(instances, indent=2).encode())
    write(root / f"out/runs/s/{RUN}/display_requests.json", b"")
    export_site(find(suite="s"), str(root / "www"))
    assert (root / "www/benchmark_output/scenarios/vqa/1.png").read_bytes() == b"ONE"
    assert (root / "www/cache/output/me/picture.png").read_bytes() == b"PNG"
    assert len(list((root / "www/benchmark_output/scenarios").rglob("*.png"))) == 1
    assert not any(b"SECRET" in path.read_bytes() for path in (root / "www").rglob("*") if path.is_file())


def test_results_elsewhere_are_not_copied(root):
    export_site(find_site("https://results.example", suite="s", app=root / "app"), str(root / "www"))
    assert not (root / "www/benchmark_output").exists()
    assert "https://results.example" in (root / "www/config.js").read_text()


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("app", "exists and is not an empty folder"),
        ("secret.json", "exists and is not an empty folder"),
        ("out/www", "lies among the results"),
    ],
)
def test_places_that_will_not_do(root, find, target, message):
    with pytest.raises(ConfigError, match=message):
        export_site(find(suite="s"), str(root / target))


@pytest.mark.parametrize("summary", [b"{}", b"[]", b"{", b'{"suites": ["absent"]}', b'{"suites": ["../../.."]}'])
def test_a_release_that_names_no_suites(root, find, summary):
    write(root / "out/releases/v1/summary.json", summary)
    with pytest.raises(ConfigError, match="does not name the suites|There is no folder"):
        export_site(find(release="v1"), str(root / "www"))
    assert not (root / "www").exists() and not [name for name in os.listdir(root) if name.startswith(".www")]

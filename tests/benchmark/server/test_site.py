"""Which suite or release is shown, and what is said if it cannot be."""

import os
from dataclasses import replace

import pytest

from helm.benchmark.server.guard import app_policy
from helm.benchmark.server.serving import introduction, listening_socket
from helm.benchmark.server.site import Version, find_site
from helm.common.errors import ConfigError


@pytest.fixture
def find(tmp_path):
    """`find_site` in a folder with an app and an empty output folder."""
    (tmp_path / "app").mkdir()
    (tmp_path / "app/index.html").touch()
    (tmp_path / "out/runs/alpha").mkdir(parents=True)

    def call(output=str(tmp_path / "out"), **settings):
        return find_site(output, app=tmp_path / "app", **settings)

    return call


def summarize(output, path, seconds):
    (output / path).mkdir(parents=True, exist_ok=True)
    (output / path / "summary.json").touch()
    os.utime(output / path / "summary.json", (seconds, seconds))


@pytest.mark.parametrize(
    ("summarized", "newest"),
    [
        ({"runs/a": 1, "runs/b": 2}, Version("suite", "b")),
        ({"runs/b": 2, "runs/a": 2}, Version("suite", "b")),
        ({"releases/a": 1, "runs/b": 2}, Version("suite", "b")),
        ({"releases/a": 2, "runs/b": 2}, Version("release", "a")),
        ({"releases/v1": 3, "releases/v2": 3, "runs/b": 2}, Version("release", "v2")),
    ],
)
def test_the_one_summarized_last_is_shown(tmp_path, find, summarized, newest):
    for path, seconds in summarized.items():
        summarize(tmp_path / "out", path, seconds)
    assert find().version == newest


def test_output_elsewhere(find):
    site = find(output="https://results.example/helm/", release="v1", project="mmlu")
    assert site.config_js == (
        'window.BENCHMARK_OUTPUT_BASE_URL = "https://results.example/helm";\n'
        'window.RELEASE = "v1";\nwindow.PROJECT_ID = "mmlu";\n'
    )
    assert "connect-src 'self' https://results.example;" in app_policy(site.output_url)
    assert "script-src 'self';" in app_policy(site.output_url)


def test_names_cannot_end_the_script(find):
    site = replace(find(suite="alpha"), version=Version("suite", 'a";alert(1)//\u2028'), project="</script>")
    assert '\nwindow.SUITE = "a\\";alert(1)//\\u2028";\n' in site.config_js


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({}, "No suites or releases found in .*out' that have been summarized; run `helm-summarize` first"),
        ({"output": "absent"}, "The output folder 'absent' does not exist; name another with --output-path"),
        ({"suite": "alpa"}, "No suite 'alpa' in .*runs'; did you mean 'alpha'"),
        ({"suite": "x"}, "No suite 'x' in .*runs'; found there: alpha"),
        ({"release": "v1"}, "No release 'v1' in .*releases'; found there: none"),
        ({"output": "https://results.example"}, "name what to show with --suite or --release"),
        ({"suite": "linked"}, "leads out of the output folder"),
        ({"suite": "../.."}, "leads out of the output folder"),
    ],
)
def test_what_cannot_be_shown(tmp_path, find, settings, message):
    (tmp_path / "elsewhere").mkdir()
    os.symlink(tmp_path / "elsewhere", tmp_path / "out/runs/linked")
    with pytest.raises(ConfigError, match=message):
        find(**settings)


def test_an_app_that_is_not_built(tmp_path):
    with pytest.raises(ConfigError, match="The web app is missing"):
        find_site(str(tmp_path), app=tmp_path)


def test_what_is_said_at_the_start(tmp_path, find):
    site = find(suite="alpha")
    assert "run `helm-summarize --suite alpha`" in introduction(site, "127.0.0.1", 8000)
    summarize(tmp_path / "out", "runs/alpha", 1)
    assert introduction(site, "127.0.0.1", 8000) == (
        "Serving suite 'alpha'\nGo to http://localhost:8000/ to view your website; Ctrl-C ends it."
    )
    assert "Whoever can reach this machine" in introduction(site, "0.0.0.0", 8000)
    assert "http://[::1]:9/" in introduction(site, "::1", 9)


def test_a_port_in_use():
    with listening_socket("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ConfigError, match=f"port {port} of 127.0.0.1: it is in use; stop the program .* --port"):
            listening_socket("127.0.0.1", port)


@pytest.mark.parametrize("host", ["192.0.2.1", "nobody.invalid"])
def test_an_address_of_another_machine(host):
    with pytest.raises(ConfigError, match="that is no address of this machine; choose another with --host"):
        listening_socket(host, 0)

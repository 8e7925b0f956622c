"""Exported sites work on any file host, below any path; releases show the runs of several suites."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Iterator

import pytest
from chromium_browser import Browser, run_route
from made_suite import Answer, made_schema, write_made_run, write_schema
from served_site import run_command, served

_RUN = "made:model=other"


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """The tests' output is for failures."""


@pytest.fixture(scope="module")
def exported_site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    work = tmp_path_factory.mktemp("exported")
    answers = [Answer(f"Question {i}?", "yes", "yes", 1) for i in range(60)]
    write_made_run(work / "benchmark_output" / "runs" / "made", _RUN, "other", answers)
    write_schema(work / "schema.json", made_schema())
    run_command(work, "helm-summarize", ["--suite", "made", "--schema-path", "schema.json", "--quiet"])
    run_command(work, "helm-server", ["--suite", "made", "--export", "host/below/a path"])
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_QuietHandler, directory=str(work / "host")))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/below/a%20path"
    server.shutdown()
    server.server_close()


def test_pages_and_instances(clean_browser: Browser, exported_site: str) -> None:
    browser = clean_browser
    browser.open("/leaderboard/made", exported_site)
    assert browser.texts(".board .value") == ["1"]
    browser.open(f"{run_route(_RUN)}?instance=id55")
    browser.wait_for("Question 55?")
    # The host does not know ranges of bytes: the whole file is fetched, and cut.
    browser.click("summary", "Request details")
    browser.wait_for("temperature")
    assert browser.complaints() == []
    assert browser.traffic().foreign(exported_site.rsplit("/below", 1)[0]) == []


def test_release(clean_browser: Browser, tmp_path: Path) -> None:
    """Runs of a release are found in the suites that it was put together from."""
    for suite, model in (("one", "a/a"), ("two", "b/b")):
        folder = tmp_path / "benchmark_output" / "runs" / suite
        write_made_run(folder, f"made:model={model[0]}", model, [Answer(f"Question of {suite}?", "yes", "yes", 1)])
    write_schema(tmp_path / "schema.json", made_schema())
    arguments = ["--release", "r1", "--suites", "one", "two", "--schema-path", "schema.json", "--quiet"]
    run_command(tmp_path, "helm-summarize", arguments)
    with served(tmp_path, "r1", "--release") as address:
        browser = clean_browser
        browser.open("/leaderboard", address)
        assert sorted(browser.texts(".board tbody th")) == ["a/a", "b/b"]
        assert "Release r1" in browser.text()
        browser.open(run_route("made:model=b"))
        browser.wait_for("Question of two?")
        assert browser.complaints() == []

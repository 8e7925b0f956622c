"""Sites that browser tests look at: each is made and served once."""

from pathlib import Path
from typing import Callable, Iterator

import pytest
from chromium_browser import Browser, open_browser
from recorded_suite import SCHEMA, SUITE, write_recorded_runs, write_recorded_summary
from served_site import make_demo_suite, run_command, served


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with open_browser(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


@pytest.fixture(scope="session")
def recorded_site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A suite that HELM 0.5.16 ran and summarized: only HELM's own files."""
    work = tmp_path_factory.mktemp("recorded")
    write_recorded_runs(work / "benchmark_output")
    write_recorded_summary(work / "benchmark_output")
    with served(work, SUITE) as address:
        yield address


@pytest.fixture(scope="session")
def summarized_site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same runs, summarized by this project."""
    work = tmp_path_factory.mktemp("summarized")
    write_recorded_runs(work / "benchmark_output")
    run_command(work, "helm-summarize", ["--suite", SUITE, "--schema-path", str(SCHEMA), "--quiet"])
    with served(work, SUITE) as address:
        yield address


@pytest.fixture(scope="session")
def demo_site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo, run and summarized by this project."""
    work = tmp_path_factory.mktemp("demo")
    make_demo_suite(work)
    with served(work, "demo") as address:
        yield address


@pytest.fixture
def site_of(request: pytest.FixtureRequest) -> Callable[[str], str]:
    """The address of the site with the name."""

    def find(name: str) -> str:
        address: str = request.getfixturevalue(f"{name}_site")
        return address

    return find


@pytest.fixture
def clean_browser(browser: Browser, tmp_path: Path) -> Browser:
    """The browser without messages of earlier tests; downloads go into the test's folder."""
    browser.complaints()
    browser.traffic()
    browser.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    return browser

"""Every page shows without a complaint of the console, a request elsewhere, or a serious fault of accessibility."""

from pathlib import Path
from typing import Callable, List

import pytest
from chromium_browser import Browser, open_browser, run_route

_RECORDED = ["imdb:model=golden_chat,data_augmentation=canonical", "imdb:model=golden_lm,data_augmentation=canonical"]
RUNS = {
    "recorded": _RECORDED,
    "summarized": _RECORDED,
    "demo": ["demo_capitals:model=demo_small", "demo_capitals:model=demo_large"],
}
SITES = list(RUNS)

# A file that runs of HELM lack; it is asked for when its section is opened.
_OPTIONAL = {"recorded": ("/data_manifest.json",), "summarized": ("/data_manifest.json",), "demo": ()}


def routes(site: str) -> dict[str, str]:
    first, second = (run_route(name) for name in RUNS[site])
    both = "&".join(f"run={route.removeprefix('/runs/')}" for route in (first, second))
    return {
        "landing": "/",
        "leaderboard": "/leaderboard?intervals=1",
        "transposed": "/leaderboard?transposed=1",
        "groups": "/groups",
        "models": "/models",
        "scenarios": "/scenarios?evaluated=0",
        "runs": "/runs",
        "run": first,
        "run-metrics": f"{first}?tab=metrics",
        "run-setup": f"{first}?tab=setup",
        "compare-none": "/compare",
        "compare": f"/compare?{both}",
        "unknown": "/no/such/page",
    }


def _complaints(browser: Browser, site: str) -> List[str]:
    return [message for message in browser.complaints() if not any(file in message for file in _OPTIONAL[site])]


@pytest.mark.parametrize("page", routes("demo"))
@pytest.mark.parametrize("site", SITES)
def test_page(clean_browser: Browser, site_of: Callable[[str], str], site: str, page: str) -> None:
    browser, address = clean_browser, site_of(site)
    browser.open(routes(site)[page], address)
    browser.script("for (const e of document.querySelectorAll('details')) e.open = true")
    browser.wait(lambda: not browser.all(".loading"), "opened sections to show")
    browser.shot(f"{site}-{page}")
    assert _complaints(browser, site) == []
    assert browser.traffic().foreign(address) == []
    assert browser.axe() == []


@pytest.mark.parametrize("page", ["leaderboard", "runs", "run", "compare"])
def test_page_is_accessible_in_the_dark(clean_browser: Browser, summarized_site: str, page: str) -> None:
    browser = clean_browser
    browser.open(routes("summarized")[page], summarized_site)
    browser.click("button.theme")
    try:
        browser.shot(f"dark-{page}")
        assert browser.script("return document.documentElement.dataset.theme") == "dark"
        assert browser.axe() == []
    finally:
        browser.click("button.theme")


def test_pages_fit_a_phone(summarized_site: str, tmp_path: Path) -> None:
    with open_browser(tmp_path, 500, 850) as phone:
        for page, route in routes("summarized").items():
            phone.open(route, summarized_site)
            phone.shot(f"phone-{page}")
            width, available = phone.script("return [document.documentElement.scrollWidth, innerWidth]")
            assert width <= available, page

"""Debian's chromium, driven by selenium: pages, their console, their requests, their accessibility."""

import json
import os
import shutil
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Optional
from urllib.parse import quote

import pytest

ARTEFACTS = Path(__file__).resolve().parent / "artefacts"
FRONTEND = Path(__file__).resolve().parents[2] / "src" / "helm-frontend"
AXE = FRONTEND / "node_modules" / "axe-core" / "axe.min.js"

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-proxy-server",
)
_READY = "return document.querySelector('main h1, main .note, main .empty') && !document.querySelector('.loading')"
_HARMLESS_SCHEMES = ("data:", "blob:", "about:", "chrome:")


def run_route(name: str) -> str:
    return "/runs/" + quote(name, safe="")


class Browser:
    """One window that shows one site at a time."""

    def __init__(self, driver: Any):
        self.driver = driver
        self.site = ""

    def open(self, route: str, site: Optional[str] = None) -> None:
        """Load a page from scratch, and wait until it shows."""
        self.site = site or self.site
        self.driver.get("about:blank")
        self.driver.get(f"{self.site}/#{route}")
        self.wait(lambda: self.script(_READY), f"the page {route} to show")

    def wait(self, condition: Callable[[], Any], what: str, seconds: float = 20) -> Any:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if value := condition():
                return value
            time.sleep(0.03)
        self.shot("failed")
        raise AssertionError(f"Waited {seconds} s for {what}; the page says: {self.text()[:500]}")

    def wait_for(self, text: str) -> None:
        self.wait(lambda: text in self.text(), f"the text {text!r}")

    def script(self, code: str, *arguments: Any) -> Any:
        return self.driver.execute_script(code, *arguments)

    def text(self) -> str:
        text: str = self.script("return document.body.innerText")
        return text

    def all(self, selector: str) -> List[Any]:
        elements: List[Any] = self.driver.find_elements("css selector", selector)
        return elements

    def texts(self, selector: str) -> List[str]:
        """Texts of the elements, also of those out of view."""
        texts: List[str] = self.script(
            "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent.trim())", selector
        )
        return texts

    def click(self, selector: str, text: str = "") -> None:
        """Click the first such element that has the text."""
        found = self.wait(
            lambda: [e for e in self.all(selector) if text in (e.get_property("textContent") or "")],
            f"{selector} with {text!r}",
        )
        self.script("arguments[0].scrollIntoView({block: 'center'})", found[0])
        found[0].click()

    def fill(self, label: str, value: str) -> None:
        """Type into the field with the label."""
        field = self.driver.find_element("xpath", f"//label[span[contains(., '{label}')]]//input")
        field.clear()
        field.send_keys(value)

    def choose(self, label: str, value: str) -> None:
        from selenium.webdriver.support.select import Select

        Select(self.driver.find_element("xpath", f"//label[span[contains(., '{label}')]]//select")).select_by_value(
            value
        )

    def press(self, keys: str) -> None:
        self.driver.switch_to.active_element.send_keys(keys)

    def shot(self, name: str) -> None:
        ARTEFACTS.mkdir(exist_ok=True)
        self.driver.save_screenshot(str(ARTEFACTS / f"{name}.png"))

    def complaints(self) -> List[str]:
        """What the console says since it was asked last: errors, warnings, violations of the security policy."""
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]

    def traffic(self) -> "Traffic":
        """What went over the network since it was asked last."""
        return Traffic([json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")])

    def axe(self) -> List[str]:
        """Serious and critical faults of accessibility."""
        if not AXE.exists():
            pytest.skip("axe-core is not installed: npm ci --prefix src/helm-frontend")
        self.script(AXE.read_text(encoding="utf-8"))
        result = self.driver.execute_async_script(
            "const done = arguments[arguments.length - 1]; axe.run(document).then(r => done(r.violations))"
        )
        return [
            f"{violation['id']}: {[node['target'] for node in violation['nodes']][:4]}"
            for violation in result
            if violation["impact"] in ("serious", "critical")
        ]


class Traffic:
    """Messages of Chromium's network log."""

    def __init__(self, messages: List[Dict[str, Any]]):
        self._messages = messages

    def addresses(self) -> List[str]:
        return [
            message["params"]["request"]["url"]
            for message in self._messages
            if message["method"] == "Network.requestWillBeSent"
        ]

    def foreign(self, site: str) -> List[str]:
        """Requests to anywhere but the site."""
        return [url for url in self.addresses() if not url.startswith((site + "/", *_HARMLESS_SCHEMES))]

    def received(self) -> int:
        """Bytes on the wire."""
        return sum(
            int(message["params"]["encodedDataLength"])
            for message in self._messages
            if message["method"] == "Network.loadingFinished"
        )


def downloaded(folder: Path, ending: str) -> Path:
    """The file that a click has just begun to save into the folder."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if files := list(folder.glob(f"*{ending}")):
            return files[0]
        time.sleep(0.05)
    raise AssertionError(f"No {ending} file came, but {list(folder.iterdir())}.")


def _find(*names: str) -> str:
    for name in names:
        if path := shutil.which(name):
            return path
    pytest.skip(f"{names[0]} is not installed")


@contextmanager
def open_browser(folder: Path, width: int = 1300, height: int = 900) -> Iterator[Browser]:
    """A browser with an empty profile below `folder`, where downloads go too."""
    webdriver = pytest.importorskip("selenium.webdriver")
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = _find("chromium", "chromium-browser")
    for flag in (*_FLAGS, f"--user-data-dir={folder / 'profile'}", f"--window-size={width},{height}"):
        options.add_argument(flag)
    options.add_experimental_option("prefs", {"download.default_directory": str(folder)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    os.environ.setdefault("NO_PROXY", "localhost,127.0.0.1")
    driver = webdriver.Chrome(options=options, service=Service(_find("chromedriver")))
    try:
        yield Browser(driver)
    finally:
        driver.quit()

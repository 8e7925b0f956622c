"""Fetching a URL over HTTP: resumed where the server allows it, retried with growing pauses."""

import random
import re
import time
from html import unescape
from pathlib import Path
from typing import Any, Dict, Optional, Set
from urllib.parse import urlencode, urlsplit

from helm.common.hierarchical_logger import hlog, hwarn
from helm.common.terminal import track
from helm.data.place import data_error
from helm.data.storage import clear_disk_errors

ATTEMPTS = 6
"""How often a URL is asked for without a new byte arriving before giving up."""
FIRST_PAUSE = 1.0
"""Seconds before the second attempt; doubled each time, with jitter."""
LONGEST_PAUSE = 60.0
TIMEOUT = (15.0, 60.0)
"""Seconds to wait for a connection, and for the next bytes."""

_given_up: Set[str] = set()
"""Addresses that are tried once only, because all attempts have failed before: many entries may want the same file."""

_PASSING = {408, 425, 429, 500, 502, 503, 504}
_CHUNK = 1 << 16


class _Unfinished(Exception):
    """An attempt that may go better next time."""

    def __init__(self, problem: str, pause: Optional[float] = None):
        super().__init__(problem)
        self.pause = pause


def download(url: str, target: Path) -> None:
    """Fetch `url` into the file `target`, which is complete if this returns.

    What an interrupted call has fetched stays and is continued by the next one, if the server confirms that its file
    is still the same.

    Raises:
        DataError: the server refuses, cannot be reached, or the disk is full.
    """
    hlog(f"Downloading {url}")
    failures, attempts = 0, 1 if url in _given_up else ATTEMPTS
    with clear_disk_errors(target):
        while True:
            before = _size(target)
            try:
                _attempt(url, target)
                _given_up.discard(url)
                return
            except _Unfinished as problem:
                failures = 1 if _size(target) > before else failures + 1
                if failures >= attempts:
                    _given_up.add(url)
                    raise data_error(f"{url} cannot be downloaded ({problem}), after {ATTEMPTS} attempts.") from problem
                pause = _pause(failures, problem.pause)
                hwarn(f"Download of {url} stopped at {_size(target)} bytes ({problem}); next attempt in {pause:.1f} s")
                time.sleep(pause)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _pause(failures: int, asked: Optional[float]) -> float:
    """Seconds to wait: what the server asked for, else doubling, with jitter so that many clients spread out."""
    wanted = asked if asked is not None else FIRST_PAUSE * 2 ** (failures - 1) * random.uniform(0.5, 1.5)
    return min(wanted, LONGEST_PAUSE)


def _attempt(url: str, target: Path, confirmed: bool = False) -> None:
    """Ask once, from where `target` ends. `confirmed` if Google Drive was told that the file is wanted."""
    import requests

    validator = target.with_name(target.name + ".validator")
    try:
        with requests.get(url, headers=_headers(url, target, validator), stream=True, timeout=TIMEOUT) as response:
            _check_status(url, response, target)
            if _is_drive_page(url, response):
                return _attempt(confirmed_drive_url(url, "" if confirmed else response.text), target, confirmed=True)
            validator.write_text(_validator(response), encoding="utf-8")
            with open(target, "ab" if response.status_code == 206 else "wb") as stream:
                for chunk in track(
                    response.iter_content(_CHUNK), f"Downloading {target.stem} ({_CHUNK >> 10} KiB a step)"
                ):
                    stream.write(chunk)
            _check_length(response, target)
    except requests.RequestException as error:
        if isinstance(error, ValueError):
            raise data_error(f"{url} is not an address that can be downloaded ({_first_line(error)}).") from error
        raise _Unfinished(_first_line(error)) from error
    validator.unlink(missing_ok=True)


def _headers(url: str, target: Path, validator: Path) -> Dict[str, str]:
    """What to send: where to continue, and the hub's token to the hub only."""
    headers = {"Accept-Encoding": "identity"}
    known = validator.read_text(encoding="utf-8") if validator.exists() else ""
    if known and _size(target):
        headers |= {"Range": f"bytes={_size(target)}-", "If-Range": known}
    if urlsplit(url).hostname == "huggingface.co":
        from huggingface_hub import get_token

        token = get_token()
        headers |= {"Authorization": f"Bearer {token}"} if token else {}
    return headers


def _validator(response: Any) -> str:
    """What tells the server's file from a later version of it; "" if nothing does."""
    tag: str = response.headers.get("ETag", "")
    modified: str = response.headers.get("Last-Modified", "")
    return tag if tag and not tag.startswith("W/") else modified


def _check_status(url: str, response: Any, target: Path) -> None:
    status = response.status_code
    if status == 416:
        target.unlink(missing_ok=True)
        raise _Unfinished("the file has changed", pause=0)
    if status in _PASSING:
        after = response.headers.get("Retry-After", "")
        raise _Unfinished(f"HTTP status {status}", float(after) if after.isdigit() else None)
    if status in (401, 403) and urlsplit(url).hostname == "huggingface.co":
        page = url.split("/resolve/", maxsplit=1)[0]
        raise data_error(f"{url} is not open to everyone: ask for access at {page}, then set HF_TOKEN.")
    if status >= 400:
        raise data_error(f"{url} cannot be downloaded (HTTP status {status} {response.reason}).")


def _check_length(response: Any, target: Path) -> None:
    """Many servers close a connection early without an error: count the bytes."""
    total = response.headers.get("Content-Range", "").rpartition("/")[2] or response.headers.get("Content-Length", "")
    encoded = response.headers.get("Content-Encoding", "identity") != "identity"
    if total.isdigit() and not encoded and _size(target) != int(total):
        raise _Unfinished(f"{_size(target)} of {total} bytes arrived")


def _is_drive_page(url: str, response: Any) -> bool:
    """Whether this is the page that Google Drive shows in place of a large file, or of one that it refuses."""
    is_drive = urlsplit(url).hostname in ("drive.google.com", "drive.usercontent.google.com")
    return is_drive and "text/html" in response.headers.get("Content-Type", "")


def confirmed_drive_url(url: str, page: str) -> str:
    """The address that the form of a Google Drive page leads to.

    Raises:
        DataError: there is no form: the file is not public, or was downloaded too often lately.
    """
    form = re.search(r'<form[^>]*action="([^"]+)"', page)
    fields = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page))
    if not form or "confirm" not in fields:
        raise data_error(f"{url} leads to no file: it is not public, or was downloaded too often today; try later.")
    return f"{unescape(form.group(1))}?{urlencode(fields)}"


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]

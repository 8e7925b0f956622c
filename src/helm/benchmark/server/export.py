"""The site as plain files, for any file host."""

import json
import mmap
import os
import re
import shutil
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Iterator, List, Set, Tuple

from helm.benchmark.server.paths import locate
from helm.benchmark.server.site import SUMMARY_FILE, Site, Version
from helm.common.errors import ConfigError, DataError
from helm.common.terminal import say
from helm.data.storage import clear_disk_errors, put_in_place, scratch_folder

# Where instances, requests and answers say where a picture or sound is; the app looks for it at the same places.
_FILES_WITH_MEDIA = ("instances.json", "display_requests.json", "display_predictions.json")
_MEDIA = re.compile(rb'"location":\s*"(benchmark_output|prod_env/cache/output)/([^"]+)"')


def export_site(site: Site, target_path: str) -> None:
    """Write the app, its settings and the results that it shows into a new or empty folder.

    Raises:
        ConfigError: the folder is not empty or among the results, or the release does not say which suites it has.
        DataError: the disk is full or cannot be written.
    """
    target = Path(target_path).resolve()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ConfigError(f"{target_path!r} exists and is not an empty folder; name a new one with --export.")
    if site.output and target.is_relative_to(site.output):
        raise ConfigError(f"{target_path!r} lies among the results; name a folder outside {str(site.output)!r}.")
    with clear_disk_errors(target), _clear_copy_errors():
        target.parent.mkdir(parents=True, exist_ok=True)
        with scratch_folder(target) as folder:
            finished = folder / "site"
            _write(site, finished)
            if target.exists():
                target.rmdir()
            put_in_place(finished, target)
    say(
        f"The site of {site.version.kind} {site.version.name!r} is in {target_path!r}.\n"
        f"To look at it: python -m http.server --directory {target_path!r}\n"
        "To publish it, copy the folder to any file host; nothing runs there."
    )


@contextmanager
def _clear_copy_errors() -> Iterator[None]:
    """Name the first of the files that could not be copied, where a whole list would be shown."""
    try:
        yield
    except shutil.Error as error:
        source, _, reason = error.args[0][0]
        raise DataError(f"The site was not written, because {source!r} could not be copied: {reason}") from error


def _write(site: Site, folder: Path) -> None:
    shutil.copytree(site.app, folder)
    (folder / "config.js").write_text(site.config_js, encoding="utf-8")
    # Some hosts leave out names that begin with an underscore unless told not to.
    (folder / ".nojekyll").touch()
    if site.output is None:
        return
    for version in _versions_shown(site.output, site.version):
        _copy_folder(site.output, version.path, folder / "benchmark_output")
        for run in filter(Path.is_dir, (site.output / version.path).iterdir()):
            _copy_media(site, run, folder)


def _versions_shown(output: Path, version: Version) -> List[Version]:
    """The suite, or the release with the suites whose runs it shows."""
    if version.kind == "suite":
        return [version]
    summary = output / version.path / SUMMARY_FILE
    try:
        suites = json.loads(summary.read_text(encoding="utf-8"))["suites"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigError(
            f"{str(summary)!r} does not name the suites of the release; run `helm-summarize --release "
            f"{version.name} --suites ...`."
        ) from error
    return [version, *(Version("suite", suite) for suite in suites)]


def _copy_folder(root: Path, relative: str, target: Path) -> None:
    source = (root / relative).resolve()
    if not source.is_dir() or not source.is_relative_to(root):
        raise ConfigError(f"There is no folder {relative!r} in {str(root)!r}, which the site needs.")
    shutil.copytree(source, target / relative, ignore=partial(_not_served, root))


def _not_served(root: Path, folder: str, names: List[str]) -> Set[str]:
    """What the server would not serve either: hidden files, unfinished ones, and links that lead out."""
    return {
        name
        for name in names
        if name.startswith(".") or name.endswith(".tmp") or not Path(folder, name).resolve().is_relative_to(root)
    }


def _copy_media(site: Site, run: Path, folder: Path) -> None:
    """Copy the pictures and sounds that a run shows."""
    places = {
        b"benchmark_output": (site.output, "benchmark_output"),
        b"prod_env/cache/output": (site.cache_output, "cache/output"),
    }
    for prefix, name in _media_locations(run):
        root, place = places[prefix]
        source = locate(root, name) if root else None
        target = folder / place / name
        if source is not None and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)


def _media_locations(run: Path) -> Iterator[Tuple[bytes, str]]:
    for file in _FILES_WITH_MEDIA:
        path = run / file
        if path.is_file() and os.path.getsize(path):
            with open(path, "rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as text:
                found = {(match[1], json.loads(b'"' + match[2] + b'"')) for match in _MEDIA.finditer(text)}
            yield from sorted(found)

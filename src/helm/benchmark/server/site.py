"""What is served: the built web app, an output folder, and the suite or release of it that the app shows."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, List, Optional, Tuple

from helm.common.errors import ConfigError, nearest

BUILT_APP = Path(__file__).parents[1] / "static_build"

SUMMARY_FILE = "summary.json"


@dataclass(frozen=True)
class Version:
    """A suite (`runs/<name>`) or a release (`releases/<name>`)."""

    kind: str
    """"suite" or "release"."""
    name: str

    @property
    def parent(self) -> str:
        """The folder of all suites, or all releases, below the output folder."""
        return "releases" if self.kind == "release" else "runs"

    @property
    def path(self) -> str:
        """The folder of this one below the output folder."""
        return f"{self.parent}/{self.name}"


@dataclass(frozen=True)
class Site:
    """Everything that the routes need. Folders are absolute and without links."""

    app: Path
    output: Optional[Path]
    """None if results are at another address."""
    output_url: str
    """What the app puts before the path of a result file."""
    cache_output: Path
    version: Version
    project: str = "lite"

    @property
    def config_js(self) -> str:
        """The script that tells the app what to show."""
        settings = {
            "BENCHMARK_OUTPUT_BASE_URL": self.output_url,
            self.version.kind.upper(): self.version.name,
            "PROJECT_ID": self.project,
        }
        return "".join(f"window.{name} = {json.dumps(value)};\n" for name, value in settings.items())


def find_site(
    output_path: str,
    cache_output_path: str = "prod_env/cache/output",
    suite: Optional[str] = None,
    release: Optional[str] = None,
    project: Optional[str] = None,
    app: Optional[Path] = None,
) -> Site:
    """The site for these settings.

    Without suite and release, it shows the one that was summarized last; without `app`, with the app of this package.

    Raises:
        ConfigError: there is no such folder, suite or release, or the app has not been built.
    """
    app = (app or BUILT_APP).resolve()
    if not (app / "index.html").is_file():
        raise ConfigError(
            f"The web app is missing from {str(app)!r}; build it: `npm ci && npm run build` in its source."
        )
    asked = Version("release", release) if release else Version("suite", suite) if suite else None
    cache_output = Path(cache_output_path).resolve()
    if output_path.startswith(("http://", "https://")):
        if asked is None:
            raise ConfigError(f"For results at a URL ({output_path}), name what to show with --suite or --release.")
        return Site(app, None, output_path.rstrip("/"), cache_output, asked, project or "lite")
    output = Path(output_path).resolve()
    if not output.is_dir():
        raise ConfigError(f"The output folder {output_path!r} does not exist; name another with --output-path.")
    version = _existing(output, asked) if asked else _last_summarized(output)
    return Site(app, output, "benchmark_output", cache_output, version, project or "lite")


def _existing(output: Path, version: Version) -> Version:
    folder = output / version.path
    if not folder.is_dir():
        known = _names(output / version.parent)
        hint = nearest(version.name, known) or f"; found there: {', '.join(known[:10]) or 'none'}"
        raise ConfigError(f"No {version.kind} {version.name!r} in {str(output / version.parent)!r}{hint}")
    if not folder.resolve().is_relative_to(output):
        raise ConfigError(
            f"{str(folder)!r} leads out of the output folder, which alone is served; "
            "name the folder that it leads into with --output-path."
        )
    return version


def _names(folder: Path) -> List[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []


def _last_summarized(output: Path) -> Version:
    found = max(_summarized(output), default=None)
    if found is None:
        raise ConfigError(
            f"No suites or releases found in {str(output)!r} that have been summarized; run `helm-summarize` first."
        )
    _, is_release, name = found
    return _existing(output, Version("release" if is_release else "suite", name))


def _summarized(output: Path) -> Iterator[Tuple[float, bool, str]]:
    """When each suite and release was summarized, whether it is a release, and its name: the order of preference."""
    for kind in ("suite", "release"):
        parent = output / Version(kind, "").parent
        for name in _names(parent):
            summary = parent / name / SUMMARY_FILE
            if summary.is_file():
                yield summary.stat().st_mtime, kind == "release", name

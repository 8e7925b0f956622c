"""Files of perturbations: the user's own, or downloaded on first use into `<output>/perturbations`."""

import json
import os
from pathlib import Path
from typing import Any, Optional

from helm.common.errors import ConfigError
from helm.common.output_paths import DEFAULT_OUTPUT_PATH, get_benchmark_output_path

AUGMENTATIONS_URL = "https://storage.googleapis.com/crfm-helm-public/source_datasets/augmentations"
CLEVA_ASSETS_URL = "http://39.108.215.175/assets"


def downloaded_path(*names: str) -> str:
    """Where the downloaded file with these folder and file names belongs."""
    return os.path.join(get_benchmark_output_path(), "perturbations", *names)


def described_path(*names: str) -> str:
    """How that file is called in descriptions: by its place under the default output folder.

    Stats of runs with other output folders then have the same names, and those that HELM gave them.
    """
    return "/".join([DEFAULT_OUTPUT_PATH, "perturbations", *names])


def read_text(path: str, source_url: Optional[str] = None) -> str:
    """The text of the file `path`, which is first downloaded from `source_url`, if given, unless it exists.

    Raises:
        ConfigError: it cannot be read.
        DataError: it cannot be downloaded.
    """
    if source_url:
        from helm.data import ensure_file_downloaded

        ensure_file_downloaded(source_url, path)
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"The word list {path!r} of a perturbation cannot be read: {error.strerror}.") from error


def read_json(path: str, source_url: Optional[str] = None) -> Any:
    """What the JSON file `path` holds; it is downloaded like that of `read_text`.

    Raises:
        ConfigError: it cannot be read, or is not JSON.
        DataError: it cannot be downloaded.
    """
    try:
        return json.loads(read_text(path, source_url))
    except json.JSONDecodeError as error:
        raise ConfigError(f"The word list {path!r} of a perturbation is not JSON: {error}.") from error

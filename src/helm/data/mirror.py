"""The mirror: a folder that stands in for the network.

    hf/<org>__<dataset>/<config>/<split>.jsonl     rows of a split of a hub dataset, one JSON object a line
    hf/<org>__<dataset>/<config>/features.json     optional: datasets.Features as a dict, for images, audio and labels
    hub/<org>__<repo>/<file>                       a file of a hub repository
    urls/<URL without scheme, percent-quoted>      what a GET of the URL returns; `.../__index__` if it ends in "/"
    nltk_data/                                     resources of NLTK

`<config>` is the config's name, else `data_dir`, else `data_files=<JSON>`, else `default`; characters other than
`A-Z a-z 0-9 _ . + = -` become `_`. The revision is not part of the path.
"""

import json
import os
import re
from pathlib import Path
from typing import Any, Optional
from urllib.parse import quote

from helm.common.errors import ConfigError
from helm.data.place import data_error

_VARIABLE = "HELM_MIRROR"


def set_mirror(folder: Optional[str]) -> None:
    """Take all data from `folder` and ask nothing else, in this process and its children; None ends that.

    Raises:
        ConfigError: there is no such folder.
    """
    if folder is None:
        os.environ.pop(_VARIABLE, None)
        return
    if not os.path.isdir(folder):
        raise ConfigError(f"The mirror '{folder}' is not a folder; name one that holds hf/, hub/ or urls/")
    os.environ[_VARIABLE] = os.path.abspath(folder)


def mirror_folder() -> Optional[Path]:
    """The mirror in use, or None."""
    folder = os.environ.get(_VARIABLE)
    return Path(folder) if folder else None


def url_path(mirror: Path, url: str) -> Path:
    """Where the mirror keeps what a GET of `url` returns."""
    address = url.split("://", 1)[-1]
    return mirror / "urls" / quote(address + ("__index__" if address.endswith("/") else ""), safe="/")


def hub_path(mirror: Path, repo: str, file: str = "") -> Path:
    """Where the mirror keeps a file of a hub repository, or all its files."""
    return mirror / "hub" / repo.replace("/", "__") / file


def dataset_path(mirror: Path, dataset: str, config: Optional[str], data_dir: Optional[str], data_files: Any) -> Path:
    """Where the mirror keeps the splits of a hub dataset."""
    name = config or data_dir or (f"data_files={json.dumps(data_files)}" if data_files else "default")
    return mirror / "hf" / dataset.replace("/", "__") / re.sub(r"[^A-Za-z0-9_.+=-]", "_", name)


def existing(path: Path, mirror: Path, source: str) -> Path:
    """`path`, which must exist and lie in the mirror.

    Raises:
        DataError: it does not.
    """
    if ".." in path.relative_to(mirror).parts:
        raise data_error(f"{source} would lie outside the mirror {mirror}.")
    if not path.exists():
        raise data_error(f"{source} is not in the mirror {mirror}; expected it at {path}.")
    return path

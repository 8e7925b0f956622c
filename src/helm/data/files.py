"""Files by URL and files of hub repositories."""

import json
import os
import shutil
from pathlib import Path
from typing import Optional

from helm.common.errors import ConfigError
from helm.data.archives import decompress
from helm.data.archives import unpack as unpack_archive
from helm.data.download import download
from helm.data.hub_errors import clear_hub_errors
from helm.data.manifest import DataRecord, file_sha256, used, wanted
from helm.data.mirror import existing, hub_path, mirror_folder, url_path
from helm.data.storage import clear_disk_errors, only_one_process, put_in_place, scratch_folder

_UNPACK_TYPES = (None, "unzip", "untar")
_COMPRESSED = (".gz", ".zst")


def ensure_file_downloaded(
    source_url: str,
    target_path: str,
    unpack: bool = False,
    unpack_type: Optional[str] = None,
) -> None:
    """Make sure that `target_path` holds what `source_url` leads to; nothing is fetched if it exists.

    Whatever ends in `.gz` or `.zst` is decompressed if the target's name does not end so. Several processes may ask for
    the same target: one fetches, the others wait.

    Args:
        source_url: An http(s) address; Google Drive links are followed to the file.
        target_path: A file or, with `unpack`, usually a folder. Missing parent folders are made.
        unpack: Unpack a zip or tar file. If it has exactly one entry at its top, that becomes the target.
        unpack_type: "unzip" or "untar", as a hint; the file itself is looked at.

    Raises:
        DataError: the file cannot be had or unpacked, or differs from the data lock.
        ConfigError: `unpack_type` is unknown.
    """
    if unpack_type not in _UNPACK_TYPES:
        raise ConfigError(f"unpack_type is {unpack_type!r}, but must be 'unzip' or 'untar'.")
    target = Path(target_path)
    with clear_disk_errors(target), only_one_process(target):
        if not target.exists():
            _fetch(source_url, target, unpack)
        if wanted():
            used(_remembered(source_url, target))


def _fetch(url: str, target: Path, unpack: bool) -> None:
    """Download and prepare; the checksum of what was downloaded stays beside the target."""
    mirror = mirror_folder()
    part = target.with_name(target.name + ".part")
    if mirror:
        downloaded = existing(url_path(mirror, url), mirror, url)
    else:
        download(url, part)
        downloaded = part
    record = {"source": url, "sha256": file_sha256(downloaded), "size": downloaded.stat().st_size}
    _note_path(target).write_text(json.dumps(record), encoding="utf-8")
    if unpack:
        unpack_archive(downloaded, target)
    elif url.endswith(_COMPRESSED) and not target.name.endswith(_COMPRESSED):
        decompress(downloaded, target)
    elif mirror:
        with scratch_folder(target) as scratch:
            put_in_place(Path(shutil.copyfile(downloaded, scratch / "copy")), target)
    else:
        put_in_place(downloaded, target)
    part.unlink(missing_ok=True)


def _note_path(target: Path) -> Path:
    return target.with_name(target.name + ".source.json")


def _remembered(url: str, target: Path) -> DataRecord:
    """The checksum of the download; of the target itself if that was put there by other means."""
    note = _note_path(target)
    if note.exists():
        known = json.loads(note.read_text(encoding="utf-8"))
        if known["source"] == url:
            return DataRecord(**known)
    if target.is_dir():
        return DataRecord(url, None, 0)
    return DataRecord(url, file_sha256(target), target.stat().st_size)


def hub_file(repo: str, file: str, revision: Optional[str] = None, repo_type: str = "dataset") -> str:
    """Path of a local copy of a file of a Hugging Face hub repository.

    Args:
        repo: `organization/name`.
        file: Path inside the repository.
        revision: Commit, tag or branch.
        repo_type: "dataset", "model" or "space".

    Raises:
        DataError: the file cannot be had, or differs from the data lock.
    """
    mirror = mirror_folder()
    source = f"hf://{'datasets/' if repo_type == 'dataset' else ''}{repo}@{revision or 'main'}/{file}"
    if mirror:
        path = existing(hub_path(mirror, repo, file), mirror, source)
    else:
        from huggingface_hub import hf_hub_download

        with clear_hub_errors(repo, repo_type):
            path = Path(hf_hub_download(repo, file, repo_type=repo_type, revision=revision))
    if wanted():
        used(DataRecord(source, file_sha256(path), path.stat().st_size))
    return os.fspath(path)


def hub_snapshot(repo: str, revision: Optional[str] = None, repo_type: str = "dataset") -> str:
    """Path of a folder with all files of a Hugging Face hub repository.

    Raises:
        DataError: they cannot be had, or differ from the data lock.
    """
    mirror = mirror_folder()
    source = f"hf://{'datasets/' if repo_type == 'dataset' else ''}{repo}@{revision or 'main'}"
    if mirror:
        folder = existing(hub_path(mirror, repo), mirror, source)
    else:
        from huggingface_hub import snapshot_download

        with clear_hub_errors(repo, repo_type):
            folder = Path(snapshot_download(repo, repo_type=repo_type, revision=revision))
    for path in sorted(folder.rglob("*")) if wanted() else []:
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            used(DataRecord(f"{source}/{name}", file_sha256(path), path.stat().st_size))
    return os.fspath(folder)

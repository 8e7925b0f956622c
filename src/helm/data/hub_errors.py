"""What goes wrong with the Hugging Face hub, in one sentence."""

import os
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator

from helm.data.place import data_error
from helm.data.storage import clear_disk_errors


@contextmanager
def clear_hub_errors(repo: str, repo_type: str = "dataset") -> Iterator[None]:
    """Say in one sentence that a repository is gated, absent or out of reach.

    Raises:
        DataError: instead of the libraries' many kinds.
    """
    try:
        with clear_disk_errors(Path(os.environ.get("HF_HOME") or Path.home() / ".cache" / "huggingface")):
            yield
    except (OSError, ValueError, RuntimeError) as error:
        address = f"https://huggingface.co/{'datasets/' if repo_type == 'dataset' else ''}{repo}"
        text = str(error).strip()
        if "gated" in f"{type(error).__name__} {text}".lower():
            raise data_error(
                f"{repo} is gated: ask for access at {address}, then run `hf auth login` or set HF_TOKEN."
            ) from error
        summary = (text.splitlines() or [type(error).__name__])[0][:300]
        raise data_error(f"{repo} cannot be had from the Hugging Face hub ({address}): {summary}") from error

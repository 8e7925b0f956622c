"""A mirror with the word lists that perturbations download."""

import json
from pathlib import Path
from typing import Any, Callable

import pytest

from helm.common.output_paths import set_benchmark_output_path

AddWordList = Callable[[str, Any], None]


@pytest.fixture
def add_word_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AddWordList:
    """Puts what an address (without scheme) leads to into the mirror: text, or anything else as JSON."""
    set_benchmark_output_path(str(tmp_path / "output"))
    monkeypatch.setenv("HELM_MIRROR", str(tmp_path / "mirror"))

    def add(address: str, content: Any) -> None:
        path = tmp_path / "mirror" / "urls" / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")

    return add

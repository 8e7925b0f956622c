"""Settings of all tests: no network, no state left over from one test in the next."""

import logging
import os
from typing import Iterator

import pytest

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")


@pytest.fixture(autouse=True)
def _clean_state(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test starts without the settings that commands make, and leaves none behind."""
    from helm.common import output_paths, terminal

    data = ("HELM_MIRROR", "HELM_DATA_LOCK", "HELM_CACHE")
    for variable in (*data, "HELM_CREDENTIALS", "HELM_RETRIES", "HELM_TOKENIZER_RETRIES", "HELM_LOG_LEVEL"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(output_paths, "_output_path", "benchmark_output")
    monkeypatch.setattr(output_paths, "_portable_names", False)
    monkeypatch.setattr(terminal, "_quiet", False)
    logger, root = logging.getLogger("helm"), logging.getLogger()
    before = (logger.handlers, logger.level, logger.propagate, root.handlers, root.level)
    yield
    logging.captureWarnings(False)
    logger.handlers, logger.level, logger.propagate, root.handlers, root.level = before

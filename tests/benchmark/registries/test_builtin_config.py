"""The built-in configuration: that its YAML and its compiled form agree, and that its entries fit together."""

import runpy
from collections import Counter
from pathlib import Path

import pytest

from helm.benchmark.config_registry import (
    BUILTIN_CONFIG_FOLDER,
    MODEL_DEPLOYMENTS_FILE,
    MODEL_METADATA_FILE,
    TOKENIZER_CONFIGS_FILE,
    register_builtin_configs_from_helm_package,
)
from helm.benchmark.model_deployment_registry import ALL_MODEL_DEPLOYMENTS, ModelDeployment
from helm.benchmark.model_metadata_registry import ALL_MODELS_METADATA, MODEL_NAME_TO_MODEL_METADATA, ModelMetadata
from helm.benchmark.tokenizer_config_registry import TOKENIZER_NAME_TO_TOKENIZER_CONFIG, TokenizerConfig
from helm.common import yaml_entries
from helm.common.yaml_entries import read_entries

CONFIG = Path(BUILTIN_CONFIG_FOLDER)
REPOSITORY = Path(__file__).parents[3]

FILES = [
    (MODEL_METADATA_FILE, "models", ModelMetadata, lambda: ALL_MODELS_METADATA),
    (TOKENIZER_CONFIGS_FILE, "tokenizer_configs", TokenizerConfig, TOKENIZER_NAME_TO_TOKENIZER_CONFIG.values),
    (MODEL_DEPLOYMENTS_FILE, "model_deployments", ModelDeployment, lambda: ALL_MODEL_DEPLOYMENTS),
]


@pytest.fixture(autouse=True)
def _registered(_empty_registries):
    register_builtin_configs_from_helm_package()


@pytest.mark.parametrize("file", [file for file, *_ in FILES])
def test_the_compiled_form_is_up_to_date(file):
    compiled = runpy.run_path(str(REPOSITORY / "scripts" / "compile_config"))["compiled"]
    stored = (CONFIG / file).with_suffix(".json").read_text(encoding="utf-8")
    assert stored == compiled(CONFIG / file), "run scripts/compile_config"


@pytest.mark.parametrize(("file", "key", "cls", "registered"), FILES, ids=[file for file, *_ in FILES])
def test_every_entry_is_valid_unique_and_registered(monkeypatch, file, key, cls, registered):
    misspelled = []
    monkeypatch.setattr(yaml_entries, "hwarn", misspelled.append)
    entries = read_entries(str(CONFIG / file), key, cls)
    assert not misspelled
    assert not [name for name, count in Counter(entry.name for entry in entries).items() if count > 1]
    assert entries == list(registered())


def test_deployments_name_known_models_and_tokenizers():
    # A tokenizer of the same name as a hub model needs no entry; those here all have one.
    assert not [d.name for d in ALL_MODEL_DEPLOYMENTS if d.model_name not in MODEL_NAME_TO_MODEL_METADATA]
    named = [d for d in ALL_MODEL_DEPLOYMENTS if d.tokenizer_name is not None]
    assert not [d.name for d in named if d.tokenizer_name not in TOKENIZER_NAME_TO_TOKENIZER_CONFIG]


def test_models_are_described_in_full():
    for model in ALL_MODELS_METADATA:
        assert model.access in ("open", "limited", "closed"), model.name
        assert model.description.endswith(".") and len(model.description) < 300, model.name
        assert "/" in model.name and model.tags, model.name

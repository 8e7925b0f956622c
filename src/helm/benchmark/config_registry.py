"""Registers the models, tokenizers and deployments that configuration files describe.

The built-in ones are written in YAML (`helm/config`) and read from the JSON beside it, which `scripts/compile_config`
makes: reading it takes milliseconds.
"""

import json
import os
from datetime import date
from typing import Any, Dict, List

from helm.benchmark.model_deployment_registry import (
    ClientSpec,
    ModelDeployment,
    WindowServiceSpec,
    register_model_deployment,
)
from helm.benchmark.model_metadata_registry import ModelMetadata, register_model_metadata
from helm.benchmark.runner_config_registry import RunnerConfig, register_runner_config
from helm.benchmark.tokenizer_config_registry import TokenizerConfig, TokenizerSpec, register_tokenizer_config

MODEL_METADATA_FILE: str = "model_metadata.yaml"
TOKENIZER_CONFIGS_FILE: str = "tokenizer_configs.yaml"
MODEL_DEPLOYMENTS_FILE: str = "model_deployments.yaml"
RUNNER_CONFIG_FILE: str = "runner_config.yaml"

BUILTIN_CONFIG_FOLDER: str = os.path.join(os.path.dirname(os.path.dirname(__file__)), "config")

_SPEC_CLASSES = {
    "client_spec": ClientSpec,
    "window_service_spec": WindowServiceSpec,
    "tokenizer_spec": TokenizerSpec,
}


def register_builtin_configs_from_helm_package() -> None:
    """Make known what comes with the package."""
    for row in _compiled(MODEL_METADATA_FILE):
        register_model_metadata(ModelMetadata(**_with_values(row)))
    for row in _compiled(TOKENIZER_CONFIGS_FILE):
        register_tokenizer_config(TokenizerConfig(**_with_values(row)))
    for row in _compiled(MODEL_DEPLOYMENTS_FILE):
        register_model_deployment(ModelDeployment(**_with_values(row)))


def register_configs_from_directory(dir_path: str) -> None:
    """Make known what the configuration files of a folder describe, as far as it has them; it wins over what was known.

    Raises:
        ConfigError: a file cannot be read, or an entry is not what it should be.
    """
    # Models come before their deployments, which would otherwise register placeholders for them.
    for file, register in (
        (MODEL_METADATA_FILE, register_model_metadata_from_path),
        (TOKENIZER_CONFIGS_FILE, register_tokenizer_configs_from_path),
        (MODEL_DEPLOYMENTS_FILE, register_model_deployments_from_path),
        (RUNNER_CONFIG_FILE, register_runner_config_from_path),
    ):
        path = os.path.join(dir_path, file)
        if os.path.exists(path):
            register(path)


def register_model_metadata_from_path(path: str) -> None:
    """Make known the models that a `model_metadata.yaml` describes.

    Raises:
        ConfigError: the file cannot be read, or an entry is not what it should be.
    """
    from helm.common.yaml_entries import read_entries

    for metadata in read_entries(path, "models", ModelMetadata):
        register_model_metadata(metadata)


def register_tokenizer_configs_from_path(path: str) -> None:
    """Make known the tokenizers that a `tokenizer_configs.yaml` describes.

    Raises:
        ConfigError: the file cannot be read, or an entry is not what it should be.
    """
    from helm.common.yaml_entries import read_entries

    for config in read_entries(path, "tokenizer_configs", TokenizerConfig):
        register_tokenizer_config(config)


def register_model_deployments_from_path(path: str) -> None:
    """Make known the deployments that a `model_deployments.yaml` describes.

    Raises:
        ConfigError: the file cannot be read, or an entry is not what it should be.
    """
    from helm.common.yaml_entries import read_entries

    for deployment in read_entries(path, "model_deployments", ModelDeployment):
        register_model_deployment(deployment)


def register_runner_config_from_path(path: str) -> None:
    """Use the settings of a `runner_config.yaml`.

    Raises:
        ConfigError: the file cannot be read, or a setting is not what it should be.
    """
    from helm.common.yaml_entries import read_object

    register_runner_config(read_object(path, RunnerConfig))


def _compiled(yaml_file: str) -> List[Dict[str, Any]]:
    path = os.path.join(BUILTIN_CONFIG_FOLDER, os.path.splitext(yaml_file)[0] + ".json")
    with open(path, encoding="utf-8") as file:
        rows: List[Dict[str, Any]] = json.load(file)
    return rows


def _with_values(row: Dict[str, Any]) -> Dict[str, Any]:
    """A row of JSON with its texts and mappings turned into the dates and specs that they stand for."""
    for field, spec_class in _SPEC_CLASSES.items():
        if field in row:
            row[field] = spec_class(**row[field])
    if "release_date" in row:
        row["release_date"] = date.fromisoformat(row["release_date"])
    return row

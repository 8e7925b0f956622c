"""Registries that are empty at the start of each test here, and as before after it."""

from typing import Any, Iterator, List

import pytest

from helm.benchmark import model_deployment_registry, model_metadata_registry, tokenizer_config_registry


def _containers() -> List[Any]:
    return [
        model_metadata_registry.MODEL_NAME_TO_MODEL_METADATA,
        model_metadata_registry.ALL_MODELS_METADATA,
        model_deployment_registry.DEPLOYMENT_NAME_TO_MODEL_DEPLOYMENT,
        model_deployment_registry.ALL_MODEL_DEPLOYMENTS,
        model_deployment_registry._MODEL_NAME_TO_DEPLOYMENTS,
        model_deployment_registry._RULES._makers,
        model_deployment_registry._RULES._made,
        tokenizer_config_registry.TOKENIZER_NAME_TO_TOKENIZER_CONFIG,
        tokenizer_config_registry._RULES._makers,
        tokenizer_config_registry._RULES._made,
    ]


@pytest.fixture(autouse=True)
def _empty_registries() -> Iterator[None]:
    before = [container.copy() for container in _containers()]
    for container in _containers():
        container.clear()
    yield
    for container, content in zip(_containers(), before, strict=True):
        container.clear()
        container.update(content) if isinstance(container, dict) else container.extend(content)

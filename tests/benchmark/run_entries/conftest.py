"""A few models with the tags that matter, in registries that are otherwise empty, and a run spec to expand."""

from typing import Callable, Iterator

import pytest

from helm.benchmark import model_deployment_registry as deployments
from helm.benchmark import model_metadata_registry as models
from helm.benchmark import run_spec as run_specs
from helm.benchmark.adaptation.adapter_spec import ADAPT_GENERATION, AdapterSpec
from helm.benchmark.metrics.metric import MetricSpec
from helm.benchmark.model_deployment_registry import ClientSpec, ModelDeployment, register_model_deployment
from helm.benchmark.model_metadata_registry import get_unknown_model_metadata, register_model_metadata
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import ScenarioSpec

TAGS_OF_MODEL = {
    "me/plain": ["TEXT_MODEL_TAG", "FULL_FUNCTIONALITY_TEXT_MODEL_TAG", "ABLATION_MODEL_TAG"],
    "me/instruct": ["TEXT_MODEL_TAG", "LIMITED_FUNCTIONALITY_TEXT_MODEL_TAG", "INSTRUCTION_FOLLOWING_MODEL_TAG"],
    "me/coder": ["CODE_MODEL_TAG", "ABLATION_MODEL_TAG"],
    "me/old": ["TEXT_MODEL_TAG", "DEPRECATED_MODEL_TAG"],
    "me/unsupported": ["TEXT_MODEL_TAG", "UNSUPPORTED_MODEL_TAG"],
    "openai/curie": ["TEXT_MODEL_TAG", "DEPRECATED_MODEL_TAG"],
    "openai/davinci": ["TEXT_MODEL_TAG"],
    "me/draws": ["TEXT_TO_IMAGE_MODEL_TAG"],
    "me/sees": ["VISION_LANGUAGE_MODEL_TAG"],
    "me/hears": ["AUDIO_LANGUAGE_MODEL_TAG"],
}


def _register(name: str, *tags: str) -> None:
    """A model with these tags, and a deployment of the same name."""
    metadata = get_unknown_model_metadata(name)
    metadata.tags = list(tags)
    register_model_metadata(metadata)
    register_model_deployment(
        ModelDeployment(name=name, client_spec=ClientSpec("helm.clients.simple_client.SimpleClient"))
    )


@pytest.fixture(autouse=True)
def _models(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    containers = [
        models.MODEL_NAME_TO_MODEL_METADATA,
        models.ALL_MODELS_METADATA,
        deployments.DEPLOYMENT_NAME_TO_MODEL_DEPLOYMENT,
        deployments.ALL_MODEL_DEPLOYMENTS,
        deployments._MODEL_NAME_TO_DEPLOYMENTS,
        run_specs._REGISTERED,
    ]
    before = [container.copy() for container in containers]
    for container in containers:
        container.clear()
    for name, tags in TAGS_OF_MODEL.items():
        _register(name, *tags)
    yield
    for container, content in zip(containers, before, strict=True):
        container.clear()
        container.update(content) if isinstance(container, dict) else container.extend(content)


@pytest.fixture
def register_model() -> Callable[..., None]:
    """`register_model(name, *tags)`."""
    return _register


@pytest.fixture
def base() -> RunSpec:
    return RunSpec(
        name="task",
        scenario_spec=ScenarioSpec("m.Scenario", {"kept": 1}),
        adapter_spec=AdapterSpec(
            method=ADAPT_GENERATION,
            instructions="Do it.\n",
            input_prefix="In: ",
            output_prefix="Out: ",
            stop_sequences=["\n"],
            temperature=0.0,
            max_tokens=5,
        ),
        metric_specs=[MetricSpec("m.Metric", {"names": ["x"]})],
        groups=["task_group"],
    )


@pytest.fixture
def task(base: RunSpec) -> None:
    """The run spec function `task`, which makes the run spec above with the name `task` or `task:level=...`."""

    @run_spec_function("task")
    def make(level: str = "") -> RunSpec:
        name = f"task:level={level}" if level else "task"
        return RunSpec(name, base.scenario_spec, base.adapter_spec, base.metric_specs, groups=base.groups)

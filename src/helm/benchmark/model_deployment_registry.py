"""How each model is reached: by which client, with which tokenizer, within which limits.

A deployment that is not registered may still be made from its name: `openai/gpt-x` is served by OpenAI. Plugins add
such rules with `model_deployment_generator`; the built-in ones are in `helm.benchmark.model_deployments`.
"""

from dataclasses import dataclass
from typing import Callable, Dict, List, Optional

from helm.benchmark.model_metadata_registry import (
    MODEL_NAME_TO_MODEL_METADATA,
    ModelMetadata,
    get_model_metadata,
    get_unknown_model_metadata,
    register_model_metadata,
)
from helm.common.errors import ConfigError, nearest
from helm.common.hierarchical_logger import hwarn
from helm.common.name_rules import Maker, NameRules
from helm.common.object_spec import ObjectSpec


class ClientSpec(ObjectSpec):
    """Which `Client` class, with which arguments."""


class WindowServiceSpec(ObjectSpec):
    """Which `WindowService` class, with which arguments."""


class ModelDeploymentNotFoundError(ConfigError):
    """A deployment that is neither registered nor can be made from its name."""


@dataclass(frozen=True)
class ModelDeployment:
    """One way to reach one model."""

    name: str
    """`host/...`; credentials are looked up by the host."""
    client_spec: ClientSpec
    """How the client is made that sends requests."""
    model_name: str = ""
    """The model served; the deployment's own name unless given."""
    tokenizer_name: Optional[str] = None
    """The tokenizer that counts and cuts prompts; the deployment's own name unless given."""
    window_service_spec: Optional[WindowServiceSpec] = None
    """How the service is made that fits prompts to the window; chosen from the other fields unless given."""
    max_sequence_length: Optional[int] = None
    """Greatest number of tokens of a prompt."""
    max_request_length: Optional[int] = None
    """Greatest number of tokens of a prompt with its prefix token; `max_sequence_length` unless given."""
    max_sequence_and_generated_tokens_length: Optional[int] = None
    """Greatest number of tokens of prompt and completion together; no limit unless given."""
    deprecated: bool = False
    """Whether other deployments of the model are preferred."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "model_name", self.model_name or self.name)

    @property
    def host_organization(self) -> str:
        """The part of the name before the first slash."""
        return self.name.split("/")[0]

    @property
    def engine(self) -> str:
        """The part of the name after the first slash."""
        return self.name.split("/")[1]


DEPLOYMENT_NAME_TO_MODEL_DEPLOYMENT: Dict[str, ModelDeployment] = {}
ALL_MODEL_DEPLOYMENTS: List[ModelDeployment] = []
"""All registered deployments, in the order of their latest registration."""

_MODEL_NAME_TO_DEPLOYMENTS: Dict[str, List[ModelDeployment]] = {}


def _automatic(name: str) -> Optional[ModelDeployment]:
    from helm.benchmark.model_deployments import automatic_model_deployment

    return automatic_model_deployment(name)


# What rules make is kept apart from what is registered: being asked for must not make it the default of its model.
_RULES = NameRules(_automatic)


def register_model_deployment(model_deployment: ModelDeployment) -> None:
    """Make a deployment known; it replaces one of the same name. A model not yet described gets a placeholder."""
    name, model_name = model_deployment.name, model_deployment.model_name
    previous = DEPLOYMENT_NAME_TO_MODEL_DEPLOYMENT.get(name)
    if previous is not None:
        for deployments in (ALL_MODEL_DEPLOYMENTS, _MODEL_NAME_TO_DEPLOYMENTS.get(previous.model_name, [])):
            deployments[:] = [known for known in deployments if known.name != name]
    DEPLOYMENT_NAME_TO_MODEL_DEPLOYMENT[name] = model_deployment
    ALL_MODEL_DEPLOYMENTS.append(model_deployment)
    _MODEL_NAME_TO_DEPLOYMENTS.setdefault(model_name, []).append(model_deployment)
    if model_name not in MODEL_NAME_TO_MODEL_METADATA:
        hwarn(f"Could not find model metadata for model {model_name} of model deployment {name}")
        register_model_metadata(get_unknown_model_metadata(model_name))


def model_deployment_generator(prefix: str) -> Callable[[Maker[ModelDeployment]], Maker[ModelDeployment]]:
    """Decorate a function that makes an unregistered deployment `prefix/...` from that name."""
    return _RULES.rule(prefix)


def get_model_deployment(name: str) -> ModelDeployment:
    """The deployment of this name, registered or generated.

    Raises:
        ModelDeploymentNotFoundError: there is none.
        HelmError: it could be made from its name, but what that needs (a tokenizer of the hub) cannot be had.
    """
    deployment = _find(name)
    if deployment is None:
        raise ModelDeploymentNotFoundError(
            f"Model deployment '{name}' is unknown; describe it in model_deployments.yaml of the --local-path folder"
            f"{nearest(name, DEPLOYMENT_NAME_TO_MODEL_DEPLOYMENT)}"
        )
    return deployment


def get_default_model_deployment_for_model(model_name: str) -> Optional[str]:
    """The name of the deployment to use for a model when none is chosen, or None.

    It is the last registered one that is not deprecated, or else the last registered one; for a model without any,
    the deployment, registered or generated, that is called like the model.
    """
    deployments = _MODEL_NAME_TO_DEPLOYMENTS.get(model_name)
    if deployments:
        preferred = [deployment for deployment in deployments if not deployment.deprecated]
        return (preferred or deployments)[-1].name
    return model_name if _find(model_name) is not None else None


def get_metadata_for_deployment(deployment_name: str) -> ModelMetadata:
    """What is known about the model of a deployment.

    Raises:
        ConfigError: the deployment or its model is unknown.
    """
    return get_model_metadata(get_model_deployment(deployment_name).model_name)


def _find(name: str) -> Optional[ModelDeployment]:
    return DEPLOYMENT_NAME_TO_MODEL_DEPLOYMENT.get(name) or _RULES.make(name)

"""What models are called on the site, and in which order they stand."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Dict, Iterable, List, Optional

from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.model_deployment_registry import DEPLOYMENT_NAME_TO_MODEL_DEPLOYMENT
from helm.benchmark.model_metadata_registry import MODEL_NAME_TO_MODEL_METADATA, ModelMetadata, get_all_models


def find_model(model: str, model_deployment: str) -> Optional[ModelMetadata]:
    """What is known of a model, by its name, by its deployment, or by a deployment that is called like it."""
    known = MODEL_NAME_TO_MODEL_METADATA
    for name in (model, _model_of(model_deployment), _model_of(model)):
        if name in known:
            return known[name]
    return None


def _model_of(deployment: str) -> str:
    known = DEPLOYMENT_NAME_TO_MODEL_DEPLOYMENT.get(deployment)
    return known.model_name if known else ""


def known_models() -> str:
    """A text that changes with what is known of any model."""
    deployments = [(one.name, one.model_name) for one in DEPLOYMENT_NAME_TO_MODEL_DEPLOYMENT.values()]
    return repr([list(MODEL_NAME_TO_MODEL_METADATA.values()), deployments])


@dataclass(frozen=True)
class ShownModel:
    """A model as `schema.json` has it."""

    name: str
    display_name: str
    short_display_name: str
    description: str
    creator_organization: str
    access: str
    todo: bool = False
    release_date: Optional[str] = None
    num_parameters: Optional[int] = None


def shown_models(adapter_specs: Iterable[AdapterSpec]) -> List[ShownModel]:
    """The known models of the adapter specs, in the order of their registration."""
    pairs = {(spec.model, spec.model_deployment) for spec in adapter_specs}
    used = [find_model(model, deployment) for model, deployment in pairs]
    names = {model.name for model in used if model}
    return [_shown(model) for name, model in MODEL_NAME_TO_MODEL_METADATA.items() if name in names]


def _shown(model: ModelMetadata) -> ShownModel:
    return ShownModel(
        name=model.name,
        display_name=model.display_name,
        short_display_name=model.display_name,
        description=model.description,
        creator_organization=model.creator_organization_name,
        access=model.access,
        release_date=str(model.release_date) if model.release_date else None,
        num_parameters=model.num_parameters,
    )


class ModelOrder:
    """Deployments called like a known model come in the order of the models, after all others."""

    @cached_property
    def _positions(self) -> Dict[str, int]:
        return {name: index for index, name in enumerate(get_all_models())}

    def key(self, adapter: Dict[str, Any]) -> Any:
        """What to sort a row by, whose adapter spec has these values."""
        deployment = adapter.get("model_deployment") or ""
        return self._positions.get(deployment, -1), deployment

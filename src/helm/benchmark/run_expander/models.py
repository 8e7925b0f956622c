"""Expanders that choose the model, alone or by a group of models."""

from typing import Any, List, Optional, Sequence

from helm.benchmark.model_metadata_registry import (
    ABLATION_MODEL_TAG,
    ALL_MODELS_METADATA,
    AUDIO_LANGUAGE_MODEL_TAG,
    CODE_MODEL_TAG,
    DEPRECATED_MODEL_TAG,
    FULL_FUNCTIONALITY_TEXT_MODEL_TAG,
    INSTRUCTION_FOLLOWING_MODEL_TAG,
    LIMITED_FUNCTIONALITY_TEXT_MODEL_TAG,
    MODEL_NAME_TO_MODEL_METADATA,
    TEXT_MODEL_TAG,
    TEXT_TO_IMAGE_MODEL_TAG,
    UNSUPPORTED_MODEL_TAG,
    VISION_LANGUAGE_MODEL_TAG,
)
from helm.benchmark.run_expander.base import ReplaceValueRunExpander, RunExpander, change_adapter, name_with_argument
from helm.benchmark.run_spec import RunSpec

_TAGS_OF_GROUP = {
    "text_code": (TEXT_MODEL_TAG, CODE_MODEL_TAG),
    "text": (TEXT_MODEL_TAG,),
    "code": (CODE_MODEL_TAG,),
    "instruction_following": (INSTRUCTION_FOLLOWING_MODEL_TAG,),
    "full_functionality_text": (FULL_FUNCTIONALITY_TEXT_MODEL_TAG,),
    "limited_functionality_text": (LIMITED_FUNCTIONALITY_TEXT_MODEL_TAG,),
    "text_to_image": (TEXT_TO_IMAGE_MODEL_TAG,),
    "vlm": (VISION_LANGUAGE_MODEL_TAG,),
    "audiolm": (AUDIO_LANGUAGE_MODEL_TAG,),
}
_MODELS_OF_GROUP = {
    "ai21/j1-jumbo": ["ai21/j1-jumbo"],
    "openai/curie": ["openai/curie"],
    "summarization_zs": ["openai/davinci", "openai/curie", "openai/text-davinci-002", "openai/text-curie-001"],
    "biomedical": ["openai/text-davinci-003"],
    "interactive_qa": ["openai/text-davinci-001", "openai/davinci", "ai21/j1-jumbo", "openai/text-babbage-001"],
    "opinions_qa_openai": [
        "openai/ada",
        "openai/davinci",
        "openai/text-ada-001",
        "openai/text-davinci-001",
        "openai/text-davinci-002",
        "openai/text-davinci-003",
    ],
    "opinions_qa_ai21": ["ai21/j1-grande", "ai21/j1-jumbo", "ai21/j1-grande-v2-beta"],
}
_ABLATION_PREFIX = "ablation_"

MODEL_GROUPS = ("all", "ablation", *_TAGS_OF_GROUP, *_MODELS_OF_GROUP)
"""The groups that `model=` takes; each but `ablation` has a part for ablation studies, `ablation_<group>`."""


def models_of_group(group: str) -> Optional[List[str]]:
    """The models of a group that can still be run, in the order of their registration, or None for an unknown group."""
    members = _members(group)
    if members is None:
        return None
    return [name for name in members if not _has_tag(name, DEPRECATED_MODEL_TAG, UNSUPPORTED_MODEL_TAG)]


def _members(group: str) -> Optional[List[str]]:
    if group == "all":
        return [model.name for model in ALL_MODELS_METADATA]
    if group == "ablation":
        return _members("ablation_all")
    if group in _TAGS_OF_GROUP:
        return [model.name for tag in _TAGS_OF_GROUP[group] for model in ALL_MODELS_METADATA if tag in model.tags]
    if group in _MODELS_OF_GROUP:
        return _MODELS_OF_GROUP[group]
    if group.startswith(_ABLATION_PREFIX):
        members = _members(group[len(_ABLATION_PREFIX) :])
        return None if members is None else [name for name in members if _has_tag(name, ABLATION_MODEL_TAG)]
    return None


def _has_tag(model_name: str, *tags: str) -> bool:
    model = MODEL_NAME_TO_MODEL_METADATA.get(model_name)
    return model is not None and any(tag in model.tags for tag in tags)


class ModelRunExpander(RunExpander):
    """Which model: a name, `creator/model`; the name of a deployment, `host/creator/model`; or a group of models."""

    name = "model"

    def __init__(self, value: Any):
        models = models_of_group(str(value))
        self.models: Sequence[str] = [str(value)] if models is None else models

    def expand(self, run_spec: RunSpec) -> List[RunSpec]:
        return [self._with_model(run_spec, model) for model in self.models]

    def _with_model(self, run_spec: RunSpec, value: str) -> RunSpec:
        parts = value.split("/")
        fields = {"model": "/".join(parts[-2:])}
        if len(parts) > 2:
            fields["model_deployment"] = value
        return change_adapter(run_spec, name_with_argument(run_spec.name, self.name, fields["model"]), **fields)


class ModelDeploymentRunExpander(ReplaceValueRunExpander):
    """Which deployment of the model."""

    name = "model_deployment"

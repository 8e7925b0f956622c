"""What happens to every run spec in the end: its model and deployment are settled, its prompts suited to the model."""

from typing import Callable, Set, Tuple

from helm.benchmark.adaptation.adapter_spec import ADAPT_GENERATION, ADAPT_MULTIPLE_CHOICE_JOINT, AdapterSpec
from helm.benchmark.model_deployment_registry import get_default_model_deployment_for_model, get_model_deployment
from helm.benchmark.model_metadata_registry import (
    ANTHROPIC_CLAUDE_1_MODEL_TAG,
    ANTHROPIC_CLAUDE_2_MODEL_TAG,
    ANTHROPIC_CLAUDE_3_MODEL_TAG,
    BUGGY_TEMP_0_TAG,
    CHATML_MODEL_TAG,
    GOOGLE_GEMINI_PRO_VISION_V1_TAG,
    IDEFICS_INSTRUCT_MODEL_TAG,
    IDEFICS_MODEL_TAG,
    LLAVA_MODEL_TAG,
    MODEL_NAME_TO_MODEL_METADATA,
    NLG_PREFIX_TAG,
    NO_NEWLINES_TAG,
    OPEN_FLAMINGO_MODEL_TAG,
    VISION_LANGUAGE_MODEL_TAG,
    ModelMetadata,
    get_unknown_model_metadata,
    register_model_metadata,
)
from helm.benchmark.run_expander.base import RunExpander, change_adapter
from helm.benchmark.run_expander.counts import IncreaseMaxTokensRunExpander, IncreaseTemperatureRunExpander
from helm.benchmark.run_expander.format_instructions import AnthropicClaude2RunExpander
from helm.benchmark.run_expander.models import MODEL_GROUPS
from helm.benchmark.run_expander.prompts import (
    AnthropicClaude3RunExpander,
    ChatMLRunExpander,
    GlobalPrefixRunExpander,
    IDEFICSInstructRunExpander,
    LlavaRunExpander,
    OpenFlamingoRunExpander,
    StopRunExpander,
)
from helm.benchmark.run_spec import RunSpec
from helm.common.errors import ConfigError, nearest
from helm.common.general import singleton
from helm.common.hierarchical_logger import hwarn

_Condition = Callable[[Set[str], AdapterSpec], bool]


def _if_tagged(*wanted: str) -> _Condition:
    """Holds for a model with any of the tags."""
    return lambda tags, adapter_spec: not tags.isdisjoint(wanted)


_ADJUSTMENTS: Tuple[Tuple[_Condition, RunExpander], ...] = (
    (
        lambda tags, adapter_spec: (
            NO_NEWLINES_TAG in tags and adapter_spec.method in (ADAPT_GENERATION, ADAPT_MULTIPLE_CHOICE_JOINT)
        ),
        StopRunExpander("hash"),
    ),
    (_if_tagged(NLG_PREFIX_TAG), GlobalPrefixRunExpander("nlg")),
    (_if_tagged(CHATML_MODEL_TAG), ChatMLRunExpander()),
    (_if_tagged(ANTHROPIC_CLAUDE_1_MODEL_TAG, ANTHROPIC_CLAUDE_2_MODEL_TAG), AnthropicClaude2RunExpander()),
    (_if_tagged(ANTHROPIC_CLAUDE_3_MODEL_TAG), AnthropicClaude3RunExpander()),
    (
        lambda tags, adapter_spec: (
            {VISION_LANGUAGE_MODEL_TAG, GOOGLE_GEMINI_PRO_VISION_V1_TAG} <= tags and adapter_spec.max_tokens == 1
        ),
        IncreaseMaxTokensRunExpander(1),
    ),
    (
        lambda tags, adapter_spec: {IDEFICS_MODEL_TAG, IDEFICS_INSTRUCT_MODEL_TAG} <= tags,
        IDEFICSInstructRunExpander(),
    ),
    (_if_tagged(LLAVA_MODEL_TAG), LlavaRunExpander()),
    (_if_tagged(OPEN_FLAMINGO_MODEL_TAG), OpenFlamingoRunExpander()),
    (
        lambda tags, adapter_spec: BUGGY_TEMP_0_TAG in tags and adapter_spec.temperature == 0,
        IncreaseTemperatureRunExpander(1e-4),
    ),
    (lambda tags, adapter_spec: adapter_spec.model == "google/medlm-large", StopRunExpander("none")),
)
"""What models need: for which ones, and the change. All that apply are made, in this order."""


def alter_run_spec(run_spec: RunSpec) -> RunSpec:
    """The run spec with both model and deployment named, changed in the ways that the model needs.

    Raises:
        ConfigError: the model or deployment is unknown, or the deployment serves another model.
    """
    model, deployment = _settle_model(run_spec.adapter_spec.model, run_spec.adapter_spec.model_deployment)
    if (model, deployment) != (run_spec.adapter_spec.model, run_spec.adapter_spec.model_deployment):
        run_spec = change_adapter(run_spec, model=model, model_deployment=deployment)
    tags = set(_metadata(model).tags)
    for applies, expander in _ADJUSTMENTS:
        if applies(tags, run_spec.adapter_spec):
            run_spec = singleton(expander.expand(run_spec))
    return run_spec


def _settle_model(model: str, deployment: str) -> Tuple[str, str]:
    """The model and its deployment, where at least one of them is given."""
    if not model and not deployment:
        raise ConfigError("At least one of model_deployment and model must be specified")
    if not deployment:
        deployment = get_default_model_deployment_for_model(model) or ""
        if not deployment:
            known = [*MODEL_NAME_TO_MODEL_METADATA, *MODEL_GROUPS]
            raise ConfigError(
                f"Unknown model or no default model deployment found for model {model}{nearest(model, known)}"
            )
    served = get_model_deployment(deployment).model_name
    if model and served != model:
        raise ConfigError(
            f"Invalid RunSpec: selected model deployment '{deployment}' for model '{model}' but the model deployment "
            f"is for a different model '{served}'; give model={served},model_deployment={deployment}"
        )
    return served, deployment


def _metadata(model: str) -> ModelMetadata:
    if model not in MODEL_NAME_TO_MODEL_METADATA:
        hwarn(f"Nothing is known about model {model}; it is taken for a text model without special needs")
        register_model_metadata(get_unknown_model_metadata(model))
    return MODEL_NAME_TO_MODEL_METADATA[model]

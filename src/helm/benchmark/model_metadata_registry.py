"""What is known about each model: who made it, how to get it, what it can do."""

from dataclasses import dataclass, field
from datetime import date
from typing import Dict, List, Optional

from helm.common.errors import ConfigError, nearest

# What a model can do.
TEXT_MODEL_TAG: str = "TEXT_MODEL_TAG"
IMAGE_MODEL_TAG: str = "IMAGE_MODEL_TAG"
CODE_MODEL_TAG: str = "CODE_MODEL_TAG"
EMBEDDING_MODEL_TAG: str = "EMBEDDING_MODEL_TAG"
TEXT_SIMILARITY_MODEL_TAG: str = "TEXT_SIMILARITY_MODEL_TAG"
TEXT_TO_IMAGE_MODEL_TAG: str = "TEXT_TO_IMAGE_MODEL_TAG"
VISION_LANGUAGE_MODEL_TAG: str = "VISION_LANGUAGE_MODEL_TAG"
AUDIO_LANGUAGE_MODEL_TAG: str = "AUDIO_LANGUAGE_MODEL_TAG"
INSTRUCTION_FOLLOWING_MODEL_TAG: str = "INSTRUCTION_FOLLOWING_MODEL_TAG"

# How much of the request interface it supports: log-probabilities, echoing the prompt, several completions.
FULL_FUNCTIONALITY_TEXT_MODEL_TAG: str = "FULL_FUNCTIONALITY_TEXT_MODEL_TAG"
PARTIAL_FUNCTIONALITY_TEXT_MODEL_TAG: str = "PARTIAL_FUNCTIONALITY_TEXT_MODEL_TAG"
LIMITED_FUNCTIONALITY_TEXT_MODEL_TAG: str = "LIMITED_FUNCTIONALITY_TEXT_MODEL_TAG"
FULL_FUNCTIONALITY_VLM_TAG: str = "FULL_FUNCTIONALITY_VLM_TAG"
LIMITED_FUNCTIONALITY_VLM_TAG: str = "LIMITED_FUNCTIONALITY_VLM_TAG"

# Families and quirks that change how a model is prompted.
CHATML_MODEL_TAG: str = "CHATML_MODEL_TAG"
OPENAI_CHATGPT_MODEL_TAG: str = "OPENAI_CHATGPT_MODEL_TAG"
NOVA_MODEL_TAG: str = "NOVA_MODEL_TAG"
BEDROCK_MODEL_TAG: str = "BEDROCK_MODEL_TAG"
ANTHROPIC_CLAUDE_1_MODEL_TAG: str = "ANTHROPIC_CLAUDE_1_MODEL_TAG"
ANTHROPIC_CLAUDE_2_MODEL_TAG: str = "ANTHROPIC_CLAUDE_2_MODEL_TAG"
ANTHROPIC_CLAUDE_3_MODEL_TAG: str = "ANTHROPIC_CLAUDE_3_MODEL_TAG"
GOOGLE_PALM_2_MODEL_TAG: str = "GOOGLE_PALM_2_MODEL_TAG"
GOOGLE_GEMINI_MODEL_TAG: str = "GOOGLE_GEMINI_MODEL_TAG"
GOOGLE_GEMINI_PRO_VISION_V1_TAG: str = "GOOGLE_GEMINI_PRO_VISION_V1_TAG"
GOOGLE_GEMMA_INSTRUCT_MODEL_TAG: str = "GOOGLE_GEMMA_INSTRUCT_MODEL_TAG"
IDEFICS_MODEL_TAG: str = "IDEFICS_MODEL_TAG"
IDEFICS_INSTRUCT_MODEL_TAG: str = "IDEFICS_INSTRUCT_MODEL_TAG"
LLAVA_MODEL_TAG: str = "LLAVA_MODEL_TAG"
OPEN_FLAMINGO_MODEL_TAG: str = "OPEN_FLAMINGO_MODEL_TAG"
BUGGY_TEMP_0_TAG: str = "BUGGY_TEMP_0_TAG"  # wrong answers at temperature 0
NO_NEWLINES_TAG: str = "NO_NEWLINES_TAG"  # cannot read or write line breaks
NLG_PREFIX_TAG: str = "NLG_PREFIX_TAG"  # prompts must begin with [NLG]

# Which groups of models it is listed in.
ABLATION_MODEL_TAG: str = "ABLATION_MODEL_TAG"
DEPRECATED_MODEL_TAG: str = "DEPRECATED_MODEL_TAG"  # no longer served
UNSUPPORTED_MODEL_TAG: str = "UNSUPPORTED_MODEL_TAG"  # never could be run here


@dataclass
class ModelMetadata:
    """One model, apart from how it is reached (see `helm.benchmark.model_deployment_registry`)."""

    name: str
    """`creator/model`."""
    creator_organization_name: str
    """Who made it, as shown."""
    display_name: str
    """Its name, as shown."""
    description: str
    """A sentence or two about it, in Markdown."""
    access: str
    """`open` (weights can be had), `limited` (an API only) or `closed`."""
    release_date: Optional[date] = None
    """When it came out."""
    tags: List[str] = field(default_factory=list)
    """Names such as the `*_TAG` constants of this module; any other text is fine too."""
    num_parameters: Optional[int] = None
    """Number of parameters, all experts counted."""
    deployment_names: Optional[List[str]] = None
    """Where it is served; informative only."""

    @property
    def creator_organization(self) -> str:
        """The part of the name before the slash."""
        return self.name.split("/")[0]

    @property
    def engine(self) -> str:
        """The part of the name after the slash."""
        return self.name.split("/")[1]


MODEL_NAME_TO_MODEL_METADATA: Dict[str, ModelMetadata] = {}
ALL_MODELS_METADATA: List[ModelMetadata] = []
"""All models, in the order of their first registration."""


def register_model_metadata(model_metadata: ModelMetadata) -> None:
    """Make a model known. A model already known under this name is replaced, in its place."""
    name = model_metadata.name
    if name in MODEL_NAME_TO_MODEL_METADATA:
        position = next(index for index, known in enumerate(ALL_MODELS_METADATA) if known.name == name)
        ALL_MODELS_METADATA[position] = model_metadata
    else:
        ALL_MODELS_METADATA.append(model_metadata)
    MODEL_NAME_TO_MODEL_METADATA[name] = model_metadata


def get_model_metadata(model_name: str) -> ModelMetadata:
    """What is known about a model.

    Raises:
        ConfigError: nothing is known about it.
    """
    if model_name not in MODEL_NAME_TO_MODEL_METADATA:
        raise ConfigError(
            f"Model '{model_name}' is unknown; describe it in model_metadata.yaml of the --local-path folder"
            f"{nearest(model_name, MODEL_NAME_TO_MODEL_METADATA)}"
        )
    return MODEL_NAME_TO_MODEL_METADATA[model_name]


def get_unknown_model_metadata(helm_model_name: str) -> ModelMetadata:
    """Placeholder for a model that is used but not described: a text model that supports everything."""
    return ModelMetadata(
        name=helm_model_name,
        creator_organization_name="Unknown",
        display_name=helm_model_name,
        description=helm_model_name,
        access="open",
        tags=[TEXT_MODEL_TAG, FULL_FUNCTIONALITY_TEXT_MODEL_TAG],
    )


def get_model_names_with_tag(tag: str) -> List[str]:
    """The models with a tag, in registration order, whether or not they can still be run."""
    return [model.name for model in ALL_MODELS_METADATA if tag in model.tags]


def get_all_models() -> List[str]:
    """The names of all models, in registration order."""
    return [model.name for model in ALL_MODELS_METADATA]


def get_all_text_models() -> List[str]:
    """The models that generate text."""
    return get_model_names_with_tag(TEXT_MODEL_TAG)


def get_all_code_models() -> List[str]:
    """The models made for code only."""
    return get_model_names_with_tag(CODE_MODEL_TAG)


def get_all_instruction_following_models() -> List[str]:
    """The models trained to follow instructions."""
    return get_model_names_with_tag(INSTRUCTION_FOLLOWING_MODEL_TAG)


def is_text_to_image_model(model_name: str) -> bool:
    """Whether a known model makes images of text."""
    return TEXT_TO_IMAGE_MODEL_TAG in get_model_metadata(model_name).tags


def is_vlm(model_name: str) -> bool:
    """Whether a known model reads images beside text."""
    return VISION_LANGUAGE_MODEL_TAG in get_model_metadata(model_name).tags

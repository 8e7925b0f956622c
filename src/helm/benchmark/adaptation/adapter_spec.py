"""AdapterSpec: how instances become requests. The docstring after each field is shown in the schema of a suite."""

from dataclasses import dataclass, field
from typing import List, Optional

from helm.common.image_generation_parameters import ImageGenerationParameters
from helm.common.reeval_parameters import REEvalParameters

ADAPT_GENERATION: str = "generation"
ADAPT_CHAT: str = "chat"
ADAPT_LANGUAGE_MODELING: str = "language_modeling"
ADAPT_MULTIPLE_CHOICE_JOINT: str = "multiple_choice_joint"
ADAPT_MULTIPLE_CHOICE_JOINT_CHAIN_OF_THOUGHT: str = "multiple_choice_joint_chain_of_thought"
ADAPT_MULTIPLE_CHOICE_SEPARATE_ORIGINAL: str = "multiple_choice_separate_original"
ADAPT_MULTIPLE_CHOICE_SEPARATE_CALIBRATED: str = "multiple_choice_separate_calibrated"
ADAPT_RANKING_BINARY: str = "ranking_binary"
ADAPT_EHR_INSTRUCTION: str = "ehr_instruction"
ADAPT_GENERATION_MULTIMODAL: str = "generation_multimodal"
ADAPT_MULTIPLE_CHOICE_JOINT_MULTIMODAL: str = "multiple_choice_joint_multimodal"

ADAPT_MULTIPLE_CHOICE_SEPARATE_METHODS: List[str] = [
    ADAPT_MULTIPLE_CHOICE_SEPARATE_ORIGINAL,
    ADAPT_MULTIPLE_CHOICE_SEPARATE_CALIBRATED,
]


@dataclass(frozen=True)
class Substitution:
    """A replacement in the finished prompt."""

    source: str
    """Regular expression to find."""
    target: str
    """What to put there."""


@dataclass(frozen=True)
class AdapterSpec:
    """Everything that decides how an instance is put to a model.

    A prompt reads: global_prefix, instructions, in-context examples, the evaluated instance, global_suffix, where
    each example reads input_prefix, input, input_suffix, (references,) output_prefix, output, output_suffix.
    """

    method: str = ""
    """How the task is put to the model: by generation, by multiple choice, by scoring, ..."""

    global_prefix: str = ""
    """Text before everything else in the prompt."""

    global_suffix: str = ""
    """Text after everything else in the prompt."""

    instructions: str = ""
    """Description of the task, before the in-context examples."""

    input_prefix: str = "Input: "
    """Text before each input."""

    input_suffix: str = "\n"
    """Text after each input."""

    reference_prefix: str = "A. "
    """Text before each answer choice; its first letter stands for the label and counts up."""

    reference_prefix_characters: Optional[List[str]] = field(default=None, hash=False)
    """Labels of the answer choices, if other than consecutive letters."""

    reference_suffix: str = "\n"
    """Text after each answer choice."""

    chain_of_thought_prefix: str = ""
    """Text before the reasoning of an in-context example."""

    chain_of_thought_suffix: str = "\n"
    """Text between the reasoning and the answer of an in-context example."""

    output_prefix: str = "Output: "
    """Text before the answer; trailing blanks are dropped where the model is to go on."""

    output_suffix: str = "\n"
    """Text after the answer of an in-context example."""

    instance_prefix: str = "\n"
    """Text between examples."""

    substitutions: List[Substitution] = field(default_factory=list, hash=False)
    """Replacements made in the finished prompt, in order."""

    max_train_instances: int = 5
    """At most this many in-context examples; fewer if the prompt would not fit."""

    max_eval_instances: Optional[int] = None
    """At most this many evaluated instances; None for all."""

    num_outputs: int = 5
    """How many completions (or, for multiple choice, most likely tokens) to ask for."""

    num_train_trials: int = 1
    """How many draws of in-context examples, the answers to which are averaged."""

    num_trials: int = 1
    """How often each request is repeated, with results of its own."""

    sample_train: bool = True
    """Whether in-context examples are drawn at random; otherwise the first ones are taken."""

    model_deployment: str = ""
    """Name of the deployment that answers, `host/model`."""

    model: str = ""
    """Name of the model, `creator/model`."""

    temperature: float = 1
    """Sampling temperature; 0 for the most likely answer."""

    max_tokens: int = 100
    """At most this many generated tokens."""

    stop_sequences: List[str] = field(default_factory=list, hash=False)
    """Generation ends before the first of these."""

    random: Optional[str] = None
    """Part of the cache key only: another value asks the model anew."""

    multi_label: bool = False
    """Whether an instance can have several right answers that all belong in the output."""

    image_generation_parameters: Optional[ImageGenerationParameters] = None
    """Settings for models that make images."""

    reeval_parameters: Optional[REEvalParameters] = None
    """Settings of adaptive evaluation."""

    eval_splits: Optional[List[str]] = field(default=None, hash=False)
    """Splits to evaluate on; None for both valid and test."""

    output_mapping_pattern: Optional[str] = None
    """Regular expression that takes the label out of an answer to a multiple-choice question: its first group if it
    has one, otherwise the whole match."""

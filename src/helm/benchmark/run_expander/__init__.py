"""Run expanders: the arguments of a run entry that are not for the run spec function but change what it made.

An entry `mmlu:subject=anatomy,model=text,max_train_instances=all` is one run spec for each text model and each number
of in-context examples. The expanders that a run entry can name are in RUN_EXPANDERS; the others suit a prompt to a
family of models and are applied by `helm.benchmark.run_spec_factory`.
"""

from typing import Callable, Dict

from helm.benchmark.run_expander.base import (
    ReplaceValueRunExpander,
    RunExpander,
    ScenarioSpecRunExpander,
)
from helm.benchmark.run_expander.counts import (
    EvalSplitRunExpander,
    IncreaseMaxTokensRunExpander,
    IncreaseTemperatureRunExpander,
    MaxEvalInstancesRunExpander,
    MaxTrainInstancesRunExpander,
    NumOutputsRunExpander,
    NumOutputTokensRunExpander,
    NumPromptTokensRunExpander,
    NumTrainTrialsRunExpander,
    NumTrialRunExpander,
    TemperatureRunExpander,
    TokenizerRunExpander,
)
from helm.benchmark.run_expander.data_augmentation import DataAugmentationRunExpander
from helm.benchmark.run_expander.format_instructions import (
    AnthropicClaude2RunExpander,
    FollowFormatInstructionsRunExpander,
    NovaRunExpander,
    OutputFormatInstructions,
)
from helm.benchmark.run_expander.models import ModelDeploymentRunExpander, ModelRunExpander
from helm.benchmark.run_expander.prompts import (
    AddToStopRunExpander,
    AnthropicClaude3RunExpander,
    ChatMLRunExpander,
    FormatPromptRunExpander,
    GlobalPrefixRunExpander,
    IDEFICSInstructRunExpander,
    InstructionsRunExpander,
    LlavaRunExpander,
    NewlineRunExpander,
    OpenFlamingoRunExpander,
    ProcessOutputRunExpander,
    PromptRunExpander,
    StopRunExpander,
)

__all__ = [
    "AddToStopRunExpander",
    "AnthropicClaude2RunExpander",
    "AnthropicClaude3RunExpander",
    "ChatMLRunExpander",
    "DataAugmentationRunExpander",
    "EvalSplitRunExpander",
    "FollowFormatInstructionsRunExpander",
    "FormatPromptRunExpander",
    "GlobalPrefixRunExpander",
    "IDEFICSInstructRunExpander",
    "IncreaseMaxTokensRunExpander",
    "IncreaseTemperatureRunExpander",
    "InstructionsRunExpander",
    "LlavaRunExpander",
    "MaxEvalInstancesRunExpander",
    "MaxTrainInstancesRunExpander",
    "ModelDeploymentRunExpander",
    "ModelRunExpander",
    "NewlineRunExpander",
    "NovaRunExpander",
    "NumOutputTokensRunExpander",
    "NumOutputsRunExpander",
    "NumPromptTokensRunExpander",
    "NumTrainTrialsRunExpander",
    "NumTrialRunExpander",
    "OpenFlamingoRunExpander",
    "OutputFormatInstructions",
    "ProcessOutputRunExpander",
    "PromptRunExpander",
    "RUN_EXPANDERS",
    "ReplaceValueRunExpander",
    "RunExpander",
    "ScenarioSpecRunExpander",
    "StopRunExpander",
    "TemperatureRunExpander",
    "TokenizerRunExpander",
]

RUN_EXPANDERS: Dict[str, Callable[..., RunExpander]] = {
    expander.name: expander
    for expander in (
        InstructionsRunExpander,
        PromptRunExpander,
        NewlineRunExpander,
        StopRunExpander,
        AddToStopRunExpander,
        GlobalPrefixRunExpander,
        FormatPromptRunExpander,
        FollowFormatInstructionsRunExpander,
        NumTrainTrialsRunExpander,
        MaxTrainInstancesRunExpander,
        MaxEvalInstancesRunExpander,
        NumOutputsRunExpander,
        NumTrialRunExpander,
        ModelRunExpander,
        ModelDeploymentRunExpander,
        DataAugmentationRunExpander,
        TokenizerRunExpander,
        NumPromptTokensRunExpander,
        NumOutputTokensRunExpander,
        ChatMLRunExpander,
        EvalSplitRunExpander,
        OutputFormatInstructions,
        TemperatureRunExpander,
        IncreaseTemperatureRunExpander,
        IncreaseMaxTokensRunExpander,
        ProcessOutputRunExpander,
    )
}
"""Key of a run entry -> the class that takes its value. `chatml` takes none, so no entry can give it."""

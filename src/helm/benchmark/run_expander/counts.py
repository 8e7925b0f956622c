"""Expanders that set numbers: how many examples, instances, outputs, tokens; which temperature and split."""

from typing import Any, List

from helm.benchmark.run_expander.base import (
    ReplaceCountRunExpander,
    RunExpander,
    ScenarioSpecRunExpander,
    change_adapter,
    name_with_argument,
    number,
    require_counts,
    set_scenario_argument,
    unknown_value,
)
from helm.benchmark.run_spec import RunSpec
from helm.benchmark.scenarios.scenario import EVAL_SPLITS


class NumTrainTrialsRunExpander(ReplaceCountRunExpander):
    """How many draws of in-context examples."""

    name = "num_train_trials"


class MaxTrainInstancesRunExpander(ReplaceCountRunExpander):
    """How many in-context examples."""

    name = "max_train_instances"
    values_dict = {
        "zero": [0],
        "one": [1],
        "all": [0, 1, 2, 4, 8, 16],
        "big_bench_few_shot_setting": [0, 1, 2, 3],
        "vhelm": [0, 1, 2, 4, 8],
        "melt": [0, 1, 5],
    }


class MaxEvalInstancesRunExpander(ReplaceCountRunExpander):
    """How many evaluated instances."""

    name = "max_eval_instances"
    values_dict = {"default": [1000], "heim_default": [100], "heim_fid": [30000], "heim_art_styles": [17]}


class NumOutputsRunExpander(ReplaceCountRunExpander):
    """How many completions a request."""

    name = "num_outputs"
    values_dict = {"default": [1], "copyright_sweep": [1, 10]}


class NumTrialRunExpander(ReplaceCountRunExpander):
    """How often each request is repeated."""

    name = "num_trials"
    values_dict = {"heim_efficiency": [5]}


class NumOutputTokensRunExpander(RunExpander):
    """How many tokens may be generated, under a name that says so."""

    name = "num_output_tokens"
    values_dict = {"default_sweep": [1, 2, 4, 8, 16, 32, 64]}

    def __init__(self, value: Any):
        self.values = self.values_dict.get(value, [value])
        require_counts(self, self.values, self.values_dict)

    def expand(self, run_spec: RunSpec) -> List[RunSpec]:
        return [
            change_adapter(run_spec, name_with_argument(run_spec.name, self.name, value), max_tokens=value)
            for value in self.values
        ]


class NumPromptTokensRunExpander(ScenarioSpecRunExpander):
    """How long the prompts are that a scenario makes."""

    name = "num_prompt_tokens"
    values_dict = {"default_sweep": [1, 256, 512, 1024, 1536]}

    def __init__(self, value: Any):
        super().__init__(value)
        require_counts(self, self.values, self.values_dict)


class TokenizerRunExpander(ScenarioSpecRunExpander):
    """Which tokenizer a scenario counts tokens with; `default` is that of the deployment, for those listed here.

    A run spec whose deployment is not listed, or not yet chosen, has no `default` and is dropped.
    """

    name = "tokenizer"
    deployment_tokenizers = {
        "together/yalm": "yandex/yalm",
        "together/bloom": "bigscience/bloom",
        "together/t0pp": "bigscience/t0pp",
        "together/t5-11b": "google/t5",
        "together/ul2": "google/ul2",
        "together/glm": "tsinghua/glm",
        "AlephAlpha/luminous-base": "AlephAlpha/luminous-base",
        "AlephAlpha/luminous-extended": "AlephAlpha/luminous-extended",
        "AlephAlpha/luminous-supreme": "AlephAlpha/luminous-supreme",
        "AlephAlpha/luminous-world": "AlephAlpha/luminous-world",
        "huggingface/santacoder": "bigcode/santacoder",
        "huggingface/starcoder": "bigcode/starcoder",
    }

    def expand(self, run_spec: RunSpec) -> List[RunSpec]:
        if self.values != ["default"]:
            return super().expand(run_spec)
        tokenizer = self.deployment_tokenizers.get(run_spec.adapter_spec.model_deployment)
        return [set_scenario_argument(run_spec, self.name, tokenizer)] if tokenizer else []


class EvalSplitRunExpander(RunExpander):
    """Which split is evaluated."""

    name = "eval_split"

    def __init__(self, value: str):
        if value not in EVAL_SPLITS:
            raise unknown_value(self, value, EVAL_SPLITS)
        self.split = value

    def expand(self, run_spec: RunSpec) -> List[RunSpec]:
        name = name_with_argument(run_spec.name, self.name, self.split)
        return [change_adapter(run_spec, name, eval_splits=[self.split])]


class TemperatureRunExpander(RunExpander):
    """Which temperature. The name stays as it is."""

    name = "temperature"

    def __init__(self, value: float):
        self.temperature = number(self, value)

    def expand(self, run_spec: RunSpec) -> List[RunSpec]:
        return [change_adapter(run_spec, temperature=self.temperature)]


class IncreaseTemperatureRunExpander(RunExpander):
    """How much to add to the temperature. The name stays as it is."""

    name = "increase_temperature"

    def __init__(self, value: float):
        self.increase = number(self, value)

    def expand(self, run_spec: RunSpec) -> List[RunSpec]:
        return [change_adapter(run_spec, temperature=run_spec.adapter_spec.temperature + self.increase)]


class IncreaseMaxTokensRunExpander(RunExpander):
    """How many more tokens may be generated. The name stays as it is."""

    name = "increase_max_tokens"

    def __init__(self, value: int):
        require_counts(self, [value], {})
        self.increase = value

    def expand(self, run_spec: RunSpec) -> List[RunSpec]:
        return [change_adapter(run_spec, max_tokens=run_spec.adapter_spec.max_tokens + self.increase)]

"""Expanders that change the wording and the stop sequences of prompts."""

from dataclasses import asdict, replace
from typing import List

from helm.benchmark.adaptation.adapter_spec import Substitution
from helm.benchmark.metrics.metric import MetricSpec
from helm.benchmark.run_expander.base import (
    FixedFieldsExpander,
    NamedFieldsExpander,
    RunExpander,
    change_adapter,
    unknown_value,
)
from helm.benchmark.run_spec import RunSpec


class InstructionsRunExpander(RunExpander):
    """Leaves out the instructions, or puts the model in a role first."""

    name = "instructions"
    EXPERT = "I am an expert AI assistant who is here to help you with the following. "

    def __init__(self, value: str):
        if value not in ("none", "expert"):
            raise unknown_value(self, value, ("none", "expert"))
        self.value = value

    def expand(self, run_spec: RunSpec) -> List[RunSpec]:
        instructions = self.EXPERT + run_spec.adapter_spec.instructions if self.value == "expert" else ""
        return [change_adapter(run_spec, f"{run_spec.name},{self.name}={self.value}", instructions=instructions)]


class PromptRunExpander(NamedFieldsExpander):
    """Other words or marks before inputs and outputs."""

    name = "prompt"
    fields = {
        "human_assistant": {
            "input_prefix": 'Human: What is the answer to "',
            "input_suffix": '"?\n',
            "output_prefix": 'Assistant: The answer is "',
            "output_suffix": '".\n',
            "stop_sequences": ['".'],
        },
        "question_answer": {"input_prefix": "Question: ", "output_prefix": "Answer: "},
        "qa": {"input_prefix": "Q: ", "output_prefix": "A: "},
        "input_output": {"input_prefix": "Input: ", "output_prefix": "Output: "},
        "input_output_html": {
            "input_prefix": "<input>",
            "input_suffix": "</input>\n",
            "output_prefix": "<output>",
            "output_suffix": "</output>\n",
        },
        "i_o": {"input_prefix": "I: ", "output_prefix": "O: "},
    }


class NewlineRunExpander(NamedFieldsExpander):
    """A visible mark at the end of each line."""

    name = "newline"
    fields = {
        "semicolon": {"substitutions": [Substitution("\n", ";\n")]},
        "br": {"substitutions": [Substitution("\n", "<br>\n")]},
    }


class StopRunExpander(NamedFieldsExpander):
    """A mark between examples at which generation stops, or no stop sequence at all."""

    name = "stop"
    fields = {
        "none": {"stop_sequences": []},
        "hash": {"instance_prefix": "###\n\n", "stop_sequences": ["###"]},
        "semicolon": {"instance_prefix": ";\n\n", "stop_sequences": [";"]},
        "br": {"instance_prefix": "<br>\n\n", "stop_sequences": ["<br>"]},
    }


class AddToStopRunExpander(RunExpander):
    """One more stop sequence; `newline` stands for a line break. The name stays as it is."""

    name = "add_to_stop"

    def __init__(self, value: str):
        self.sequence = "\n" if value == "newline" else str(value)

    def expand(self, run_spec: RunSpec) -> List[RunSpec]:
        return [change_adapter(run_spec, stop_sequences=[*run_spec.adapter_spec.stop_sequences, self.sequence])]


class GlobalPrefixRunExpander(NamedFieldsExpander):
    """A mark at the very beginning of the prompt."""

    name = "global_prefix"
    fields = {"nlg": {"global_prefix": "[NLG]"}}


class FormatPromptRunExpander(RunExpander):
    """What comes before the input and after it. The name stays as it is."""

    name = "format_prompt"

    def __init__(self, prefix: str = "", suffix: str = ""):
        self.prefix = str(prefix)
        self.suffix = str(suffix)

    def expand(self, run_spec: RunSpec) -> List[RunSpec]:
        return [change_adapter(run_spec, input_prefix=self.prefix, output_prefix=self.suffix)]


class ProcessOutputRunExpander(RunExpander):
    """A function, by its dotted name, that every output passes through before the metrics see it."""

    name = "process_output"

    def __init__(self, processor: str):
        self.processor = str(processor)

    def expand(self, run_spec: RunSpec) -> List[RunSpec]:
        args = {"processor": self.processor, "metric_specs": [asdict(spec) for spec in run_spec.metric_specs]}
        wrapper = MetricSpec("helm.benchmark.metrics.output_processing_metric.OutputProcessingMetric", args)
        return [replace(run_spec, metric_specs=[wrapper])]


class IDEFICSInstructRunExpander(FixedFieldsExpander):
    """The turns of a conversation with IDEFICS-instruct (https://huggingface.co/HuggingFaceM4/idefics-9b-instruct)."""

    name = "idefics_instruct"
    fields = {
        "input_prefix": "User: ",
        "input_suffix": "<end_of_utterance>",
        "output_prefix": "\nAssistant: ",
        "output_suffix": "<end_of_utterance>",
        "stop_sequences": ["<end_of_utterance>"],
    }


class LlavaRunExpander(FixedFieldsExpander):
    """The turns of a conversation with LLaVA (https://huggingface.co/llava-hf/llava-1.5-7b-hf)."""

    name = "llava"
    fields = {
        "input_prefix": "USER: <image>",
        "input_suffix": "",
        "output_prefix": "\nASSISTANT: ",
        "output_suffix": "",
    }


class OpenFlamingoRunExpander(RunExpander):
    """The mark between examples that OpenFlamingo was trained with (https://github.com/mlfoundations/open_flamingo)."""

    name = "open_flamingo"

    def expand(self, run_spec: RunSpec) -> List[RunSpec]:
        return [change_adapter(run_spec, input_prefix=f"<|endofchunk|>{run_spec.adapter_spec.input_prefix}")]


class AnthropicClaude3RunExpander(RunExpander):
    """Without the stop sequences of blanks only, which the Claude 3 API refuses."""

    name = "claude_3"

    def expand(self, run_spec: RunSpec) -> List[RunSpec]:
        stop_sequences = [sequence for sequence in run_spec.adapter_spec.stop_sequences if sequence.strip()]
        return [change_adapter(run_spec, stop_sequences=stop_sequences)]


class ChatMLRunExpander(RunExpander):
    """The prompt as a ChatML conversation: instructions from the system, examples and input from the user."""

    name = "chatml"
    _ANSWER = "<|im_end|>\n<|im_start|>assistant\n"
    _QUESTION = "<|im_end|>\n<|im_start|>user\n"

    def expand(self, run_spec: RunSpec) -> List[RunSpec]:
        adapter_spec = run_spec.adapter_spec
        system = f"<|im_start|>system\n{adapter_spec.instructions}<|im_end|>\n" if adapter_spec.instructions else ""
        scenario = run_spec.name.split(":", 1)[0]
        return [
            change_adapter(
                run_spec,
                instructions=f"{system}<|im_start|>user\n",
                instance_prefix="",
                output_prefix=self._output_prefix(scenario, adapter_spec.output_prefix),
                output_suffix=self._QUESTION,
                stop_sequences=[*adapter_spec.stop_sequences, "<|im_end|>"],
            )
        ]

    def _output_prefix(self, scenario: str, prefix: str) -> str:
        """The prefix with the change of turns behind the part that belongs to the question."""
        if scenario == "msmarco":
            question, answer = prefix.split("\n")
            return f"{question}{self._ANSWER}{answer}"
        if scenario in ("summarization_cnndm", "summarization_xsum"):
            return prefix + self._ANSWER
        return self._ANSWER + prefix

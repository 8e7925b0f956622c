"""Expanders that tell the model in which form to answer."""

from typing import Dict, List

from helm.benchmark.adaptation.adapter_spec import (
    ADAPT_GENERATION,
    ADAPT_MULTIPLE_CHOICE_JOINT,
    ADAPT_MULTIPLE_CHOICE_JOINT_CHAIN_OF_THOUGHT,
    AdapterSpec,
)
from helm.benchmark.model_metadata_registry import INSTRUCTION_FOLLOWING_MODEL_TAG, MODEL_NAME_TO_MODEL_METADATA
from helm.benchmark.run_expander.base import RunExpander, change_adapter, unknown_value
from helm.benchmark.run_spec import RunSpec
from helm.common.errors import RunEntryError, nearest

_EXAMPLES_AHEAD = (
    "Here are some input-output examples. Read the examples carefully to figure out the mapping. The output of the "
    "last example is not given, and your job is to figure out what it is."
)
_FOLLOW_THE_FORMAT = (
    "Please provide the output to this last example. It is critical to follow the format of the preceding outputs!"
)


class FollowFormatInstructionsRunExpander(RunExpander):
    """Asks to answer in the form of the examples: `all` models, or only those that follow instructions (`instruct`)."""

    name = "follow_format_instructions"

    def __init__(self, value: str):
        if value not in ("all", "instruct"):
            raise unknown_value(self, value, ("all", "instruct"))
        self.value = value

    def expand(self, run_spec: RunSpec) -> List[RunSpec]:
        adapter_spec = run_spec.adapter_spec
        if adapter_spec.method != ADAPT_GENERATION:
            raise RunEntryError(f"{self.name} is for the method {ADAPT_GENERATION}, not {adapter_spec.method}")
        if self.value == "instruct" and not _follows_instructions(adapter_spec.model):
            return [run_spec]
        return [
            change_adapter(
                run_spec,
                global_prefix=f"{_EXAMPLES_AHEAD}\n\n",
                global_suffix=f"\n\n{_FOLLOW_THE_FORMAT}\n{adapter_spec.output_prefix.strip()}",
            )
        ]


def _follows_instructions(model: str) -> bool:
    """Whether a model is known to follow instructions.

    Raises:
        RunEntryError: no model is chosen yet.
    """
    if not model:
        raise RunEntryError("follow_format_instructions=instruct must stand after model= in the run entry")
    metadata = MODEL_NAME_TO_MODEL_METADATA.get(model)
    return metadata is not None and INSTRUCTION_FOLLOWING_MODEL_TAG in metadata.tags


class AnthropicClaude2RunExpander(RunExpander):
    """The turns of a conversation with Claude 1 and 2, which also need telling to answer in the form of the examples."""

    name = "anthropic"

    def expand(self, run_spec: RunSpec) -> List[RunSpec]:
        output_prefix = run_spec.adapter_spec.output_prefix.strip()
        return [
            change_adapter(
                run_spec,
                global_prefix=f"\n\nHuman: {_EXAMPLES_AHEAD}\n\n",
                global_suffix=f"\n\n{_FOLLOW_THE_FORMAT}\n\nAssistant: {output_prefix}",
            )
        ]


class NovaRunExpander(RunExpander):
    """Asks Amazon Nova to answer in the form of the examples."""

    name = "amazon-nova"
    PROMPT = "Do not provide any additional explanation. Follow the format shown in the provided examples strictly."

    def expand(self, run_spec: RunSpec) -> List[RunSpec]:
        return [change_adapter(run_spec, global_prefix=f"{self.PROMPT}\n\n")]


_ARABIC_LETTER_ONLY = "اكتب حرف الإجابة فقط، دون أي إضافات أخرى."
_REPLACE_LETTER = (
    'In your response, replace "insert answer here" with the single uppercase letter corresponding to your answer.'
)
_LAST_QUESTION_ONLY = "Answer only the last question with only a single letter."
_YES_OR_NO = "Answer yes or no."

_MULTIPLE_CHOICE = {
    "mmlu_only_last_question": _LAST_QUESTION_ONLY,
    "mcqa_only_last_question": _LAST_QUESTION_ONLY,
    "mcqa_no_period": "Answer with only a single letter. Do not include a period in your answer.",
    "arabic_mcqa": _ARABIC_LETTER_ONLY,
}
_CHAIN_OF_THOUGHT = {"mmlu_pro": _REPLACE_LETTER, "gpqa": _REPLACE_LETTER}
_GENERATION = {
    "narrative_qa": (
        "Answer with one word, a few-word phrase, or a short sentence. "
        "Avoid extra, unnecessary information in the answer."
    ),
    "natural_qa": "Answer with a short answer or a boolean 'yes' or 'no' answer.",
    "natural_qa_short_answer": "Answer with a short answer.",
    "legalbench": _YES_OR_NO,
    "legalbench_abercrombie": ("Answer with only 'generic', 'descriptive', 'suggestive', 'arbitrary' or 'fanciful'."),
    "legalbench_function_of_decision_section": (
        "Answer with only 'Facts', 'Procedural History', 'Issue', 'Rule', 'Analysis', 'Conclusion' or 'Decree'."
    ),
    "legalbench_yes_or_no": "Answer with only 'Yes' or 'No'.",
    "wmt_14": "Answer with the English translation.",
    "wmt_14_only_last_sentence": "Answer with only the English translation for the last sentence.",
    "math": "Wrap the final answer with the \\boxed{} command.",
    "numeric_nlg": "Answer with only description of the last table as a single paragraph on a single line.",
    "tab_fact": "Answer with only the classification of the last statement, either 'refuted' or 'entailed'.",
    "wikitq": (
        "Answer only the last question with a short answer. Avoid extra, unnecessary information in the answer."
    ),
    "arabic_mcqa": _ARABIC_LETTER_ONLY,
}


class OutputFormatInstructions(RunExpander):
    """Says in which form to answer, as fits a scenario: `<scenario>[_no_prefix][_suffix]`.

    The sentence goes before the instructions, or with `_suffix` to the end of the prompt. `_no_prefix` also asks to
    leave out the output prefix.
    """

    name = "output_format_instructions"

    def __init__(self, scenario: str):
        name = str(scenario)
        self.suffix = name.endswith("_suffix")
        name = name.removesuffix("_suffix")
        self.no_prefix = name.endswith("_no_prefix")
        self.scenario = name.removesuffix("_no_prefix")

    def expand(self, run_spec: RunSpec) -> List[RunSpec]:
        adapter_spec = run_spec.adapter_spec
        text = self._sentence(adapter_spec)
        if self.no_prefix:
            text += f"{' ' if text else ''}Do not include '{adapter_spec.output_prefix.strip()}' in your answer."
        if self.suffix:
            return [change_adapter(run_spec, global_suffix=f"{adapter_spec.global_suffix}\n\n{text}")]
        instructions = f"{text}\n\n{adapter_spec.instructions}" if adapter_spec.instructions else f"{text}\n"
        return [change_adapter(run_spec, instructions=instructions)]

    def _sentence(self, adapter_spec: AdapterSpec) -> str:
        if adapter_spec.method == ADAPT_MULTIPLE_CHOICE_JOINT:
            return _MULTIPLE_CHOICE.get(self.scenario, "Answer with only a single letter.")
        if adapter_spec.method == ADAPT_GENERATION:
            noun = adapter_spec.output_prefix.split(":")[0]
            if self.scenario == "legalbench" and noun != "Answer":
                return f"Answer with the {noun.lower()}."
            return self._known(_GENERATION)
        if adapter_spec.method == ADAPT_MULTIPLE_CHOICE_JOINT_CHAIN_OF_THOUGHT:
            return self._known(_CHAIN_OF_THOUGHT)
        raise RunEntryError(f"{self.name} is not for the method {adapter_spec.method}")

    def _known(self, sentences: Dict[str, str]) -> str:
        if self.scenario not in sentences:
            raise RunEntryError(
                f"Unknown scenario {self.scenario}; {self.name} knows {', '.join(sentences)}"
                f"{nearest(self.scenario, sentences)}"
            )
        return sentences[self.scenario]

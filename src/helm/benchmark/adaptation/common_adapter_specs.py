"""Adapter specs of the usual kinds of task, for run spec functions."""

from typing import Any, Dict, List, Optional

from helm.benchmark.adaptation.adapter_spec import (
    ADAPT_GENERATION,
    ADAPT_LANGUAGE_MODELING,
    ADAPT_MULTIPLE_CHOICE_JOINT,
    ADAPT_MULTIPLE_CHOICE_JOINT_CHAIN_OF_THOUGHT,
    ADAPT_MULTIPLE_CHOICE_SEPARATE_METHODS,
    ADAPT_RANKING_BINARY,
    AdapterSpec,
)
from helm.common.errors import RunEntryError, nearest


def format_instructions(instructions: str) -> str:
    """The instructions with a line break after them; none stay none."""
    return instructions + "\n" if instructions else ""


def _noun_prefix(noun: Optional[str], separator: str = " ") -> str:
    """`noun: `, or nothing without a noun."""
    return "" if noun is None else f"{noun}:{separator}"


def get_multiple_choice_joint_adapter_spec(
    instructions: str,
    input_noun: Optional[str],
    output_noun: Optional[str],
    num_outputs: int = 5,
    max_train_instances: int = 5,
    max_tokens: int = 5,
    sample_train: bool = True,
    **kwargs: Any,
) -> AdapterSpec:
    """The question with all choices in one prompt; the model names a letter.

    `kwargs` are further fields of the adapter spec and win over the prefixes and suffixes made of the nouns.
    """
    fields: Dict[str, Any] = {
        "method": ADAPT_MULTIPLE_CHOICE_JOINT,
        "instructions": format_instructions(instructions),
        "input_prefix": _noun_prefix(input_noun),
        "input_suffix": "" if input_noun is None else "\n",
        "output_prefix": _noun_prefix(output_noun),
        "output_suffix": "\n",
        "max_train_instances": max_train_instances,
        "num_outputs": num_outputs,
        "max_tokens": max_tokens,
        "temperature": 0.0,
        "stop_sequences": ["\n"],
        "sample_train": sample_train,
    }
    return AdapterSpec(**{**fields, **kwargs})


def get_multiple_choice_joint_chain_of_thought_adapter_spec(
    instructions: str, input_noun: Optional[str], output_noun: Optional[str], **kwargs: Any
) -> AdapterSpec:
    """As `get_multiple_choice_joint_adapter_spec`, with the reasoning of the in-context examples."""
    method = ADAPT_MULTIPLE_CHOICE_JOINT_CHAIN_OF_THOUGHT
    return get_multiple_choice_joint_adapter_spec(instructions, input_noun, output_noun, **{"method": method, **kwargs})


def get_multiple_choice_separate_adapter_spec(method: str, empty_input: bool = False) -> AdapterSpec:
    """The question with each choice in a prompt of its own; the most likely choice is the answer.

    Raises:
        RunEntryError: `method` is no separate method.
    """
    if method not in ADAPT_MULTIPLE_CHOICE_SEPARATE_METHODS:
        raise _unknown_method(method, ADAPT_MULTIPLE_CHOICE_SEPARATE_METHODS)
    return AdapterSpec(
        method=method,
        input_prefix="",
        input_suffix="",
        output_prefix="" if empty_input else " ",
        output_suffix="",
        max_train_instances=0,
        num_outputs=1,
        max_tokens=0,
        temperature=0.0,
    )


def get_multiple_choice_adapter_spec(
    method: str,
    instructions: str,
    input_noun: Optional[str],
    output_noun: Optional[str],
    max_train_instances: int = 5,
    num_outputs: int = 5,
    max_tokens: int = 1,
    empty_input: bool = False,
    sample_train: bool = True,
    **kwargs: Any,
) -> AdapterSpec:
    """The adapter spec of one of the multiple-choice methods; the separate ones look at `empty_input` only.

    Raises:
        RunEntryError: `method` is no multiple-choice method.
    """
    if method in ADAPT_MULTIPLE_CHOICE_SEPARATE_METHODS:
        return get_multiple_choice_separate_adapter_spec(method, empty_input)
    joint = {
        ADAPT_MULTIPLE_CHOICE_JOINT: get_multiple_choice_joint_adapter_spec,
        ADAPT_MULTIPLE_CHOICE_JOINT_CHAIN_OF_THOUGHT: get_multiple_choice_joint_chain_of_thought_adapter_spec,
    }
    if method not in joint:
        raise _unknown_method(method, [*joint, *ADAPT_MULTIPLE_CHOICE_SEPARATE_METHODS])
    return joint[method](
        instructions,
        input_noun,
        output_noun,
        num_outputs=num_outputs,
        max_train_instances=max_train_instances,
        max_tokens=max_tokens,
        sample_train=sample_train,
        **kwargs,
    )


def _unknown_method(method: str, accepted: List[str]) -> RunEntryError:
    return RunEntryError(
        f"Invalid adaptation method: {method!r}; accepted are {', '.join(accepted)}{nearest(str(method), accepted)}"
    )


def get_ranking_binary_adapter_spec(
    document_noun: str = "Passage",
    query_noun: str = "Query",
    output_prefix: str = "Does the passage answer the query?",
    output_noun: str = "Answer",
    max_train_instances: int = 4,
    num_outputs: int = 1,
    num_train_trials: int = 1,
    temperature: float = 0.0,
    max_tokens: int = 5,
    **kwargs: Any,
) -> AdapterSpec:
    """A passage and a query in one prompt; the model says whether the one answers the other.

    An instance gives a relevant and an irrelevant example, hence the even `max_train_instances`.

    Raises:
        ValueError: `max_train_instances` is odd.
    """
    if max_train_instances % 2 != 0:
        raise ValueError(f"max_train_instances must be even for binary ranking, but is {max_train_instances}")
    return AdapterSpec(
        method=ADAPT_RANKING_BINARY,
        input_prefix=f"{query_noun}: ",
        input_suffix="\n",
        reference_prefix=f"{document_noun}: ",
        reference_suffix="\n",
        output_prefix=f"{output_prefix}\n{output_noun}: ",
        max_train_instances=max_train_instances // 2,
        num_outputs=num_outputs,
        num_train_trials=num_train_trials,
        temperature=temperature,
        max_tokens=max_tokens,
        **kwargs,
    )


def get_completion_adapter_spec(
    instructions: str = "",
    input_prefix: str = "",
    output_prefix: str = "",
    output_suffix: str = "",
    max_train_instances: int = 0,
    temperature: float = 0.0,
    num_outputs: int = 1,
    max_tokens: int = 100,
    stop_sequences: Optional[List[str]] = None,
    **kwargs: Any,
) -> AdapterSpec:
    """The input alone; the model goes on with it."""
    return AdapterSpec(
        method=ADAPT_GENERATION,
        instructions=format_instructions(instructions),
        input_prefix=input_prefix,
        input_suffix="",
        output_prefix=output_prefix,
        output_suffix=output_suffix,
        max_train_instances=max_train_instances,
        temperature=temperature,
        num_outputs=num_outputs,
        max_tokens=max_tokens,
        stop_sequences=stop_sequences or [],
        **kwargs,
    )


def get_generation_adapter_spec(
    instructions: str = "",
    input_noun: Optional[str] = None,
    newline_after_input_noun: bool = False,
    output_noun: Optional[str] = None,
    newline_after_output_noun: bool = False,
    max_train_instances: int = 5,
    num_outputs: int = 1,
    max_tokens: int = 5,
    stop_sequences: Optional[List[str]] = None,
    temperature: float = 0.0,
    multi_label: bool = False,
    sample_train: bool = True,
) -> AdapterSpec:
    """The input after in-context examples; the model writes the answer, up to the end of the line by default."""
    return AdapterSpec(
        method=ADAPT_GENERATION,
        instructions=format_instructions(instructions),
        input_prefix=_noun_prefix(input_noun, "\n" if newline_after_input_noun else " "),
        input_suffix="\n",
        output_prefix=_noun_prefix(output_noun, "\n" if newline_after_output_noun else " "),
        output_suffix="\n",
        max_train_instances=max_train_instances,
        num_outputs=num_outputs,
        max_tokens=max_tokens,
        stop_sequences=["\n"] if stop_sequences is None else stop_sequences,
        temperature=temperature,
        multi_label=multi_label,
        sample_train=sample_train,
    )


def get_instruct_adapter_spec(
    num_outputs: int = 1, max_tokens: int = 512, temperature: float = 0.7, max_train_instances: int = 0
) -> AdapterSpec:
    """The input as an instruction to follow, after in-context examples if asked for."""
    return AdapterSpec(
        method=ADAPT_GENERATION,
        input_prefix="",
        input_suffix="\n",
        output_prefix="",
        output_suffix="",
        max_train_instances=max_train_instances,
        num_outputs=num_outputs,
        max_tokens=max_tokens,
        temperature=temperature,
        stop_sequences=[],
    )


get_few_shot_instruct_adapter_spec = get_instruct_adapter_spec


def get_language_modeling_adapter_spec() -> AdapterSpec:
    """The input is scored, nothing is generated."""
    return AdapterSpec(
        method=ADAPT_LANGUAGE_MODELING,
        input_prefix="",
        input_suffix="",
        output_prefix="",
        output_suffix="",
        max_train_instances=0,
        num_outputs=1,
        max_tokens=0,
        temperature=0.0,
    )


def get_summarization_adapter_spec(
    num_sents: Optional[int], max_train_instances: int = 5, **kwargs: Any
) -> AdapterSpec:
    """An article to be summarized, in `num_sents` sentences unless it is None."""
    length = "" if num_sents is None else " in 1 sentence" if num_sents == 1 else f" in {num_sents} sentences"
    return AdapterSpec(
        method=ADAPT_GENERATION,
        input_prefix="###\nArticle: ",
        input_suffix="\n\n",
        output_prefix=f"Summarize the above article{length}.\n",
        output_suffix="\n",
        max_train_instances=max_train_instances,
        num_outputs=1,
        stop_sequences=["###"],
        **kwargs,
    )


def get_machine_translation_adapter_spec(
    source_language: str, target_language: str, max_train_instances: int, **kwargs: Any
) -> AdapterSpec:
    """A sentence to be translated; languages are given by their English names."""
    return AdapterSpec(
        method=ADAPT_GENERATION,
        instructions=f"Translate the following sentences from {source_language} to {target_language}.",
        input_prefix=f"{source_language}: ",
        input_suffix="\n",
        output_prefix=f"{target_language}: ",
        output_suffix="\n",
        max_train_instances=max_train_instances,
        num_outputs=1,
        stop_sequences=["\n\n"],
        temperature=0.0,
        **kwargs,
    )

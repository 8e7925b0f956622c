"""The adapter specs of usual tasks, as what differs from AdapterSpec()."""

from dataclasses import fields

import pytest

from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.adaptation.common_adapter_specs import (
    format_instructions,
    get_completion_adapter_spec,
    get_few_shot_instruct_adapter_spec,
    get_generation_adapter_spec,
    get_instruct_adapter_spec,
    get_language_modeling_adapter_spec,
    get_machine_translation_adapter_spec,
    get_multiple_choice_adapter_spec,
    get_multiple_choice_joint_adapter_spec,
    get_multiple_choice_joint_chain_of_thought_adapter_spec,
    get_multiple_choice_separate_adapter_spec,
    get_ranking_binary_adapter_spec,
    get_summarization_adapter_spec,
)
from helm.common.errors import RunEntryError

JOINT = {
    "method": "multiple_choice_joint",
    "instructions": "Choose.\n",
    "input_prefix": "Question: ",
    "output_prefix": "Answer: ",
    "temperature": 0.0,
    "max_tokens": 5,
    "stop_sequences": ["\n"],
}
BARE = {"input_prefix": "", "input_suffix": "", "output_prefix": "", "output_suffix": ""}
SCORED = {"max_train_instances": 0, "num_outputs": 1, "max_tokens": 0, "temperature": 0.0}
INSTRUCT = {
    "method": "generation",
    "input_prefix": "",
    "output_prefix": "",
    "output_suffix": "",
    "max_train_instances": 0,
    "num_outputs": 1,
    "max_tokens": 512,
    "temperature": 0.7,
}
SUMMARY = {
    "method": "generation",
    "input_prefix": "###\nArticle: ",
    "input_suffix": "\n\n",
    "num_outputs": 1,
    "stop_sequences": ["###"],
}
CASES = [
    (get_multiple_choice_joint_adapter_spec("Choose.", "Question", "Answer"), JOINT),
    (
        get_multiple_choice_joint_adapter_spec("", None, None, num_outputs=1, max_train_instances=2, max_tokens=1),
        {
            **{name: value for name, value in JOINT.items() if name != "instructions"},
            "input_prefix": "",
            "input_suffix": "",
            "output_prefix": "",
            "num_outputs": 1,
            "max_train_instances": 2,
            "max_tokens": 1,
        },
    ),
    (
        get_multiple_choice_joint_adapter_spec(
            "Choose.", "Question", "Answer", sample_train=False, output_suffix=";", reference_prefix="(A) "
        ),
        {**JOINT, "sample_train": False, "output_suffix": ";", "reference_prefix": "(A) "},
    ),
    (
        get_multiple_choice_joint_chain_of_thought_adapter_spec("Choose.", "Question", "Answer"),
        {**JOINT, "method": "multiple_choice_joint_chain_of_thought"},
    ),
    (
        get_multiple_choice_adapter_spec("multiple_choice_joint", "Choose.", "Question", "Answer"),
        {**JOINT, "max_tokens": 1},
    ),
    (
        get_multiple_choice_adapter_spec("multiple_choice_joint_chain_of_thought", "Choose.", "Question", "Answer"),
        {**JOINT, "max_tokens": 1, "method": "multiple_choice_joint_chain_of_thought"},
    ),
    (
        get_multiple_choice_adapter_spec("multiple_choice_separate_original", "Choose.", "Question", "Answer"),
        {**BARE, **SCORED, "method": "multiple_choice_separate_original", "output_prefix": " "},
    ),
    (
        get_multiple_choice_separate_adapter_spec("multiple_choice_separate_calibrated", empty_input=True),
        {**BARE, **SCORED, "method": "multiple_choice_separate_calibrated"},
    ),
    (
        get_ranking_binary_adapter_spec(stop_sequences=["\n"]),
        {
            "method": "ranking_binary",
            "input_prefix": "Query: ",
            "reference_prefix": "Passage: ",
            "output_prefix": "Does the passage answer the query?\nAnswer: ",
            "max_train_instances": 2,
            "num_outputs": 1,
            "max_tokens": 5,
            "temperature": 0.0,
            "stop_sequences": ["\n"],
        },
    ),
    (
        get_completion_adapter_spec("Go on."),
        {
            **BARE,
            "method": "generation",
            "instructions": "Go on.\n",
            "max_train_instances": 0,
            "num_outputs": 1,
            "temperature": 0.0,
        },
    ),
    (
        get_generation_adapter_spec(),
        {
            "method": "generation",
            "input_prefix": "",
            "output_prefix": "",
            "num_outputs": 1,
            "max_tokens": 5,
            "temperature": 0.0,
            "stop_sequences": ["\n"],
        },
    ),
    (
        get_generation_adapter_spec("Do.", "Q", True, "A", True, 3, 2, 9, [], 0.5, True, False),
        {
            "method": "generation",
            "instructions": "Do.\n",
            "input_prefix": "Q:\n",
            "output_prefix": "A:\n",
            "max_train_instances": 3,
            "num_outputs": 2,
            "max_tokens": 9,
            "temperature": 0.5,
            "multi_label": True,
            "sample_train": False,
        },
    ),
    (get_instruct_adapter_spec(), INSTRUCT),
    (get_few_shot_instruct_adapter_spec(max_train_instances=3), {**INSTRUCT, "max_train_instances": 3}),
    (get_language_modeling_adapter_spec(), {**BARE, **SCORED, "method": "language_modeling"}),
    (
        get_summarization_adapter_spec(3, max_tokens=128, temperature=0.3),
        {
            **SUMMARY,
            "output_prefix": "Summarize the above article in 3 sentences.\n",
            "max_tokens": 128,
            "temperature": 0.3,
        },
    ),
    (get_summarization_adapter_spec(1), {**SUMMARY, "output_prefix": "Summarize the above article in 1 sentence.\n"}),
    (get_summarization_adapter_spec(None), {**SUMMARY, "output_prefix": "Summarize the above article.\n"}),
    (
        get_machine_translation_adapter_spec("German", "English", 1),
        {
            "method": "generation",
            "instructions": "Translate the following sentences from German to English.",
            "input_prefix": "German: ",
            "output_prefix": "English: ",
            "max_train_instances": 1,
            "num_outputs": 1,
            "temperature": 0.0,
            "stop_sequences": ["\n\n"],
        },
    ),
]


@pytest.mark.parametrize("adapter_spec, expected", CASES)
def test_what_differs_from_the_defaults(adapter_spec, expected):
    default = AdapterSpec()
    names = [field.name for field in fields(AdapterSpec)]
    assert {n: getattr(adapter_spec, n) for n in names if getattr(adapter_spec, n) != getattr(default, n)} == expected


def test_instructions_end_in_a_line_break_if_there_are_any():
    assert (format_instructions(""), format_instructions("Do.")) == ("", "Do.\n")


def test_unknown_method_is_told_with_those_accepted():
    with pytest.raises(RunEntryError, match="'multiple_choice_join'; .*did you mean 'multiple_choice_joint'"):
        get_multiple_choice_adapter_spec("multiple_choice_join", "", "Question", "Answer")
    with pytest.raises(RunEntryError, match="'generation'; accepted are multiple_choice_separate_original"):
        get_multiple_choice_separate_adapter_spec("generation")


def test_ranking_examples_come_in_pairs():
    with pytest.raises(ValueError, match="must be even .*but is 3"):
        get_ranking_binary_adapter_spec(max_train_instances=3)

"""Every expander: the names and the fields of what it makes of one run spec."""

from dataclasses import replace

import pytest

from helm.benchmark.adaptation.adapter_spec import (
    ADAPT_MULTIPLE_CHOICE_JOINT,
    ADAPT_MULTIPLE_CHOICE_JOINT_CHAIN_OF_THOUGHT,
    ADAPT_MULTIPLE_CHOICE_SEPARATE_ORIGINAL,
    Substitution,
)
from helm.benchmark.metrics.metric import MetricSpec
from helm.benchmark.run_expander import RUN_EXPANDERS, ModelRunExpander, NovaRunExpander
from helm.common.errors import RunEntryError

ANSWER_FORM = (
    "Here are some input-output examples. Read the examples carefully to figure out the mapping. The output of the last "
    "example is not given, and your job is to figure out what it is.\n\n"
)
FOLLOW = (
    "\n\nPlease provide the output to this last example. It is critical to follow the format of the preceding outputs!"
)

# key, value -> for each run spec: its name and the changed fields of its adapter spec
ADAPTER_CASES = [
    ("instructions", "none", [("task,instructions=none", {"instructions": ""})]),
    (
        "instructions",
        "expert",
        [
            (
                "task,instructions=expert",
                {
                    "instructions": "I am an expert AI assistant who is here to help you with the following. Do it.\n",
                },
            )
        ],
    ),
    (
        "prompt",
        "human_assistant",
        [
            (
                "task,prompt=human_assistant",
                {
                    "input_prefix": 'Human: What is the answer to "',
                    "input_suffix": '"?\n',
                    "output_prefix": 'Assistant: The answer is "',
                    "output_suffix": '".\n',
                    "stop_sequences": ['".'],
                },
            )
        ],
    ),
    ("prompt", "qa", [("task,prompt=qa", {"input_prefix": "Q: ", "output_prefix": "A: "})]),
    (
        "prompt",
        "question_answer",
        [("task,prompt=question_answer", {"input_prefix": "Question: ", "output_prefix": "Answer: "})],
    ),
    (
        "prompt",
        "input_output",
        [("task,prompt=input_output", {"input_prefix": "Input: ", "output_prefix": "Output: "})],
    ),
    ("prompt", "i_o", [("task,prompt=i_o", {"input_prefix": "I: ", "output_prefix": "O: "})]),
    (
        "prompt",
        "input_output_html",
        [
            (
                "task,prompt=input_output_html",
                {
                    "input_prefix": "<input>",
                    "input_suffix": "</input>\n",
                    "output_prefix": "<output>",
                    "output_suffix": "</output>\n",
                },
            )
        ],
    ),
    ("newline", "semicolon", [("task,newline=semicolon", {"substitutions": [Substitution("\n", ";\n")]})]),
    ("newline", "br", [("task,newline=br", {"substitutions": [Substitution("\n", "<br>\n")]})]),
    ("stop", "none", [("task,stop=none", {"stop_sequences": []})]),
    ("stop", "hash", [("task,stop=hash", {"instance_prefix": "###\n\n", "stop_sequences": ["###"]})]),
    ("stop", "semicolon", [("task,stop=semicolon", {"instance_prefix": ";\n\n", "stop_sequences": [";"]})]),
    ("stop", "br", [("task,stop=br", {"instance_prefix": "<br>\n\n", "stop_sequences": ["<br>"]})]),
    ("add_to_stop", "newline", [("task", {"stop_sequences": ["\n", "\n"]})]),
    ("add_to_stop", "END", [("task", {"stop_sequences": ["\n", "END"]})]),
    ("global_prefix", "nlg", [("task,global_prefix=nlg", {"global_prefix": "[NLG]"})]),
    ("format_prompt", "Say: ", [("task", {"input_prefix": "Say: ", "output_prefix": ""})]),
    ("num_train_trials", 3, [("task:num_train_trials=3", {"num_train_trials": 3})]),
    ("max_train_instances", 7, [("task:max_train_instances=7", {"max_train_instances": 7})]),
    ("max_train_instances", "zero", [("task:max_train_instances=0", {"max_train_instances": 0})]),
    ("max_train_instances", "one", [("task:max_train_instances=1", {"max_train_instances": 1})]),
    (
        "max_train_instances",
        "all",
        [(f"task:max_train_instances={n}", {"max_train_instances": n}) for n in (0, 1, 2, 4, 8, 16)],
    ),
    (
        "max_train_instances",
        "big_bench_few_shot_setting",
        [(f"task:max_train_instances={n}", {"max_train_instances": n}) for n in (0, 1, 2, 3)],
    ),
    (
        "max_train_instances",
        "vhelm",
        [(f"task:max_train_instances={n}", {"max_train_instances": n}) for n in (0, 1, 2, 4, 8)],
    ),
    (
        "max_train_instances",
        "melt",
        [(f"task:max_train_instances={n}", {"max_train_instances": n}) for n in (0, 1, 5)],
    ),
    ("max_eval_instances", 9, [("task:max_eval_instances=9", {"max_eval_instances": 9})]),
    *(
        ("max_eval_instances", value, [(f"task:max_eval_instances={n}", {"max_eval_instances": n})])
        for value, n in (("default", 1000), ("heim_default", 100), ("heim_fid", 30000), ("heim_art_styles", 17))
    ),
    ("num_outputs", "default", [("task:num_outputs=1", {"num_outputs": 1})]),
    (
        "num_outputs",
        "copyright_sweep",
        [("task:num_outputs=1", {"num_outputs": 1}), ("task:num_outputs=10", {"num_outputs": 10})],
    ),
    ("num_trials", "heim_efficiency", [("task:num_trials=5", {"num_trials": 5})]),
    ("num_trials", 2, [("task:num_trials=2", {"num_trials": 2})]),
    ("model", "me/plain", [("task:model=me_plain", {"model": "me/plain"})]),
    ("model", "gpt2", [("task:model=gpt2", {"model": "gpt2"})]),
    (
        "model",
        "host/me/plain",
        [("task:model=me_plain", {"model": "me/plain", "model_deployment": "host/me/plain"})],
    ),
    ("model", "openai/curie", []),
    ("model_deployment", "host/x", [("task:model_deployment=host_x", {"model_deployment": "host/x"})]),
    ("num_output_tokens", 12, [("task:num_output_tokens=12", {"max_tokens": 12})]),
    (
        "num_output_tokens",
        "default_sweep",
        [(f"task:num_output_tokens={n}", {"max_tokens": n}) for n in (1, 2, 4, 8, 16, 32, 64)],
    ),
    ("eval_split", "valid", [("task:eval_split=valid", {"eval_splits": ["valid"]})]),
    ("temperature", 0.5, [("task", {"temperature": 0.5})]),
    ("increase_temperature", 0.25, [("task", {"temperature": 0.25})]),
    ("increase_max_tokens", 100, [("task", {"max_tokens": 105})]),
    (
        "follow_format_instructions",
        "all",
        [("task", {"global_prefix": ANSWER_FORM, "global_suffix": f"{FOLLOW}\nOut:"})],
    ),
]


@pytest.mark.parametrize("key, value, expected", ADAPTER_CASES, ids=[f"{k}={v}" for k, v, _ in ADAPTER_CASES])
def test_what_changes_in_the_adapter_spec(base, key, value, expected):
    assert RUN_EXPANDERS[key](value).expand(base) == [
        replace(base, name=name, adapter_spec=replace(base.adapter_spec, **fields)) for name, fields in expected
    ]


SCENARIO_CASES = [
    ("num_prompt_tokens", 3, "", [("num_prompt_tokens=3", 3)]),
    (
        "num_prompt_tokens",
        "default_sweep",
        "",
        [(f"num_prompt_tokens={n}", n) for n in (1, 256, 512, 1024, 1536)],
    ),
    ("tokenizer", "org/t", "", [("tokenizer=org_t", "org/t")]),
    ("tokenizer", "default", "together/ul2", [("tokenizer=google_ul2", "google/ul2")]),
    ("tokenizer", "default", "huggingface/santacoder", [("tokenizer=bigcode_santacoder", "bigcode/santacoder")]),
    ("tokenizer", "default", "openai/davinci", []),
    ("tokenizer", "default", "", []),
]


@pytest.mark.parametrize("key, value, deployment, expected", SCENARIO_CASES)
def test_what_changes_in_the_scenario_spec(base, key, value, deployment, expected):
    base = replace(base, name="task:a=b", adapter_spec=replace(base.adapter_spec, model_deployment=deployment))
    assert RUN_EXPANDERS[key](value).expand(base) == [
        replace(
            base,
            name=f"task:a=b,{suffix}",
            scenario_spec=replace(base.scenario_spec, args={"kept": 1, key: argument}),
        )
        for suffix, argument in expected
    ]


def test_every_key_of_a_run_entry_is_tried_here():
    elsewhere = {"data_augmentation", "output_format_instructions", "process_output", "chatml"}
    tried = {key for key, _, _ in ADAPTER_CASES} | {case[0] for case in SCENARIO_CASES} | elsewhere
    assert tried == set(RUN_EXPANDERS)


def test_process_output_wraps_all_metrics(base):
    (expanded,) = RUN_EXPANDERS["process_output"]("pkg.clean").expand(base)
    wrapped = {"processor": "pkg.clean", "metric_specs": [{"class_name": "m.Metric", "args": {"names": ["x"]}}]}
    assert expanded == replace(
        base,
        metric_specs=[MetricSpec("helm.benchmark.metrics.output_processing_metric.OutputProcessingMetric", wrapped)],
    )


GROUPS = {
    "text": ["me/plain", "me/instruct", "openai/davinci"],
    "code": ["me/coder"],
    "text_code": ["me/plain", "me/instruct", "openai/davinci", "me/coder"],
    "all": ["me/plain", "me/instruct", "me/coder", "openai/davinci", "me/draws", "me/sees", "me/hears"],
    "instruction_following": ["me/instruct"],
    "full_functionality_text": ["me/plain"],
    "limited_functionality_text": ["me/instruct"],
    "text_to_image": ["me/draws"],
    "vlm": ["me/sees"],
    "audiolm": ["me/hears"],
    "summarization_zs": ["openai/davinci", "openai/text-davinci-002", "openai/text-curie-001"],
    "biomedical": ["openai/text-davinci-003"],
    "interactive_qa": ["openai/text-davinci-001", "openai/davinci", "ai21/j1-jumbo", "openai/text-babbage-001"],
    "opinions_qa_ai21": ["ai21/j1-grande", "ai21/j1-jumbo", "ai21/j1-grande-v2-beta"],
    "ai21/j1-jumbo": ["ai21/j1-jumbo"],
    "ablation": ["me/plain", "me/coder"],
    "ablation_text": ["me/plain"],
    "ablation_code": ["me/coder"],
    "ablation_vlm": [],
    "ablation_unknown": ["ablation_unknown"],
}


@pytest.mark.parametrize("group", GROUPS)
def test_models_of_a_group(base, group):
    assert [spec.adapter_spec.model for spec in ModelRunExpander(group).expand(base)] == GROUPS[group]


def test_follow_format_instructions_for_models_that_follow_instructions(base):
    expander = RUN_EXPANDERS["follow_format_instructions"]("instruct")
    for model, changed in (("me/plain", False), ("me/instruct", True), ("me/unheard_of", False)):
        spec = replace(base, adapter_spec=replace(base.adapter_spec, model=model))
        assert (expander.expand(spec) != [spec]) == changed


FORMATS = [
    # method, value, output prefix, instructions, global suffix
    (ADAPT_MULTIPLE_CHOICE_JOINT, "mmlu", "A: ", "Answer with only a single letter.\n\nDo it.\n", "S"),
    (ADAPT_MULTIPLE_CHOICE_JOINT, "arabic_mcqa", "A: ", "اكتب حرف الإجابة فقط، دون أي إضافات أخرى.\n\nDo it.\n", "S"),
    (
        ADAPT_MULTIPLE_CHOICE_JOINT,
        "mmlu_only_last_question",
        "A: ",
        "Answer only the last question with only a single letter.\n\nDo it.\n",
        "S",
    ),
    (
        ADAPT_MULTIPLE_CHOICE_JOINT,
        "mcqa_no_period_suffix",
        "A: ",
        "Do it.\n",
        "S\n\nAnswer with only a single letter. Do not include a period in your answer.",
    ),
    ("generation", "legalbench", "Label: ", "Answer with the label.\n\nDo it.\n", "S"),
    ("generation", "legalbench", "Answer: ", "Answer yes or no.\n\nDo it.\n", "S"),
    (
        "generation",
        "natural_qa_short_answer_no_prefix",
        "Answer: ",
        "Answer with a short answer. Do not include 'Answer:' in your answer.\n\nDo it.\n",
        "S",
    ),
    (
        "generation",
        "math_no_prefix_suffix",
        "Answer: ",
        "Do it.\n",
        "S\n\nWrap the final answer with the \\boxed{} command. Do not include 'Answer:' in your answer.",
    ),
    (
        ADAPT_MULTIPLE_CHOICE_JOINT_CHAIN_OF_THOUGHT,
        "gpqa_suffix",
        "",
        "Do it.\n",
        'S\n\nIn your response, replace "insert answer here" with the single uppercase letter corresponding to your '
        "answer.",
    ),
]


@pytest.mark.parametrize("method, value, output_prefix, instructions, suffix", FORMATS)
def test_output_format_instructions(base, method, value, output_prefix, instructions, suffix):
    adapter_spec = replace(base.adapter_spec, method=method, output_prefix=output_prefix, global_suffix="S")
    (expanded,) = RUN_EXPANDERS["output_format_instructions"](value).expand(replace(base, adapter_spec=adapter_spec))
    assert expanded == replace(
        base, adapter_spec=replace(adapter_spec, instructions=instructions, global_suffix=suffix)
    )


def test_output_format_instructions_are_the_only_ones(base):
    spec = replace(base, adapter_spec=replace(base.adapter_spec, instructions=""))
    (expanded,) = RUN_EXPANDERS["output_format_instructions"]("wmt_14").expand(spec)
    assert expanded.adapter_spec.instructions == "Answer with the English translation.\n"


def test_nova_prefix(base):
    (expanded,) = NovaRunExpander().expand(base)
    assert expanded.adapter_spec.global_prefix.endswith("in the provided examples strictly.\n\n")


WRONG_VALUES = [
    ("instructions", "no", "accepted are none, expert"),
    ("prompt", "question_answers", "did you mean 'question_answer'"),
    ("stop", "hsh", "did you mean 'hash'"),
    ("data_augmentation", "robust", "did you mean 'robustness'"),
    ("max_train_instances", "al", "a whole number, zero, one, all"),
    ("max_train_instances", 1.5, "a whole number"),
    ("max_eval_instances", -1, "a whole number"),
    ("num_output_tokens", "many", "a whole number, default_sweep"),
    ("num_prompt_tokens", "many", "a whole number, default_sweep"),
    ("increase_max_tokens", "x", "a whole number"),
    ("temperature", "hot", "must be a number"),
    ("eval_split", "train", "accepted are valid, test"),
    ("follow_format_instructions", "some", "accepted are all, instruct"),
]


@pytest.mark.parametrize("key, value, message", WRONG_VALUES)
def test_wrong_values_are_told_with_those_accepted(key, value, message):
    with pytest.raises(RunEntryError, match=message) as caught:
        RUN_EXPANDERS[key](value)
    assert key in str(caught.value)


UNFIT = [
    ("output_format_instructions", "wmt", "generation", "did you mean 'wmt_14'"),
    ("output_format_instructions", "mmlu", ADAPT_MULTIPLE_CHOICE_SEPARATE_ORIGINAL, "is not for the method"),
    ("follow_format_instructions", "all", ADAPT_MULTIPLE_CHOICE_JOINT, "is for the method generation"),
    ("follow_format_instructions", "instruct", "generation", "must stand after model="),
]


@pytest.mark.parametrize("key, value, method, message", UNFIT)
def test_run_specs_that_an_expander_does_not_fit(base, key, value, method, message):
    with pytest.raises(RunEntryError, match=message):
        RUN_EXPANDERS[key](value).expand(replace(base, adapter_spec=replace(base.adapter_spec, method=method)))

"""Entries to run specs: order of effects, settings of the command line, what models need, and errors."""

from dataclasses import replace

import pytest

from helm.benchmark.adaptation.adapter_spec import (
    ADAPT_LANGUAGE_MODELING,
    ADAPT_MULTIPLE_CHOICE_JOINT,
)
from helm.benchmark.model_deployment_registry import ClientSpec, ModelDeployment, register_model_deployment
from helm.benchmark.model_metadata_registry import MODEL_NAME_TO_MODEL_METADATA
from helm.benchmark.presentation.run_entry import RunEntry
from helm.benchmark.run_expander.model_adjustments import alter_run_spec
from helm.benchmark.run_spec import run_spec_function
from helm.benchmark.run_spec_factory import expand_entries, run_entries_to_run_specs, validate_models_to_run
from helm.common.errors import ConfigError, HelmError, RunEntryError

pytestmark = pytest.mark.usefixtures("task")


def expand(description, groups=None, priority=None, **options):
    return run_entries_to_run_specs([RunEntry(description, groups=groups, priority=priority)], **options)


def register_deployment(name, model, **fields):
    client_spec = ClientSpec("helm.clients.simple_client.SimpleClient")
    register_model_deployment(ModelDeployment(name=name, model_name=model, client_spec=client_spec, **fields))


NAMES = {
    "task:model=me/plain": ["task:model=me_plain"],
    "task:level=hard,model=me/plain": ["task:level=hard,model=me_plain"],
    "task:model=me/plain,max_train_instances=zero": ["task:model=me_plain,max_train_instances=0"],
    "task:stop=hash,model=me/plain": ["task,stop=hash:model=me_plain"],
    "task:model=me/plain,stop=hash": ["task:model=me_plain,stop=hash"],
    "task:max_train_instances=all,num_outputs=copyright_sweep,model=me/plain": [
        f"task:max_train_instances={n},num_outputs={m},model=me_plain" for n in (0, 1, 2, 4, 8, 16) for m in (1, 10)
    ],
    "task:model=code": ["task:model=me_coder"],
    "task:model=openai/curie": [],
}


@pytest.mark.parametrize("description", NAMES)
def test_arguments_take_effect_in_the_order_of_the_entry(description):
    assert [spec.name for spec in expand(description)] == NAMES[description]


def test_without_model_all_models_that_can_be_run():
    expected = ["me/plain", "me/instruct", "me/coder", "openai/davinci", "me/draws", "me/sees", "me/hears"]
    assert [spec.adapter_spec.model for spec in expand("task")] == expected


def test_default_deployment_is_the_last_that_is_not_deprecated():
    register_deployment("host/first", "me/plain")
    register_deployment("host/second", "me/plain")
    register_deployment("host/third", "me/plain", deprecated=True)
    assert expand("task:model=me/plain")[0].adapter_spec.model_deployment == "host/second"


def test_deployment_chosen_by_its_own_argument_or_by_a_long_name():
    register_deployment("host/me/plain", "me/plain")
    for description in ("task:model=me/plain,model_deployment=host/me/plain", "task:model=host/me/plain"):
        adapter_spec = expand(description)[0].adapter_spec
        assert (adapter_spec.model, adapter_spec.model_deployment) == ("me/plain", "host/me/plain")


def test_model_of_a_deployment_is_filled_in(base):
    register_deployment("host/x", "me/plain")
    altered = alter_run_spec(replace(base, adapter_spec=replace(base.adapter_spec, model_deployment="host/x")))
    assert altered == replace(
        base, adapter_spec=replace(base.adapter_spec, model="me/plain", model_deployment="host/x")
    )


def test_model_nothing_is_known_about_is_taken_for_a_text_model():
    register_deployment("host/y", "me/new")
    del MODEL_NAME_TO_MODEL_METADATA["me/new"]
    assert expand("task:model=me/new")[0].adapter_spec.model_deployment == "host/y"
    assert MODEL_NAME_TO_MODEL_METADATA["me/new"].creator_organization_name == "Unknown"


FOLLOW = (
    "\n\nPlease provide the output to this last example. It is critical to follow the format of the preceding outputs!"
)
ANSWER, QUESTION = "<|im_end|>\n<|im_start|>assistant\n", "<|im_end|>\n<|im_start|>user\n"
# tags, fields before, name suffix, fields after
ADJUSTMENTS = [
    (["NO_NEWLINES_TAG"], {}, ",stop=hash", {"instance_prefix": "###\n\n", "stop_sequences": ["###"]}),
    (
        ["NO_NEWLINES_TAG"],
        {"method": ADAPT_MULTIPLE_CHOICE_JOINT},
        ",stop=hash",
        {"instance_prefix": "###\n\n", "stop_sequences": ["###"]},
    ),
    (["NO_NEWLINES_TAG"], {"method": ADAPT_LANGUAGE_MODELING}, "", {}),
    (["NLG_PREFIX_TAG"], {}, ",global_prefix=nlg", {"global_prefix": "[NLG]"}),
    (
        ["NLG_PREFIX_TAG", "NO_NEWLINES_TAG"],
        {},
        ",stop=hash,global_prefix=nlg",
        {"instance_prefix": "###\n\n", "stop_sequences": ["###"], "global_prefix": "[NLG]"},
    ),
    (
        ["CHATML_MODEL_TAG"],
        {},
        "",
        {
            "instructions": f"<|im_start|>system\nDo it.\n{QUESTION}",
            "instance_prefix": "",
            "output_prefix": f"{ANSWER}Out: ",
            "output_suffix": QUESTION,
            "stop_sequences": ["\n", "<|im_end|>"],
        },
    ),
    (
        ["CHATML_MODEL_TAG"],
        {"instructions": ""},
        "",
        {
            "instructions": "<|im_start|>user\n",
            "instance_prefix": "",
            "output_prefix": f"{ANSWER}Out: ",
            "output_suffix": QUESTION,
            "stop_sequences": ["\n", "<|im_end|>"],
        },
    ),
    *(
        (
            [f"ANTHROPIC_CLAUDE_{version}_MODEL_TAG"],
            {},
            "",
            {
                "global_prefix": "\n\nHuman: Here are some input-output examples. Read the examples carefully to figure "
                "out the mapping. The output of the last example is not given, and your job is to figure out what it "
                "is.\n\n",
                "global_suffix": f"{FOLLOW}\n\nAssistant: Out:",
            },
        )
        for version in (1, 2)
    ),
    (
        ["ANTHROPIC_CLAUDE_3_MODEL_TAG"],
        {"stop_sequences": ["\n", "END", " "]},
        "",
        {"stop_sequences": ["END"]},
    ),
    (["VISION_LANGUAGE_MODEL_TAG", "GOOGLE_GEMINI_PRO_VISION_V1_TAG"], {"max_tokens": 1}, "", {"max_tokens": 2}),
    (["VISION_LANGUAGE_MODEL_TAG", "GOOGLE_GEMINI_PRO_VISION_V1_TAG"], {"max_tokens": 2}, "", {}),
    (["VISION_LANGUAGE_MODEL_TAG"], {"max_tokens": 1}, "", {}),
    (
        ["IDEFICS_MODEL_TAG", "IDEFICS_INSTRUCT_MODEL_TAG"],
        {},
        "",
        {
            "input_prefix": "User: ",
            "input_suffix": "<end_of_utterance>",
            "output_prefix": "\nAssistant: ",
            "output_suffix": "<end_of_utterance>",
            "stop_sequences": ["<end_of_utterance>"],
        },
    ),
    (["IDEFICS_MODEL_TAG"], {}, "", {}),
    (
        ["LLAVA_MODEL_TAG"],
        {},
        "",
        {
            "input_prefix": "USER: <image>",
            "input_suffix": "",
            "output_prefix": "\nASSISTANT: ",
            "output_suffix": "",
        },
    ),
    (["OPEN_FLAMINGO_MODEL_TAG"], {}, "", {"input_prefix": "<|endofchunk|>In: "}),
    (["BUGGY_TEMP_0_TAG"], {}, "", {"temperature": 1e-4}),
    (["BUGGY_TEMP_0_TAG"], {"temperature": 0.5}, "", {}),
    (["NOVA_MODEL_TAG", "OPENAI_CHATGPT_MODEL_TAG"], {}, "", {}),
]


@pytest.mark.parametrize("tags, before, suffix, after", ADJUSTMENTS)
def test_what_models_need(base, register_model, tags, before, suffix, after):
    register_model("me/special", *tags)
    adapter_spec = replace(base.adapter_spec, model="me/special", model_deployment="me/special", **before)
    assert alter_run_spec(replace(base, adapter_spec=adapter_spec)) == replace(
        base, name=f"task{suffix}", adapter_spec=replace(adapter_spec, **after)
    )


def test_one_model_needs_no_stop_sequences(base, register_model):
    register_model("google/medlm-large", "TEXT_MODEL_TAG")
    (spec,) = expand("task:model=google/medlm-large")
    assert spec.name == "task:model=google_medlm-large,stop=none"
    assert spec.adapter_spec.stop_sequences == []


CHATML_PREFIXES = {
    "msmarco:track=regular": ("Relevant?\nAnswer: ", f"Relevant?{ANSWER}Answer: "),
    "summarization_xsum": ("Summarize.\n", f"Summarize.\n{ANSWER}"),
    "summarization_cnndm:a=b": ("Summarize.\n", f"Summarize.\n{ANSWER}"),
}


@pytest.mark.parametrize("name", CHATML_PREFIXES)
def test_where_the_turn_changes_in_chatml(base, register_model, name):
    register_model("me/special", "CHATML_MODEL_TAG")
    before, after = CHATML_PREFIXES[name]
    adapter_spec = replace(base.adapter_spec, model="me/special", output_prefix=before)
    assert alter_run_spec(replace(base, name=name, adapter_spec=adapter_spec)).adapter_spec.output_prefix == after


def test_settings_of_the_command_line_fill_what_is_open():
    (spec,) = expand("task:model=me/plain", max_eval_instances=10, num_train_trials=3)
    assert (spec.adapter_spec.max_eval_instances, spec.adapter_spec.num_train_trials) == (10, 3)
    (spec,) = expand("task:model=me/plain,max_eval_instances=7", max_eval_instances=10)
    assert spec.adapter_spec.max_eval_instances == 7
    (spec,) = expand("task:model=me/plain,num_train_trials=5")
    assert spec.adapter_spec.num_train_trials == 5


def test_one_trial_where_there_is_nothing_to_draw():
    (spec,) = expand("task:model=me/plain,max_train_instances=0,num_train_trials=4", num_train_trials=3)
    assert spec.adapter_spec.num_train_trials == 1


def test_groups_of_an_entry_are_added_and_named_in_order():
    (spec,) = expand("task:model=me/plain", groups=["g1", "g0"])
    assert (spec.name, spec.groups) == ("task:model=me_plain,groups=g0-g1", ["task_group", "g1", "g0"])
    (spec,) = expand("task:model=me/plain", groups=[])
    assert (spec.name, spec.groups) == ("task:model=me_plain", ["task_group"])


def test_groups_to_run_are_those_of_the_run_spec_itself():
    assert len(expand("task:model=me/plain", groups_to_run=["task_group", "other"])) == 1
    assert expand("task:model=me/plain", groups=["g"], groups_to_run=["g"]) == []


def test_priority():
    for priority, kept in ((None, 1), (1, 1), (2, 1), (3, 0)):
        assert len(expand("task:model=me/plain", priority=priority)) == 1
        entry = RunEntry("task:model=me/plain", priority=priority)
        assert len(run_entries_to_run_specs([entry], priority=2)) == kept


def models_run(description, models):
    return [spec.adapter_spec.model for spec in expand(description, models_to_run=models)]


def test_models_to_run_take_the_place_of_groups_and_absent_models():
    for description in ("task:model=text", "task", "task:model=code", "task:model=openai_x"):
        assert models_run(description, ["me/draws", "me/plain"]) == ["me/draws", "me/plain"]
    assert expand("task:model=text,stop=none", models_to_run=["me/plain"])[0].name == "task:model=me_plain,stop=none"


def test_models_to_run_filter_entries_that_name_a_model():
    assert models_run("task:model=me/plain", ["me/plain", "me/draws"]) == ["me/plain"]
    assert models_run("task:model=me/plain", ["me/draws"]) == []


def test_models_to_run_may_be_deployments():
    register_deployment("host/me/plain", "me/plain")
    assert models_run("task:model=host/me/plain", ["host/me/plain"]) == ["me/plain"]
    assert models_run("task", ["host/me/plain"]) == ["me/plain"]


def test_models_to_run_must_be_known():
    register_deployment("host/plain", "me/plain")
    validate_models_to_run([], ["me/plain", "host/plain"])
    with pytest.raises(
        ConfigError, match="Unknown model 'me/plane' passed to --models-to-run; did you mean 'me/plain'"
    ):
        validate_models_to_run([RunEntry("task")], ["me/plain", "me/plane"])


NEEDED = [
    (["task:model=text"], "expands to multiple models"),
    (["task:model=me/plain", "task:model=all,level=1"], "expands to multiple models"),
    (["task"], "is omitted"),
    (["task:model_deployment=host/x"], "is omitted"),
    ([], "is omitted"),
]


@pytest.mark.parametrize("descriptions, reason", NEEDED)
def test_models_to_run_is_needed_where_entries_leave_the_model_open(descriptions, reason):
    with pytest.raises(ConfigError, match=f"--models-to-run must be set .*{reason}"):
        validate_models_to_run([RunEntry(description) for description in descriptions], None)


def test_models_to_run_is_not_needed_where_one_entry_names_a_model():
    validate_models_to_run([RunEntry("task:model=me/plain"), RunEntry("task")], None)
    validate_models_to_run([RunEntry("task:model=vlm")], None)


ERRORS = {
    "tsk:model=me/plain": "Unknown run spec name: 'tsk'; did you mean 'task'?",
    "task:level": "Expected <key>=<value>, got 'level'",
    "task:": "Expected <key>=<value>, got ''",
    "task:levl=1,model=me/plain": "unexpected keyword argument 'levl'; it takes arguments level .*did you mean 'level'",
    "task:modle=me/plain": "did you mean 'model'",
    "task:model=me/plane": "Unknown model or no default model deployment found for model me/plane; did you mean 'me/plain'",
    "task:model=texd": "no default model deployment found for model texd; did you mean 'text'",
    "task:model=me/plain,model_deployment=hst/x": "Model deployment 'hst/x' is unknown",
    "task:model=me/draws,model_deployment=me/plain": "the model deployment is for a different model 'me/plain'",
    "task:chatml=x,model=me/plain": "chatml=x cannot be given in a run entry",
    "task:prompt=x,model=me/plain": "Unknown value: prompt=x",
}


@pytest.mark.parametrize("description", ERRORS)
def test_errors_name_the_entry_and_its_place_in_one_line(description):
    entry = RunEntry(description, source="my.conf, line 7")
    with pytest.raises(RunEntryError, match=ERRORS[description]) as caught:
        run_entries_to_run_specs([entry])
    message = str(caught.value)
    assert isinstance(caught.value, (HelmError, ValueError))
    assert message.startswith(f"Run entry '{description}' (my.conf, line 7): ") and "\n" not in message


def test_missing_argument():
    @run_spec_function("picky")
    def picky(subject):
        raise AssertionError("not reached")

    with pytest.raises(RunEntryError, match="missing a required argument: 'subject'; it takes arguments subject"):
        expand("picky:model=me/plain")


def test_faults_inside_a_run_spec_function_are_not_taken_for_wrong_arguments():
    @run_spec_function("faulty")
    def faulty():
        raise TypeError("inside")

    with pytest.raises(TypeError, match="^inside$"):
        expand("faulty:model=me/plain")


def test_entries_that_fail_do_not_stop_the_others():
    @run_spec_function("broken")
    def broken():
        raise KeyError("lost")

    entries = [
        RunEntry("task:model=me/plain"),
        RunEntry("tsk:model=me/plain", source="a.conf, line 2"),
        RunEntry("broken:model=me/plain"),
        RunEntry("task:model=me/draws"),
    ]
    run_specs, failures = expand_entries(entries)
    assert [spec.adapter_spec.model for spec in run_specs] == ["me/plain", "me/draws"]
    assert [failure.entry for failure in failures] == entries[1:3]
    assert str(failures[0]).startswith("Run entry 'tsk:model=me/plain' (a.conf, line 2): Unknown run spec name")
    assert str(failures[1]) == "Run entry 'broken:model=me/plain': KeyError: 'lost'"

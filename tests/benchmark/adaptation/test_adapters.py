"""The requests that each method makes of one training and one evaluated instance."""

from typing import Any, Callable

import pytest

from helm.benchmark.adaptation.adapter_spec import AdapterSpec, Substitution
from helm.benchmark.adaptation.adapters.adapter_factory import AdapterFactory
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.scenarios.scenario import CORRECT_TAG, Input, Instance, Output, Reference
from helm.common.errors import AdaptationError

MakeAdapter = Callable[..., Any]


def references(*texts: str, correct: int | tuple[int, ...] = 0) -> list[Reference]:
    right = (correct,) if isinstance(correct, int) else correct
    return [Reference(Output(text), [CORRECT_TAG] if i in right else []) for i, text in enumerate(texts)]


TRAIN = Instance(Input("tr in"), references("t0", "t1"), split="train", id="id0")
EVAL = Instance(Input("ev in"), references("r0", "r1"), split="test", id="id1")

ONE_SHOT = {"instructions": "INS\n", "max_train_instances": 1, "num_outputs": 5, "max_tokens": 10, "temperature": 0.5}


def prompts(states: list[RequestState]) -> list[str]:
    return [state.request.prompt for state in states]


GENERATION = "INS\n\nInput: tr in\nOutput: t0\n\nInput: ev in\nOutput:"
JOINT = "INS\n\nInput: tr in\nA. t0\nB. t1\nOutput: A\n\nInput: ev in\nA. r0\nB. r1\nOutput:"


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ({"method": "generation"}, [GENERATION]),
        ({"method": "generation", "instructions": ""}, [GENERATION.removeprefix("INS\n\n")]),
        ({"method": "generation", "global_prefix": "GP ", "global_suffix": " GS"}, [f"GP {GENERATION} GS"]),
        (
            {"method": "generation", "substitutions": [Substitution(r"(\w\d)\n", r"<\1>"), Substitution("<", "[")]},
            [GENERATION.replace("t0\n", "[t0>")],
        ),
        ({"method": "generation", "instance_prefix": "###"}, [GENERATION.replace("\n\n", "\n###")]),
        ({"method": "multiple_choice_joint"}, [JOINT]),
        (
            {"method": "multiple_choice_joint", "reference_prefix": "(a) "},
            [JOINT.replace("A. ", "(a) ").replace("B. ", "(b) ").replace(": A", ": a")],
        ),
        (
            {"method": "multiple_choice_joint", "reference_prefix_characters": ["X", "Y"]},
            [JOINT.replace("A", "X").replace("B.", "Y.")],
        ),
        (
            {"method": "multiple_choice_joint_chain_of_thought", "chain_of_thought_prefix": "So "},
            ["INS\n\nInput: tr in\nA. t0\nB. t1\nOutput: So COT\nA. \n\nInput: ev in\nA. r0\nB. r1\nOutput:"],
        ),
        (
            {"method": "multiple_choice_separate_original"},
            [f"INS\n\nInput: tr in\nOutput: t0\n\nInput: ev in\nOutput: r{i}\n" for i in (0, 1)],
        ),
        (
            {"method": "multiple_choice_separate_calibrated"},
            [
                "INS\n\nInput: tr in\nOutput: t0\n\nInput: ev in\nOutput: r0\n",
                "INS\n\nInput: Answer:\nOutput: r0\n",
                "INS\n\nInput: tr in\nOutput: t0\n\nInput: ev in\nOutput: r1\n",
                "INS\n\nInput: Answer:\nOutput: r1\n",
            ],
        ),
        (
            {"method": "ranking_binary", "reference_prefix": "Passage: ", "output_prefix": "Right? "},
            [
                "INS\n\nPassage: t0\nInput: tr in\nRight? Yes\n\nPassage: t1\nInput: tr in\nRight? No\n\n"
                f"Passage: r{i}\nInput: ev in\nRight?"
                for i in (0, 1)
            ],
        ),
    ],
)
def test_prompts(make_adapter: MakeAdapter, spec: dict[str, Any], expected: list[str]) -> None:
    train = Instance(TRAIN.input, TRAIN.references, split="train", extra_data={"chain_of_thought": "COT"})
    states = make_adapter({**ONE_SHOT, **spec}).adapt([train, EVAL], parallelism=1)
    assert prompts(states) == expected


SCORED = {
    "num_completions": 1,
    "top_k_per_token": 1,
    "temperature": 0,
    "max_tokens": 0,
    "stop_sequences": [],
    "echo_prompt": True,
    "random": None,
}
GENERATED = {
    "num_completions": 5,
    "top_k_per_token": 1,
    "temperature": 0.5,
    "max_tokens": 10,
    "stop_sequences": ["\n"],
    "echo_prompt": False,
    "random": "7",
}


@pytest.mark.parametrize(
    ("method", "request_fields", "state_fields"),
    [
        ("generation", GENERATED, {"reference_index": None, "request_mode": None, "output_mapping": None}),
        (
            "multiple_choice_joint",
            {**GENERATED, "num_completions": 1, "top_k_per_token": 5, "stop_sequences": []},
            {"reference_index": None, "output_mapping": {"A": "r0", "B": "r1"}},
        ),
        ("multiple_choice_separate_original", SCORED, {"reference_index": 0, "request_mode": "original"}),
        ("ranking_binary", GENERATED, {"reference_index": 0, "request_mode": "original"}),
    ],
)
def test_request_settings(
    make_adapter: MakeAdapter, method: str, request_fields: dict[str, Any], state_fields: dict[str, Any]
) -> None:
    spec = {**ONE_SHOT, "method": method, "stop_sequences": ["\n"], "random": "7"}
    state = make_adapter(spec).adapt([TRAIN, EVAL], parallelism=1)[0]
    assert {name: getattr(state.request, name) for name in request_fields} == request_fields
    assert {name: getattr(state, name) for name in state_fields} == state_fields
    assert (state.instance, state.train_trial_index, state.num_train_instances) == (EVAL, 0, 1)
    assert not state.prompt_truncated


def test_calibration_has_no_examples(make_adapter: MakeAdapter) -> None:
    spec = {**ONE_SHOT, "method": "multiple_choice_separate_calibrated"}
    states = make_adapter(spec).adapt([TRAIN, EVAL], parallelism=1)
    modes = [(state.reference_index, state.request_mode, state.num_train_instances) for state in states]
    assert modes == [(0, "original", 1), (0, "calibration", 0), (1, "original", 1), (1, "calibration", 0)]
    assert all(state.instance is EVAL for state in states)


@pytest.mark.parametrize(
    ("multi_label", "correct", "generated", "label"),
    [(True, (0, 2), "t0, t2", "A, C"), (False, (1, 2), "t1", "B"), (True, (), "n/a", "n/a"), (False, (), "n/a", "n/a")],
)
def test_shown_outputs(
    make_adapter: MakeAdapter, multi_label: bool, correct: tuple[int, ...], generated: str, label: str
) -> None:
    train = Instance(Input("tr in"), references("t0", "t1", "t2", correct=correct), split="train")
    for method, output in (("generation", generated), ("multiple_choice_joint", label)):
        adapter = make_adapter({**ONE_SHOT, "method": method, "multi_label": multi_label})
        assert f"Output: {output}\n" in adapter.adapt([train, EVAL], parallelism=1)[0].request.prompt


def test_chat_sends_the_messages_as_they_are(make_adapter: MakeAdapter) -> None:
    messages = [{"role": "user", "content": "Hi"}]
    adapter = make_adapter({**ONE_SHOT, "method": "chat", "global_prefix": "GP"})
    [state] = adapter.adapt([TRAIN, Instance(Input(messages=messages), [], split="test")], parallelism=1)
    assert (state.request.messages, state.request.prompt, state.num_train_instances) == (messages, "", 0)
    with pytest.raises(AdaptationError, match="id1 has no messages"):
        adapter.adapt([EVAL], parallelism=1)


def test_trials_repeat_requests_with_other_examples_and_other_cache_keys(make_adapter: MakeAdapter) -> None:
    train = [Instance(Input(f"tr{i}"), references("t"), split="train") for i in range(4)]
    spec = {**ONE_SHOT, "method": "generation", "num_train_trials": 2, "num_trials": 2, "sample_train": False}
    states = make_adapter(spec).adapt([*train, EVAL], parallelism=1)
    seen = [(s.train_trial_index, s.request.random, s.request.prompt.split("\n")[2]) for s in states]
    assert seen == [
        (0, None, "Input: tr0"),
        (0, "1", "Input: tr0"),
        (1, None, "Input: tr1"),
        (1, "1", "Input: tr1"),
    ]


def test_threads_keep_the_order(make_adapter: MakeAdapter) -> None:
    evaluated = [Instance(Input(f"ev{i}"), references("r"), split=("valid", "test")[i % 2]) for i in range(40)]
    spec = {**ONE_SHOT, "method": "generation"}
    states = make_adapter(spec).adapt([*evaluated, TRAIN], parallelism=8)
    assert [state.instance for state in states] == evaluated


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ({"reference_prefix": ". "}, "no letter or digit"),
        ({"reference_prefix_characters": ["X"]}, "lists 1 labels"),
    ],
)
def test_choices_without_labels_are_an_error(make_adapter: MakeAdapter, spec: dict[str, Any], message: str) -> None:
    adapter = make_adapter({**ONE_SHOT, "method": "multiple_choice_joint", **spec})
    with pytest.raises(AdaptationError, match=message):
        adapter.adapt([EVAL], parallelism=1)


def test_an_unknown_method_names_those_like_it() -> None:
    with pytest.raises(ValueError, match="Invalid adaptation method: generatoin; did you mean 'generation'"):
        AdapterFactory.get_adapter(AdapterSpec(method="generatoin"), None)  # type: ignore[arg-type]


EHR = {"method": "ehr_instruction", "max_train_instances": 0, "max_tokens": 10}


def record(ehr: str, template: str = "Q {question} E {ehr}.") -> Instance:
    return Instance(Input("why?"), [], split="test", id="id1", extra_data={"ehr": ehr, "prompt_template": template})


@pytest.mark.parametrize(
    ("ehr", "window", "expected"),
    [
        ("abcdefghijklmnopqrstuvwxyz", 40, "Q why? E ghijklmnopqrstuvwxyz."),
        ("abc", 40, "Q why? E abc."),
        ("abc", 20, "Q why? E ."),
    ],
)
def test_the_end_of_a_health_record_is_kept(make_adapter: MakeAdapter, ehr: str, window: int, expected: str) -> None:
    [state] = make_adapter(EHR, window=window).adapt([record(ehr)], parallelism=1)
    assert (state.request.prompt, state.prompt_truncated, state.num_train_instances) == (expected, True, 0)


@pytest.mark.parametrize(
    ("instances", "spec", "message"),
    [
        ([record("abc")], EHR, "alone are 1 tokens too long for the 19-token window of test/model with max_tokens=10"),
        ([EVAL], EHR, "lacks ehr and prompt_template"),
        ([TRAIN, EVAL], {**EHR, "max_train_instances": 1}, "shows no examples"),
    ],
)
def test_health_records_that_cannot_be_asked_about(
    make_adapter: MakeAdapter, instances: list[Instance], spec: dict[str, Any], message: str
) -> None:
    with pytest.raises(AdaptationError, match=message):
        make_adapter(spec, window=19).adapt(instances, parallelism=1)

"""How prompts are made to fit a window."""

import random
from typing import Any, Callable

import pytest
from stand_in_tokenizers import SpaceDroppingTokenizer

from helm.benchmark.adaptation.prompt import join_blocks
from helm.benchmark.scenarios.scenario import CORRECT_TAG, Input, Instance, Output, Reference
from helm.common.errors import AdaptationError, ConfigError

MakeAdapter = Callable[..., Any]

SPEC = {"method": "generation", "instructions": "INS", "max_tokens": 5, "sample_train": False}
TRAIN = [Instance(Input(f"tr{i}"), [Reference(Output("t"), [CORRECT_TAG])], split="train") for i in range(5)]
EVAL = Instance(Input("ev"), [], split="test")


def adapt(make_adapter: MakeAdapter, window: int | None, instances: list[Instance], **options: Any) -> Any:
    spec = {**SPEC, **options.pop("spec", {})}
    [state] = make_adapter(spec, window=window, **options).adapt(instances, parallelism=1)
    return state


@pytest.mark.parametrize("seed", range(5))
def test_as_many_examples_as_fit_from_the_first(make_adapter: MakeAdapter, seed: int) -> None:
    rng = random.Random(seed)
    train = [
        Instance(Input("x" * rng.randrange(30)), [Reference(Output("t"), [CORRECT_TAG])], split="train")
        for _ in range(5)
    ]
    for window in range(40, 300, 7):
        adapter = make_adapter(SPEC, window=window)
        blocks = [adapter.train_block(instance) for instance in train]
        prompts = ["".join(join_blocks(adapter.adapter_spec, blocks[:n], "Input: ev\nOutput:")) for n in range(6)]
        lengths = [len(prompt) for prompt in prompts]
        [state] = adapter.adapt([*train, EVAL], parallelism=1)
        fitting = [n for n in range(6) if lengths[n] + 5 <= window]
        assert state.num_train_instances == max(fitting)
        assert state.request.prompt == prompts[max(fitting)]
        assert not state.prompt_truncated


def test_a_prompt_that_does_not_fit_alone_is_cut_from_the_right(make_adapter: MakeAdapter) -> None:
    state = adapt(make_adapter, 20, [*TRAIN, EVAL])
    assert (state.request.prompt, state.num_train_instances, state.prompt_truncated) == ("INS\nInput: ev\nO", 0, True)


def test_global_affixes_are_cut_too(make_adapter: MakeAdapter) -> None:
    state = adapt(make_adapter, 10, [EVAL], spec={"global_prefix": "GP", "global_suffix": "GS"})
    assert state.request.prompt == "GPINS"


def test_a_prompt_of_which_nothing_is_left_is_sent_whole(make_adapter: MakeAdapter) -> None:
    state = adapt(make_adapter, 5, [*TRAIN, EVAL])
    assert (state.request.prompt, state.prompt_truncated) == ("INS\nInput: ev\nOutput:", True)


def test_text_that_decoding_shortens_counts_as_cut_without_examples_only(make_adapter: MakeAdapter) -> None:
    options = {"tokenizer": SpaceDroppingTokenizer(), "spec": {"global_prefix": "  "}}
    alone = adapt(make_adapter, 1000, [EVAL], **options)
    assert (alone.request.prompt, alone.prompt_truncated) == ("INS\nInput: ev\nOutput:", True)
    shown = adapt(make_adapter, 1000, [*TRAIN, EVAL], **options)
    assert (shown.request.prompt[:5], shown.prompt_truncated) == ("  INS", False)


def test_a_window_smaller_than_the_completion_is_an_error(make_adapter: MakeAdapter) -> None:
    with pytest.raises(AdaptationError, match="max_tokens=5 tokens .* 4 tokens .* test/model; lower max_tokens"):
        adapt(make_adapter, 4, [EVAL])


def test_an_unknown_window_is_an_error(make_adapter: MakeAdapter) -> None:
    with pytest.raises(ConfigError, match="test/model is not known; set max_sequence_length"):
        adapt(make_adapter, None, [EVAL])


def test_an_unknown_window_does_not_matter_where_nothing_has_to_fit(make_adapter: MakeAdapter) -> None:
    chat = Instance(Input(messages=[{"role": "user", "content": "Hi"}]), [], split="test")
    assert adapt(make_adapter, None, [chat], spec={"method": "chat"}).request.messages == chat.input.messages


def test_the_passages_of_a_training_instance_stay_together(make_adapter: MakeAdapter) -> None:
    train = Instance(Input("q"), [Reference(Output(f"p{i}"), []) for i in range(3)], split="train")
    evaluated = Instance(Input("ev"), [Reference(Output("r"), [])], split="test")
    spec = {"method": "ranking_binary"}
    shown = adapt(make_adapter, 1000, [train, evaluated], spec=spec)
    assert shown.num_train_instances == 1
    window = len(shown.request.prompt) + SPEC["max_tokens"] - 1
    hidden = adapt(make_adapter, window, [train, evaluated], spec=spec)
    assert (hidden.num_train_instances, "p0" in hidden.request.prompt) == (0, False)

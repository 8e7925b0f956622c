import random
import string
from typing import Any, Callable

import pytest
from stand_in_tokenizers import ByteTokenizer

from helm.benchmark.scenarios.scenario import Input, Instance
from helm.common.errors import AdaptationError

MakeAdapter = Callable[..., Any]

SPEC = {"method": "language_modeling", "max_tokens": 0, "num_outputs": 3, "max_train_instances": 0, "random": "7"}


def windows(make_adapter: MakeAdapter, text: str, **options: Any) -> list[tuple[str, int]]:
    states = make_adapter(SPEC, **options).adapt([Instance(Input(text), [], split="test")], parallelism=1)
    return [(state.request.prompt, state.num_conditioning_tokens) for state in states]


@pytest.mark.parametrize(
    ("window", "request_length", "expected"),
    [
        (8, 9, [("<s>abcdef", 1), ("hijklmnop", 1), ("pqrstuvwx", 1), ("rstuvwxyz", 7)]),
        (10, 10, [("<s>abcdefg", 1), ("jklmnopqrs", 1), ("qrstuvwxyz", 3)]),
        (100, 100, [("<s>abcdefghijklmnopqrstuvwxyz", 1)]),
    ],
)
def test_windows(make_adapter: MakeAdapter, window: int, request_length: int, expected: list[tuple[str, int]]) -> None:
    options = {"window": window, "max_request_length": request_length, "prefix_token": "<s>"}
    assert windows(make_adapter, string.ascii_lowercase, **options) == expected


@pytest.mark.parametrize("window", [2, 3, 5, 8, 13])
@pytest.mark.parametrize("length", [0, 1, 7, 8, 9, 50])
def test_each_token_is_scored_once(make_adapter: MakeAdapter, window: int, length: int) -> None:
    rng = random.Random(length)
    text = "".join(rng.choices(string.ascii_letters, k=length))
    pieces = windows(make_adapter, text, window=window, max_request_length=window + 1)
    assert "".join(prompt[count:] for prompt, count in pieces) == text
    assert all(len(prompt) <= window + 1 for prompt, _ in pieces)


def test_the_completion_limits_the_window(make_adapter: MakeAdapter) -> None:
    spec = {**SPEC, "max_tokens": 2}
    adapter = make_adapter(spec, window=10, max_sequence_and_generated_tokens_length=6)
    states = adapter.adapt([Instance(Input("abcdef"), [], split="test")], parallelism=1)
    assert [state.request.prompt for state in states] == ["abcd"]


@pytest.mark.parametrize("window", range(6, 20))
def test_parts_of_characters_are_left_out(make_adapter: MakeAdapter, window: int) -> None:
    text = "a日本語bc€de𝔸fgh日本語" * 2
    options = {"window": window, "max_request_length": window + 1, "tokenizer": ByteTokenizer()}
    pieces = windows(make_adapter, text, **options)
    assert len(pieces) > 2
    for prompt, count in pieces:
        assert prompt in text
        assert 0 <= count <= len(prompt.encode()) <= window + 1


def test_request_settings(make_adapter: MakeAdapter) -> None:
    states = make_adapter({**SPEC, "max_train_instances": 2}, window=4).adapt(
        [Instance(Input("abcdefgh"), [], split="valid")], parallelism=1
    )
    assert [state.request.random for state in states] == ["7", None, None]
    for state in states:
        assert (state.request.echo_prompt, state.request.num_completions, state.request.temperature) == (True, 1, 0)
        assert (state.num_train_instances, state.prompt_truncated, state.train_trial_index) == (2, False, 0)


@pytest.mark.parametrize(
    ("split", "options", "message"),
    [
        ("train", {}, "is of the split train"),
        ("test", {"window": 1}, "no room for context and a token to score"),
        ("test", {"window": 3, "prefix_token": "<s>"}, "A window of 3 tokens of test/tokenizer has no room"),
    ],
)
def test_texts_that_cannot_be_scored(
    make_adapter: MakeAdapter, split: str, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(AdaptationError, match=message):
        make_adapter(SPEC, **options).adapt([Instance(Input("abc"), [], split=split)], parallelism=1)

"""HuggingFaceClient with real, tiny checkpoints."""

import math
from pathlib import Path
from typing import Any, List

import pytest
import torch

from helm.clients import _huggingface_generation
from helm.clients.huggingface_client import HuggingFaceClient
from helm.clients.middleware.retry import NonRetriableException
from helm.common.cache import BlackHoleCacheConfig, MemoryCacheConfig, SqliteCacheConfig
from helm.common.errors import ConfigError
from helm.common.media_object import MediaObject, MultimediaObject
from helm.common.optional_dependencies import OptionalDependencyNotInstalled
from helm.common.request import Request, RequestResult
from helm.tokenizers.huggingface_tokenizer import HuggingFaceTokenizer
from helm.tokenizers.simple_tokenizer import SimpleTokenizer
from tiny_models import CHAT_TEMPLATE, END, make_model

PROMPTS = ["the quick brown fox", "Question: what is 2 + 2?\nAnswer:", "A. yes B.", "the lazy dog jumps over"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_model(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture(scope="module")
def chat_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_model(tmp_path_factory.mktemp("models") / "chat", chat_template=CHAT_TEMPLATE, adds_bos=True)


def client_of(folder: Path, **kwargs: Any) -> HuggingFaceClient:
    tokenizer = HuggingFaceTokenizer(BlackHoleCacheConfig(), "test/tiny", str(folder))
    arguments = {"cache_config": None, "pretrained_model_name_or_path": str(folder), "end_of_text_token": END}
    return HuggingFaceClient(tokenizer=tokenizer, **{**arguments, **kwargs})


def request(prompt: str = "the quick brown", **kwargs: Any) -> Request:
    return Request(model="test/tiny", model_deployment="test/tiny", prompt=prompt, **{"temperature": 0, **kwargs})


def score(prompt: str) -> Request:
    return request(prompt, max_tokens=0, echo_prompt=True)


def expected_logprobs(folder: Path, text: str) -> List[float]:
    """The log-probability of each token of `text`, one position at a time."""
    from transformers import AutoModelForCausalLM, AutoTokenizer

    ids = AutoTokenizer.from_pretrained(folder).encode(text)
    model = AutoModelForCausalLM.from_pretrained(folder).eval()
    with torch.no_grad():
        logits = [model(torch.tensor([ids[: i + 1]])).logits[0, -1] for i in range(len(ids) - 1)]
    return [0.0] + [torch.log_softmax(row, -1)[token].item() for row, token in zip(logits, ids[1:], strict=True)]


def logprobs(result: RequestResult) -> List[float]:
    return [token.logprob for token in result.completions[0].tokens]


def test_greedy_generation_takes_the_most_likely_token_and_says_how_likely_it_was(folder: Path) -> None:
    result = client_of(folder).make_request(request(max_tokens=8))
    [completion] = result.completions
    assert result.success and not result.cached and result.request_time is not None
    assert "".join(token.text for token in completion.tokens) == completion.text
    assert completion.finish_reason == {"reason": "length"} and len(completion.tokens) == 8
    expected = expected_logprobs(folder, "the quick brown" + completion.text)
    if len(expected) == 5 + 8 + 1:  # the text is cut into the same tokens again
        assert logprobs(result) == pytest.approx(expected[-8:], abs=1e-4)
    assert client_of(folder).make_request(request(max_tokens=8)).completions == result.completions


def test_scoring_is_one_forward_pass_over_the_prompt(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(_huggingface_generation, "_StopOnText")  # generation would fail without
    result = client_of(folder).make_request(score("the quick brown fox"))
    [completion] = result.completions
    assert completion.text == "the quick brown fox" == "".join(token.text for token in completion.tokens)
    assert logprobs(result) == pytest.approx(expected_logprobs(folder, "the quick brown fox"), abs=1e-4)
    assert completion.logprob == pytest.approx(sum(logprobs(result)))
    assert completion.finish_reason is None


def test_echo_with_generation_has_logprobs_of_both(folder: Path) -> None:
    client = client_of(folder)
    both = client.make_request(request(max_tokens=3, echo_prompt=True))
    scored, generated = client.make_request(score("the quick brown")), client.make_request(request(max_tokens=3))
    assert both.completions[0].text == "the quick brown" + generated.completions[0].text
    assert logprobs(both) == pytest.approx(logprobs(scored) + logprobs(generated), abs=1e-4)


@pytest.mark.parametrize("settings", [{"max_tokens": 12}, {"max_tokens": 0, "echo_prompt": True}])
def test_a_batch_gives_what_single_requests_give(folder: Path, settings: Any) -> None:
    requests = [request(prompt, **settings) for prompt in PROMPTS]
    together, one_by_one = client_of(folder), client_of(folder, batch_size=1)
    for batched, single in zip(together.make_requests(requests), one_by_one.make_requests(requests), strict=True):
        assert batched.completions[0].text == single.completions[0].text
        assert logprobs(batched) == pytest.approx(logprobs(single), abs=1e-4)
        assert (batched.batch_size, single.batch_size) == (4, None)
        assert batched.request_time == pytest.approx((batched.batch_request_time or 0) / 4)


def test_requests_with_different_settings_come_back_in_order(folder: Path) -> None:
    requests = [request(max_tokens=2), score("A. yes"), request("the lazy dog", max_tokens=2), request(max_tokens=4)]
    results = client_of(folder).make_requests(requests)
    assert [len(result.completions[0].tokens) for result in results[::3]] == [2, 4]
    assert results[1].completions[0].text == "A. yes"
    assert [result.batch_size for result in results] == [2, None, 2, None]


def test_a_stop_sequence_ends_generation_and_is_cut(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_of(folder)
    free = client.make_request(request(max_tokens=12)).completions[0]
    stop = free.tokens[3].text + free.tokens[4].text  # a stop that no single token contains
    stopped = client.make_request(request(max_tokens=12, stop_sequences=["never", stop])).completions[0]
    assert stopped.text == free.text.partition(stop)[0]
    assert stopped.finish_reason == {"reason": "stop"}
    made = client._serving(str(folder)).respond(
        ["the quick brown"], _huggingface_generation.Decoding(12, stop_sequences=(stop,)), echo_prompt=False
    )
    assert len(made[0]["completions"][0]["tokens"]) == 5


def test_the_end_token_ends_generation_although_there_is_a_stop_sequence(folder: Path) -> None:
    client = client_of(folder)
    free = client.make_request(request(max_tokens=6)).completions[0]
    model = client._serving(str(folder))._model.model
    with client._tokenizer.get_wrapped_tokenizer() as tokenizer:
        [second] = tokenizer.encode(free.tokens[1].text)
    model.generation_config.eos_token_id = [0, second]
    try:
        ended = client_of(folder).make_request(request(max_tokens=6, stop_sequences=["!"])).completions[0]
    finally:
        model.generation_config.eos_token_id = 0
    assert ended.text == free.tokens[0].text
    assert ended.finish_reason == {"reason": "endoftext"}


def test_draws_differ_from_each_other_but_repeat_with_the_request(folder: Path) -> None:
    draw = request(temperature=1.0, max_tokens=8, num_completions=4)
    first, again = (client_of(folder).make_request(draw) for _ in range(2))
    other = client_of(folder).make_request(request(temperature=1.0, max_tokens=8, num_completions=4, random="1"))
    assert len({completion.text for completion in first.completions}) > 1
    assert first.completions == again.completions != other.completions


def test_logprobs_are_those_of_the_model_whatever_the_temperature(folder: Path) -> None:
    [completion] = client_of(folder).make_request(request(temperature=0.3, max_tokens=1, top_p=0.5)).completions
    greedy = client_of(folder).make_request(request(max_tokens=1)).completions[0]
    assert completion.text == greedy.text
    assert completion.logprob == pytest.approx(greedy.logprob, abs=1e-5) and completion.logprob < 0


@pytest.mark.parametrize("settings", [{"max_tokens": 3}, {"max_tokens": 0}, {"max_tokens": 0, "echo_prompt": True}])
def test_several_greedy_completions_are_equal(folder: Path, settings: Any) -> None:
    completions = client_of(folder).make_request(request(num_completions=3, **settings)).completions
    assert len(completions) == 3 and completions[0] == completions[1] == completions[2]


def test_an_empty_prompt_starts_from_the_start_token(folder: Path) -> None:
    assert len(client_of(folder).make_request(request("", max_tokens=3)).completions[0].tokens) == 3


def test_generation_ends_with_the_window_and_longer_prompts_are_refused(folder: Path) -> None:
    client = client_of(folder)
    requests = [request("the" * 62, max_tokens=5), request("the", max_tokens=5), request("the" * 65, max_tokens=5)]
    near, short, long = client.make_requests(requests)
    assert [len(result.completions[0].tokens) for result in (near, short)] == [2, 5]
    assert not long.success and long.error is not None
    assert "has 65 tokens" in long.error and "is 64: set the max_sequence_length" in long.error
    assert long.error_flags is not None and long.error_flags.is_retriable is False


def test_answers_are_cached_under_the_keys_of_existing_caches(folder: Path, tmp_path: Path) -> None:
    config = SqliteCacheConfig(str(tmp_path / "test.sqlite"))
    client = client_of(folder, cache_config=config)
    result = client.make_request(request(max_tokens=3, stop_sequences=["!"]))
    again = client_of(folder, cache_config=config, device="no such device").make_request(
        request(max_tokens=3, stop_sequences=["!"])
    )
    assert again.cached and again.completions == result.completions
    key = {
        "engine": "tiny",
        "prompt": "the quick brown",
        "temperature": 1e-7,
        "num_return_sequences": 1,
        "max_new_tokens": 3,
        "top_p": 1,
        "echo_prompt": False,
        "top_k_per_token": 1,
        "stop_sequences": ["!"],
    }
    with config.create_key_value_store() as store:
        assert store.contains(key)


def test_a_response_from_an_older_cache_can_be_read(folder: Path) -> None:
    client = client_of(folder, cache_config=MemoryCacheConfig())
    old = {"text": "the fox", "tokens": ["the", " f", "ox"], "logprobs": [-1.0], "prompt_logprobs": None}
    response = {"completions": [old], "input_length": 2, "request_time": 1.0, "request_datetime": 1}
    wanted = request("the f", max_tokens=1, echo_prompt=True)
    client.cache.get(client._raw_request(wanted), lambda: response)
    assert logprobs(client.make_request(wanted)) == [0.0, 0.0, -1.0]


def test_a_chat_template_is_applied_and_does_not_double_the_start_token(chat_folder: Path) -> None:
    client = client_of(chat_folder)
    wanted = "<user>the fox\n<assistant>"
    assert client._raw_request(request("the fox"))["prompt"] == wanted
    messages = [{"role": "system", "content": "A."}, {"role": "user", "content": "the fox"}]
    talk = Request(model="test/tiny", messages=messages, temperature=0, max_tokens=2)
    assert client._raw_request(talk)["prompt"] == "<system>A.\n" + wanted
    assert client.make_request(talk).success
    serving = client._serving(str(chat_folder))
    assert serving._encode(END + "the") == serving._encode("the") and serving._encode("the")[0] == 0


def test_a_template_can_be_switched_off(chat_folder: Path) -> None:
    assert client_of(chat_folder, apply_chat_template=False)._raw_request(request("the fox"))["prompt"] == "the fox"


@pytest.mark.parametrize(
    "wrong",
    [
        Request(model="test/tiny", messages=[{"role": "user", "content": "hi"}]),
        Request(model="test/tiny", prompt="a", messages=[{"role": "user", "content": "hi"}]),
        Request(model="test/tiny", multimodal_prompt=MultimediaObject([MediaObject("text/plain", text="hi")])),
    ],
)
def test_prompts_that_the_model_cannot_take_are_refused(folder: Path, wrong: Request) -> None:
    with pytest.raises(NonRetriableException, match="test/tiny"):
        client_of(folder).make_request(wrong)


def test_embeddings_are_not_to_be_had(folder: Path) -> None:
    assert not client_of(folder).make_request(request(embedding=True)).success


@pytest.mark.parametrize("kwargs", [{"torch_dtype": "torch.bfloat16"}, {"dtype": "bfloat16"}, {"torch_dtype": "auto"}])
def test_the_type_of_weights_can_be_chosen(folder: Path, kwargs: Any) -> None:
    client = client_of(folder, **kwargs)
    wanted = torch.float32 if "auto" in kwargs.values() else torch.bfloat16
    assert client._serving(str(folder))._model.model.dtype == wanted
    exact = client_of(folder).make_request(score("the quick brown fox"))
    assert logprobs(client.make_request(score("the quick brown fox"))) == pytest.approx(logprobs(exact), abs=0.5)


def test_device_map_places_the_model(folder: Path) -> None:
    assert client_of(folder, device_map="cpu").make_request(request(max_tokens=2)).success


def test_deployments_of_one_model_with_other_weights_do_not_share_them(folder: Path, tmp_path: Path) -> None:
    other = make_model(tmp_path / "tiny", seed=1)
    first, second = (client_of(path).make_request(score("the quick brown fox")) for path in (folder, other))
    assert logprobs(first) != logprobs(second)
    assert client_of(folder)._serving(str(folder))._model is client_of(folder)._serving(str(folder))._model


def test_a_relative_folder_can_be_the_name_of_the_model(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent.parent)
    name = str(folder.relative_to(folder.parent.parent))
    tokenizer = HuggingFaceTokenizer(BlackHoleCacheConfig(), name)
    client = HuggingFaceClient(None, tokenizer)
    assert client.make_request(Request(model=name, prompt="the", max_tokens=2)).success


def fail_above(limit: int, monkeypatch: pytest.MonkeyPatch, error: Exception) -> List[int]:
    """Let batches of more than `limit` prompts fail; the sizes of those that do not are listed."""
    sizes: List[int] = []
    original = _huggingface_generation.score

    def limited(model: Any, prompts: Any, padding: int) -> Any:
        if len(prompts) > limit:
            raise error
        sizes.append(len(prompts))
        return original(model, prompts, padding)

    monkeypatch.setattr("helm.clients._huggingface_serving.score", limited)
    return sizes


@pytest.mark.parametrize(
    "error",
    [
        torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB"),
        RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`"),
    ],
)
def test_batches_are_halved_until_they_fit_into_memory(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    sizes = fail_above(2, monkeypatch, error)
    results = client_of(folder, batch_size=8).make_requests([score(f"the fox {i}") for i in range(18)])
    assert all(result.success for result in results)
    assert [result.completions[0].text for result in results] == [f"the fox {i}" for i in range(18)]
    assert sizes == [2] * 9


def test_one_request_that_does_not_fit_into_memory_is_told_what_to_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_above(0, monkeypatch, RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory"))
    result = client_of(folder).make_request(score("the fox"))
    assert not result.success and result.error is not None and "torch_dtype: torch.bfloat16" in result.error
    assert result.error_flags is not None and result.error_flags.is_retriable is False


def test_a_request_that_makes_the_model_fail_does_not_take_others_with_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = _huggingface_generation.score

    def picky(model: Any, prompts: Any, padding: int) -> Any:
        if any(len(prompt) == 1 for prompt in prompts):
            raise IndexError("too short")
        return original(model, prompts, padding)

    monkeypatch.setattr("helm.clients._huggingface_serving.score", picky)
    results = client_of(folder).make_requests([score(text) for text in ("the fox", "the", "the dog", "A. yes")])
    assert [result.success for result in results] == [True, False, True, True]
    assert results[1].error == "HuggingFace error: too short"


@pytest.mark.parametrize(
    "kwargs, message",
    [
        ({"pretrained_model_name_or_path": "no/such-model"}, "not in the local cache and the Hugging Face hub cannot"),
        ({"pretrained_model_name_or_path": "no/such/model"}, "neither as a local folder nor at the Hugging Face hub"),
        ({"device": "cpu", "device_map": "auto"}, "both device and device_map"),
        ({"device": "abacus"}, "cannot be put on the device 'abacus'"),
        ({"torch_dtype": "torch.float17"}, "'torch.float17' is not a torch_dtype"),
    ],
)
def test_what_cannot_be_loaded_is_explained_in_a_sentence(folder: Path, kwargs: Any, message: str) -> None:
    with pytest.raises(ConfigError, match=message) as caught:
        client_of(folder, **kwargs).make_request(request(max_tokens=1))
    assert "\n" not in str(caught.value)


def test_a_folder_without_a_model_is_named(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(ConfigError, match=f"The model in the folder '{tmp_path}' cannot be loaded"):
        client_of(folder, pretrained_model_name_or_path=str(tmp_path)).make_request(request())


def test_missing_torch_names_the_extra(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "torch", None)
    with pytest.raises(OptionalDependencyNotInstalled, match=r"helm-toolkit\[huggingface\]"):
        client_of(folder, revision="other").make_request(request())


def test_another_kind_of_tokenizer_is_refused() -> None:
    with pytest.raises(ConfigError, match="SimpleTokenizer"):
        HuggingFaceClient(None, SimpleTokenizer())


def test_the_sum_of_all_next_tokens_is_one(folder: Path) -> None:
    client = client_of(folder)
    with client._tokenizer.get_wrapped_tokenizer() as tokenizer:
        ids = [tokenizer.encode("the fox") + [token] for token in range(300)]
    model = client._serving(str(folder))._model.model
    assert sum(math.exp(row[-1]) for row in _huggingface_generation.score(model, ids, 0)) == pytest.approx(1, abs=1e-4)

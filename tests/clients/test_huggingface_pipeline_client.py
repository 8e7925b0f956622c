"""HuggingFacePipelineClient with a real, tiny checkpoint."""

from pathlib import Path
from typing import Any

import pytest

from helm.clients.client import CachingClient
from helm.clients.huggingface_client import HuggingFaceClient
from helm.clients.huggingface_pipeline_client import HuggingFacePipelineClient
from helm.clients.middleware.retry import NonRetriableException
from helm.common.cache import BlackHoleCacheConfig, MemoryCacheConfig
from helm.common.errors import ConfigError
from helm.common.request import Request
from helm.tokenizers.huggingface_tokenizer import HuggingFaceTokenizer
from tiny_models import CHAT_TEMPLATE, make_model


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_model(tmp_path_factory.mktemp("models") / "tiny", chat_template=CHAT_TEMPLATE)


def client_of(folder: Path, **kwargs: Any) -> HuggingFacePipelineClient:
    arguments: Any = {"apply_chat_template": False, "pretrained_model_name_or_path": str(folder), **kwargs}
    return HuggingFacePipelineClient(MemoryCacheConfig(), model_name="test/tiny", **arguments)


def request(**kwargs: Any) -> Request:
    return Request(**{"model": "test/tiny", "prompt": "the fox", "temperature": 0, "max_tokens": 4, **kwargs})


def text_of(client: CachingClient, wanted: Request) -> str:
    return client.make_request(wanted).completions[0].text


def test_greedy_text_is_that_of_the_other_client(folder: Path) -> None:
    tokenizer = HuggingFaceTokenizer(BlackHoleCacheConfig(), "test/tiny", str(folder))
    other = HuggingFaceClient(None, tokenizer, str(folder), apply_chat_template=False)
    client = client_of(folder)
    assert text_of(client, request()) == text_of(other, request())
    assert text_of(client, request(echo_prompt=True)) == "the fox" + text_of(other, request())
    assert client.make_request(request()).cached


def test_several_completions_can_be_drawn(folder: Path) -> None:
    drawn = client_of(folder).make_request(request(temperature=1.0, num_completions=3, top_k_per_token=50))
    assert len(drawn.completions) == 3


def test_conversations_are_put_into_the_template(folder: Path) -> None:
    client, messages = client_of(folder, apply_chat_template=None), [{"role": "user", "content": "the fox"}]
    assert text_of(client, request()) == text_of(client, request(prompt="", messages=messages))
    assert text_of(client, request()) != text_of(client_of(folder), request())


def test_generation_stops_at_a_single_token_and_at_nothing_else(folder: Path) -> None:
    client = client_of(folder)
    free = text_of(client, request(max_tokens=6))
    assert text_of(client, request(max_tokens=6, stop_sequences=[free[0]])) == free[0]
    with pytest.raises(NonRetriableException, match="one single token"):
        client.make_request(request(stop_sequences=["the fox jumps"]))


@pytest.mark.parametrize(
    "wrong", [{"model": "test/other"}, {"prompt": "", "messages": [{"role": "user", "content": "a"}]}]
)
def test_what_the_model_cannot_answer_is_refused(folder: Path, wrong: Any) -> None:
    with pytest.raises(NonRetriableException, match="test/tiny"):
        client_of(folder).make_request(request(**wrong))


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="The model in the folder"):
        client_of(tmp_path).make_request(request())

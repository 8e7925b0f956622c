"""HuggingFaceInferenceProvidersClient against a local server that speaks the chat interface."""

from typing import Any, Dict, Iterator, Optional

import pytest

from helm.clients.huggingface_inference_providers_client import HuggingFaceInferenceProvidersClient
from helm.clients.middleware.retry import NonRetriableException
from helm.common.cache import MemoryCacheConfig
from helm.common.media_object import MediaObject, MultimediaObject
from helm.common.request import Request, Thinking
from json_server import Answer, JsonServer, json_server


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[JsonServer]:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    with json_server() as running:
        yield running


def client_of(server: JsonServer, **kwargs: Any) -> HuggingFaceInferenceProvidersClient:
    return HuggingFaceInferenceProvidersClient(MemoryCacheConfig(), api_key="hf_x", base_url=server.url, **kwargs)


def answer(content: Optional[str] = "Paris", **message: Any) -> Answer:
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content, **message}}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    return Answer({"id": "1", "created": 1, "model": "m", "object": "x", "choices": [choice], "usage": usage})


def request(**kwargs: Any) -> Request:
    return Request(**{"model": "acme/m", "prompt": "Capital?", "max_tokens": 5, "stop_sequences": ["\n"], **kwargs})


def test_a_prompt_is_sent_as_a_message_and_the_answer_is_cached(server: JsonServer) -> None:
    server.queue = [answer(reasoning="France, so")]
    client = client_of(server)
    result, again = client.make_request(request()), client.make_request(request())
    [completion] = result.completions
    assert completion.text == "Paris" and completion.thinking == Thinking("France, so")
    assert completion.finish_reason == {"reason": "stop"}
    assert again.cached and again.completions == result.completions
    [asked] = server.asked
    assert asked.path == "/v1/chat/completions"
    assert {name.lower(): value for name, value in asked.headers.items()}["authorization"] == "Bearer hf_x"
    expected: Dict[str, Any] = {
        "messages": [{"role": "user", "content": "Capital?"}],
        "max_tokens": 5,
        "stop": ["\n"],
        "temperature": 1.0,
        "top_p": 1,
        "n": 1,
    }
    assert {name: asked.body[name] for name in expected} == expected


def test_the_hub_id_can_differ_from_the_name_of_the_model(server: JsonServer) -> None:
    server.queue = [answer()]
    assert (
        client_of(server, huggingface_model_name="org/M:cerebras")._raw_request(request())["model"] == "org/M:cerebras"
    )


@pytest.mark.parametrize("status, retriable", [(401, False), (404, False), (429, True), (503, True)])
def test_errors_say_whether_asking_again_can_help(server: JsonServer, status: int, retriable: bool) -> None:
    server.queue = [Answer({"error": "no"}, status)]
    result = client_of(server).make_request(request())
    assert not result.success and str(status) in (result.error or "") and "hf_x" not in (result.error or "")
    assert (result.error_flags is None) == retriable


def test_missing_content_is_an_error(server: JsonServer) -> None:
    server.queue = [answer(content=None)]
    with pytest.raises(ValueError, match="content blocking"):
        client_of(server).make_request(request())


@pytest.mark.parametrize(
    "wrong", [{"echo_prompt": True}, {"multimodal_prompt": MultimediaObject([MediaObject("text/plain", text="hi")])}]
)
def test_what_the_interface_cannot_do_is_refused(server: JsonServer, wrong: Any) -> None:
    with pytest.raises(NonRetriableException, match="acme/m"):
        client_of(server).make_request(request(**wrong))
    assert not client_of(server).make_request(request(embedding=True)).success

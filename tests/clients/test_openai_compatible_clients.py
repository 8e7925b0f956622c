import pytest

from helm.clients._openai_vendor import VendorChatClient
from helm.clients.client import AuthenticationError
from helm.clients.grok_client import GrokChatClient
from helm.clients.nvidia_nim_client import NvidiaNimClient
from helm.clients.openrouter_client import OpenRouterClient
from helm.clients.upstage_client import UpstageChatClient
from helm.clients.vllm_granite_thinking_client import VLLMGraniteThinkingClient, split_thinking
from helm.clients.yi_client import YiChatClient
from helm.common.object_spec import ObjectSpec, create_object, inject_object_spec_args
from helm.common.request import Request
from json_server import Answer, json_server

REQUEST = Request(model="me/m", model_deployment="host/m", prompt="Hi")
ALL = {"model", "messages", "temperature", "top_p", "n", "stop", "max_tokens", "presence_penalty", "frequency_penalty"}


def answer(content="ok"):
    return Answer({"choices": [{"message": {"role": "assistant", "content": content}, "finish_reason": "stop"}]})


@pytest.fixture
def server():
    with json_server() as running:
        yield running


@pytest.mark.parametrize(
    "cls, arguments, model, fields",
    [
        (GrokChatClient, {}, "m", ALL - {"presence_penalty", "frequency_penalty"}),
        (NvidiaNimClient, {}, "me/m", ALL),
        (UpstageChatClient, {}, "m", ALL),
        (YiChatClient, {}, "m", ALL),
        (OpenRouterClient, {}, "me/m", ALL),
        (OpenRouterClient, {"model_name": "a/b"}, "a/b", ALL),
        (OpenRouterClient, {"model_name": "a/b", "openrouter_model_name": "c/d"}, "c/d", ALL),
    ],
)
def test_vendors(server, monkeypatch, cls, arguments, model, fields):
    monkeypatch.setattr(cls, "vendor_url", server.url + "/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "key-for-openai")
    server.queue = [answer()]
    spec = ObjectSpec(f"{cls.__module__}.{cls.__name__}", arguments)
    client = create_object(inject_object_spec_args(spec, {"cache_config": None, "api_key": "vendor-key"}))
    assert client.make_request(REQUEST).completions[0].text == "ok"
    assert server.bodies[0]["model"] == model and set(server.bodies[0]) == fields
    assert server.asked[0].headers["authorization"] == "Bearer vendor-key"


def test_openais_key_is_not_sent_to_another_company(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "key-for-openai")
    for cls in VendorChatClient.__subclasses__():
        with pytest.raises(AuthenticationError, match=cls.__name__):
            cls(None)


def test_openrouter_takes_its_key_from_the_environment(server, monkeypatch):
    monkeypatch.setattr(OpenRouterClient, "vendor_url", server.url + "/v1")
    monkeypatch.setenv("OPENROUTER_API_KEY", "router-key")
    server.queue = [answer()]
    OpenRouterClient(None).make_request(REQUEST)
    assert server.asked[0].headers["authorization"] == "Bearer router-key"


@pytest.mark.parametrize(
    "text, thinking, response",
    [
        ("<think>t\nu</think>\n<response>r\n</response>", "t\nu", "r\n"),
        ("<think>t</think> <response>cut", "t", "cut"),
        ("<think>t</think> ", "t", ""),
        ("<think>cut", "cut", ""),
        ("no marks", "no marks", ""),
    ],
)
def test_thinking_of_granite(text, thinking, response):
    assert split_thinking(text) == (thinking, response)


def test_granite_is_told_to_think(server):
    server.queue = [answer("<think>t</think><response>r</response>")]
    client = VLLMGraniteThinkingClient(None, base_url=server.url + "/v1", vllm_model_name="granite")
    [output] = client.make_request(REQUEST).completions
    assert (output.text, output.thinking.text) == ("r", "t")
    assert server.bodies[0]["chat_template_kwargs"] == {"thinking": True} and server.bodies[0]["model"] == "granite"

import pytest

from helm.clients.client import ScoringUnsupportedError
from helm.clients.vllm_client import VLLMChatClient, VLLMClient
from helm.common.errors import ConfigError
from helm.common.request import Request
from json_server import Answer, json_server


@pytest.fixture
def server():
    with json_server() as running:
        yield running


def request(**kwargs):
    return Request(model="me/m", model_deployment="my/m", prompt="Hi", **kwargs)


@pytest.mark.parametrize("temperature, best_of", [(0.0, 1), (0.5, 5)])
def test_completions(server, temperature, best_of):
    logprobs = {"tokens": ["a"], "token_logprobs": [-0.5]}
    server.queue = [Answer({"choices": [{"text": "a", "finish_reason": "stop", "logprobs": logprobs}]})]
    client = VLLMClient(
        cache_config=None,
        tokenizer=None,
        tokenizer_name="my/t",
        base_url=server.url + "/v1",
        vllm_model_name="served",
        max_retries=0,
        timeout=5,
    )
    result = client.make_request(request(temperature=temperature, top_k_per_token=5))
    assert result.completions[0].text == "a" and result.completions[0].logprob == -0.5
    [sent] = server.bodies
    assert (sent["model"], sent["best_of"], sent["logprobs"]) == ("served", best_of, 5)
    assert server.asked[0].headers["authorization"] == "Bearer EMPTY"


def test_chat(server):
    message = {"role": "assistant", "content": "a", "reasoning_content": "hm"}
    server.queue = [Answer({"choices": [{"message": message, "finish_reason": "stop"}]})]
    client = VLLMChatClient(None, base_url=server.url + "/v1", max_retries=0)
    [output] = client.make_request(request()).completions
    assert (output.text, output.thinking.text) == ("a", "hm")
    assert server.bodies[0]["model"] == "m"
    with pytest.raises(ScoringUnsupportedError):
        client.make_request(request(echo_prompt=True, max_tokens=0))


@pytest.mark.parametrize("client", [VLLMClient, VLLMChatClient])
def test_the_address_must_be_given(client):
    with pytest.raises(ConfigError, match="base_url"):
        client(cache_config=None)

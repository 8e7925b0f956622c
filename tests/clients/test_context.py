import json
from dataclasses import asdict
from urllib.parse import parse_qs, urlsplit

import pytest

from helm.clients.context import LocalContext, RemoteContext, RemoteContextError
from helm.clients.perspective_api_client import PerspectiveAPIClient, PerspectiveAPIClientCredentialsError
from helm.common.authentication import Authentication
from helm.common.cache import BlackHoleCacheConfig, SqliteCacheConfig
from helm.common.cache_backend_config import SqliteCacheBackendConfig
from helm.common.perspective_api_request import (
    PerspectiveAPIRequest,
    PerspectiveAPIRequestResult,
    ToxicityAttributes,
)
from helm.common.request import GeneratedOutput, Request, RequestResult, Token
from helm.common.tokenization_request import (
    DecodeRequest,
    DecodeRequestResult,
    TokenizationRequest,
    TokenizationRequestResult,
    TokenizationToken,
)
from json_server import Answer, json_server


@pytest.fixture
def server():
    with json_server() as running:
        yield running


@pytest.fixture
def remote(server, monkeypatch):
    monkeypatch.setenv("HELM_RETRIES", "1")
    monkeypatch.setenv("HELM_TOKENIZER_RETRIES", "1")
    return RemoteContext(server.url + "/", Authentication("proxy-key"))


RESULT = RequestResult(
    success=True,
    embedding=[],
    completions=[GeneratedOutput("a", -0.5, [Token("a", -0.5)], finish_reason={"reason": "stop"})],
    cached=True,
    request_time=0.5,
    request_datetime=1,
)


def test_remote_requests(server, remote):
    body = asdict(RESULT)
    body["completions"][0]["tokens"][0]["top_logprobs"] = {}
    server.queue = [Answer(body)]
    request = Request(model_deployment="my/m", model="me/m", prompt="p")
    assert remote.make_request(request) == RESULT
    url = urlsplit(server.asked[0].path)
    query = {name: json.loads(value) for name, [value] in parse_qs(url.query).items()}
    assert url.path == "/api/request" and query["auth"] == {"api_key": "proxy-key"}
    assert query["request"] == asdict(request)


@pytest.mark.parametrize("value", ["a", 7])
def test_remote_tokens(server, remote, value):
    result = TokenizationRequestResult(True, False, "text", [TokenizationToken(value)], request_time=0.5)
    server.queue = [Answer(asdict(result))]
    assert remote.tokenize(TokenizationRequest("text", "my/t")) == result


def test_remote_decoding_and_toxicity(server, remote):
    decoded = DecodeRequestResult(True, False, "text", request_time=0.5)
    toxicity = PerspectiveAPIRequestResult(True, False, {"bad": ToxicityAttributes(toxicity_score=0.9)}, 0.5)
    server.queue = [Answer(asdict(decoded)), Answer(asdict(toxicity))]
    assert remote.decode(DecodeRequest([1], "my/t")) == decoded
    assert remote.get_toxicity_scores(PerspectiveAPIRequest(["bad"])) == toxicity
    assert remote.get_cache_config("x") == BlackHoleCacheConfig()


def test_a_refusal_of_the_proxy_server_is_reported(server, remote):
    server.queue = [Answer({"error": "EXCEPTION: No quota for gpt4"})]
    with pytest.raises(RemoteContextError, match="No quota for gpt4"):
        remote.make_request(Request(model_deployment="my/m"))


def test_an_unreachable_proxy_server_is_reported_without_the_key(monkeypatch):
    monkeypatch.setenv("HELM_RETRIES", "1")
    remote = RemoteContext("http://127.0.0.1:9", Authentication("proxy-key"))
    with pytest.raises(ConnectionError, match="127.0.0.1:9") as caught:
        remote.make_request(Request(model_deployment="my/m"))
    assert "proxy-key" not in str(caught.value) + repr(remote.auth)
    assert caught.value.__suppress_context__


def perspective_answer(score):
    return Answer({"attributeScores": {"TOXICITY": {"spanScores": [{"score": {"value": score}}]}}})


def test_toxicity_scores(server, tmp_path):
    cache = SqliteCacheConfig(str(tmp_path / "perspectiveapi.sqlite"))
    client = PerspectiveAPIClient("perspective-key", cache, base_url=server.url)
    request = PerspectiveAPIRequest(["good", "bad" * 10000, "good"], attributes=["TOXICITY"], languages=["zh"])
    server.queue = [perspective_answer(0.1), perspective_answer(0.9)]
    result = client.get_toxicity_scores(request)
    assert result.success and not result.cached
    assert result.text_to_toxicity_attributes == {
        "good": ToxicityAttributes(toxicity_score=0.1),
        "bad" * 10000: ToxicityAttributes(toxicity_score=0.9),
    }
    assert client.get_toxicity_scores(request).cached
    assert [len(body["comment"]["text"]) for body in server.bodies] == [4, 20480]
    assert server.bodies[0]["requestedAttributes"] == {"TOXICITY": {}} and server.bodies[0]["languages"] == ["zh"]
    assert server.asked[0].headers["x-goog-api-key"] == "perspective-key"
    assert "perspective-key" not in server.asked[0].path


def test_a_failure_of_perspective_api_is_a_result(server):
    server.queue = [Answer({"error": {}}, 429)]
    result = PerspectiveAPIClient("perspective-key", base_url=server.url).get_toxicity_scores(
        PerspectiveAPIRequest(["a"])
    )
    assert not result.success and "429" in result.error and "perspective-key" not in result.error


def test_a_local_context_asks_from_here(tmp_path, monkeypatch):
    from helm.benchmark import tokenizer_config_registry as registry

    spec = registry.TokenizerSpec("helm.tokenizers.simple_tokenizer.SimpleTokenizer")
    monkeypatch.setitem(registry.TOKENIZER_NAME_TO_TOKENIZER_CONFIG, "my/t", registry.TokenizerConfig("my/t", spec))
    context = LocalContext(str(tmp_path), SqliteCacheBackendConfig(str(tmp_path / "cache")))
    assert context.tokenize(TokenizationRequest("ab", "my/t")).raw_tokens == ["a", "b"]
    assert context.decode(DecodeRequest([97], "my/t")).text == "a"
    assert context.get_cache_config("x") == SqliteCacheConfig(str(tmp_path / "cache" / "x.sqlite"))
    with pytest.raises(PerspectiveAPIClientCredentialsError, match="perspectiveApiKey"):
        context.get_toxicity_scores(PerspectiveAPIRequest(["a"]))

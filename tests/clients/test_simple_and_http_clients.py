import pytest

from helm.clients.http_model_client import HTTPModelClient
from helm.clients.simple_client import SimpleClient
from helm.common.cache import BlackHoleCacheConfig, SqliteCacheConfig
from helm.common.request import GeneratedOutput, Request, Token
from json_server import Answer, json_server


def request(**kwargs):
    return Request(model="simple/model1", model_deployment="simple/model1", **kwargs)


@pytest.mark.parametrize(
    "prompt, n, texts",
    [("a b c", 1, ["c"]), ("a b c", 2, ["c", "b"]), ("a b", 5, ["b", "a", "b", "a", "b"]), ("", 3, [])],
)
def test_the_simple_model_reverses_the_prompt(prompt, n, texts):
    result = SimpleClient(BlackHoleCacheConfig()).make_request(request(prompt=prompt, num_completions=n))
    assert result.completions == [GeneratedOutput(text, 0, [Token(text, 0)]) for text in texts]


def test_the_simple_model_is_cached(tmp_path):
    config = SqliteCacheConfig(str(tmp_path / "simple.sqlite"))
    results = [SimpleClient(config).make_request(request(prompt="a b")) for _ in range(2)]
    assert [result.cached for result in results] == [False, True]
    assert results[0].completions == results[1].completions


@pytest.fixture
def server():
    with json_server() as running:
        yield running


ANSWER = Answer({"text": "a", "logprob": -0.5, "tokens": [{"text": "a", "logprob": -0.5}]})


def test_a_model_behind_http(server, tmp_path):
    config = SqliteCacheConfig(str(tmp_path / "http.sqlite"))
    server.queue = [ANSWER, ANSWER]
    client = HTTPModelClient(config, base_url=server.url, do_cache=True)
    asked = request(prompt="p", temperature=0, max_tokens=5, random="1")
    results = [client.make_request(asked) for _ in range(2)]
    assert [result.cached for result in results] == [False, True]
    assert results[1].completions == [GeneratedOutput("a", -0.5, [Token("a", -0.5)])]
    assert server.asked[0].path == "/process"
    assert server.bodies == [
        {
            "prompt": "p",
            "temperature": 1e-7,
            "num_return_sequences": 1,
            "max_new_tokens": 5,
            "top_p": 1,
            "echo_prompt": False,
            "top_k_per_token": 1,
            "stop_sequences": [],
        }
    ]
    uncached = HTTPModelClient(config, base_url=server.url)
    assert not uncached.make_request(asked).cached


def test_a_failing_model_behind_http(server, monkeypatch):
    monkeypatch.setenv("HELM_HTTP_MODEL_BASE_URL", server.url)
    server.queue = [Answer({}, 503), Answer("no JSON"), Answer("[]")]
    client = HTTPModelClient()
    for complaint in ("503", "", "not a JSON object"):
        result = client.make_request(request(prompt="p"))
        assert not result.success and result.error.startswith("Request error: ") and complaint in result.error

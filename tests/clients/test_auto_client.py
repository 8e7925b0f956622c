import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from helm.benchmark import model_deployment_registry as deployments
from helm.benchmark import model_metadata_registry as models
from helm.benchmark import tokenizer_config_registry as tokenizers
from helm.clients.auto_client import AutoClient
from helm.clients.client import Client
from helm.clients.middleware.retry import NonRetriableException, RetryPolicy
from helm.common.cache import SqliteCacheConfig
from helm.common.cache_backend_config import BlackHoleCacheBackendConfig, SqliteCacheBackendConfig
from helm.common.errors import ConfigError
from helm.common.request import ErrorFlags, GeneratedOutput, Request, RequestResult
from helm.tokenizers.simple_tokenizer import SimpleTokenizer

CREDENTIALS = {
    "myApiKey": "secret-key-of-my-host",
    "myOrgId": "o",
    "myBaseUrl": "u",
    "myProjectId": "p",
    "myLocation": "l",
    "myEndpoint": "e",
    "huggingfaceAuthToken": "secret-token",
}


class Recording(Client):
    """Keeps what it was made with, and answers by `outcomes`, then with text."""

    made = []
    outcomes = []

    def __init__(
        self,
        cache_config,
        model_name,
        tokenizer_name,
        api_key,
        org_id,
        base_url,
        project_id,
        location,
        endpoint,
        hf_auth_token,
        tokenizer,
        end_of_text_token,
        lock_file_path,
        file_cache,
        given=None,
        other="default",
        **kwargs,
    ):
        self.arguments = {name: value for name, value in locals().items() if name not in ("self", "kwargs")}
        Recording.made.append(self)

    def make_request(self, request):
        outcome = Recording.outcomes.pop(0) if Recording.outcomes else "ok"
        if isinstance(outcome, Exception):
            raise outcome
        if isinstance(outcome, RequestResult):
            return outcome
        return RequestResult(True, [], [GeneratedOutput(outcome, 0, [])], False)


def failed(error, flags=None):
    return RequestResult(False, [], [], False, error=error, error_flags=flags)


REQUEST = Request(model_deployment="my/m", model="me/m", prompt="p")


@pytest.fixture(autouse=True)
def registered(monkeypatch):
    monkeypatch.setattr(models, "MODEL_NAME_TO_MODEL_METADATA", dict(models.MODEL_NAME_TO_MODEL_METADATA))
    monkeypatch.setitem(
        tokenizers.TOKENIZER_NAME_TO_TOKENIZER_CONFIG,
        "my/t",
        tokenizers.TokenizerConfig(
            "my/t", tokenizers.TokenizerSpec("helm.tokenizers.simple_tokenizer.SimpleTokenizer"), "</s>", "<s>"
        ),
    )
    spec = deployments.ClientSpec(f"{__name__}.Recording", {"given": 1})
    monkeypatch.setitem(
        deployments.DEPLOYMENT_NAME_TO_MODEL_DEPLOYMENT,
        "my/m",
        deployments.ModelDeployment("my/m", spec, model_name="me/m", tokenizer_name="my/t"),
    )
    monkeypatch.setattr(Recording, "made", [])
    monkeypatch.setattr(Recording, "outcomes", [])


@pytest.fixture
def auto_client(tmp_path):
    client = AutoClient(CREDENTIALS, str(tmp_path), BlackHoleCacheBackendConfig())
    client._policy = RetryPolicy(attempts=3, unit=0.0)
    return client


def test_constructor_parameters_are_filled_by_name(tmp_path):
    client = AutoClient(CREDENTIALS, str(tmp_path), SqliteCacheBackendConfig(str(tmp_path)))
    arguments = client.get_client("my/m").arguments
    assert isinstance(arguments.pop("tokenizer"), SimpleTokenizer)
    file_path = arguments.pop("file_cache").generate_unique_new_file_path()
    assert file_path.startswith(str(tmp_path / "output" / "my")) and file_path.endswith(".png")
    assert arguments == {
        "cache_config": SqliteCacheConfig(str(tmp_path / "my.sqlite")),
        "model_name": "me/m",
        "tokenizer_name": "my/t",
        "api_key": "secret-key-of-my-host",
        "org_id": "o",
        "base_url": "u",
        "project_id": "p",
        "location": "l",
        "endpoint": "e",
        "hf_auth_token": "secret-token",
        "end_of_text_token": "</s>",
        "lock_file_path": str(tmp_path / "my.lock"),
        "given": 1,
        "other": "default",
    }


def test_a_client_is_made_once_whatever_the_number_of_threads(auto_client):
    start = threading.Barrier(8)

    def ask(_):
        start.wait()
        return auto_client.make_request(REQUEST).success

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(8)))
    assert len(Recording.made) == 1


def test_failures_are_asked_again(auto_client):
    Recording.outcomes = [failed("busy"), ValueError("no JSON")]
    assert auto_client.make_request(REQUEST).completions[0].text == "ok"


def test_the_last_failure_tells_the_number_of_attempts_and_no_secret(auto_client):
    Recording.outcomes = [failed("busy, secret-key-of-my-host")] * 3
    result = auto_client.make_request(REQUEST)
    assert result.error == "Failed to make request to my/m after retrying 3 times. Error: busy, [redacted]"
    assert not Recording.outcomes


def test_a_failure_that_is_final_is_returned_at_once(auto_client):
    Recording.outcomes = [failed("blocked", ErrorFlags(is_retriable=False, is_fatal=False))]
    assert auto_client.make_request(REQUEST).error == "blocked"


@pytest.mark.parametrize("error, attempts", [(ValueError, 3), (NonRetriableException, 1)])
def test_the_last_error_is_raised_without_secrets(auto_client, error, attempts):
    Recording.outcomes = [error("secret-token") for _ in range(attempts)]
    with pytest.raises(error, match=r"^\[redacted\]$"):
        auto_client.make_request(REQUEST)
    assert not Recording.outcomes


def test_an_unknown_deployment_is_reported_at_once(auto_client):
    with pytest.raises(ConfigError, match="no-such-host/m"):
        auto_client.make_request(Request(model_deployment="no-such-host/m", model="a/b"))


def test_a_tokenizer_without_config_is_reported_at_once(auto_client, monkeypatch):
    monkeypatch.delitem(tokenizers.TOKENIZER_NAME_TO_TOKENIZER_CONFIG, "my/t")
    with pytest.raises((NonRetriableException, ConfigError), match="tokenizer.* my/t"):
        auto_client.make_request(REQUEST)

import pytest

from helm.common import credentials as module
from helm.common.credentials import get_credentials, provide_api_key
from helm.common.errors import ConfigError

TEXT = """
openaiApiKey: sk-open   # a comment
z.aiApiKey = sk-dotted
deployments {
  "together/model-1.5": sk-quoted
  together/model-2.5.1: sk-unquoted
  together/plain: sk-plain
}
ibmLocation: [{region: Dallas, url: "https://x"}]
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "credentials.conf").write_text(TEXT)
    return str(tmp_path)


@pytest.fixture
def warnings(monkeypatch):
    messages = []
    module._warn_of_missing_key.cache_clear()
    monkeypatch.setattr(module, "hwarn", messages.append)
    yield messages
    module._warn_of_missing_key.cache_clear()


@pytest.mark.parametrize(
    ("host", "deployment", "key"),
    [
        ("openai", None, "sk-open"),
        ("openai", "openai/gpt-x", "sk-open"),
        ("z.ai", None, "sk-dotted"),
        ("together", "together/plain", "sk-plain"),
        ("together", "together/model-1.5", "sk-quoted"),
        ("together", "together/model-2.5.1", "sk-unquoted"),
        ("together", "together/model-2", None),
        ("together", "together/other", None),
        ("together", None, None),
    ],
)
def test_keys_are_found_by_host_then_by_deployment(folder, warnings, host, deployment, key):
    assert provide_api_key(get_credentials(folder), host, deployment) == key
    assert len(warnings) == (key is None)


def test_settings_are_plain_values(folder):
    credentials = get_credentials(folder)
    assert credentials["ibmLocation"] == [{"region": "Dallas", "url": "https://x"}]
    assert credentials.get("perspectiveApiKey", "") == ""


def test_a_missing_key_is_warned_of_once_a_host(warnings):
    for deployment in ("acme/a", "acme/b"):
        assert provide_api_key({}, "acme", deployment) is None
    assert provide_api_key({}, "other") is None
    assert [("acmeApiKey" in message, "otherApiKey" in message) for message in warnings] == [
        (True, False),
        (False, True),
    ]


def test_the_environment_wins_over_the_file(folder, monkeypatch):
    monkeypatch.setenv("HELM_CREDENTIALS", "openaiApiKey: sk-environment")
    assert get_credentials(folder) == {"openaiApiKey": "sk-environment"}


def test_a_setting_may_stand_in_an_environment_variable(tmp_path, monkeypatch):
    (tmp_path / "credentials.conf").write_text("openaiApiKey: ${MY_OPENAI_KEY}")
    with pytest.raises(ConfigError, match="set the environment variable"):
        get_credentials(str(tmp_path))
    monkeypatch.setenv("MY_OPENAI_KEY", "sk-environment")
    assert get_credentials(str(tmp_path)) == {"openaiApiKey": "sk-environment"}


def test_no_file_is_no_credentials(tmp_path):
    assert get_credentials(str(tmp_path)) == {}


@pytest.mark.parametrize("text", ["a: sk-secret\nb: {sk-secret\n", "sk-secret", "a: ${sk-secret}", '[sk-secret, "x"]'])
def test_an_error_says_where_it_is_and_shows_no_key(tmp_path, monkeypatch, text):
    path = tmp_path / "credentials.conf"
    path.write_text(text)
    with pytest.raises(ConfigError) as caught:
        get_credentials(str(tmp_path))
    assert str(path) in str(caught.value)
    monkeypatch.setenv("HELM_CREDENTIALS", text)
    with pytest.raises(ConfigError, match="environment variable HELM_CREDENTIALS") as caught_too:
        get_credentials(str(tmp_path))
    for error in (caught.value, caught_too.value):
        assert "sk-secret" not in str(error)
        assert error.__cause__ is None and error.__context__ is None


def test_a_file_that_is_not_text_is_an_error_that_names_it(tmp_path):
    (tmp_path / "credentials.conf").write_bytes(b"openaiApiKey: \xff\xfe")
    with pytest.raises(ConfigError, match=r"credentials\.conf cannot be read"):
        get_credentials(str(tmp_path))

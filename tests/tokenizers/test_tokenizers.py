import pytest

from helm.benchmark import tokenizer_config_registry as registry
from helm.clients.middleware.retry import NonRetriableException, RetryPolicy
from helm.common.cache import SqliteCacheConfig
from helm.common.cache_backend_config import SqliteCacheBackendConfig
from helm.common.errors import DataError
from helm.common.tokenization_request import DecodeRequest, TokenizationRequest, TokenizationRequestResult
from helm.tokenizers.auto_tokenizer import AutoTokenizer
from helm.tokenizers.caching_tokenizer import CachingTokenizer
from helm.tokenizers.http_model_tokenizer import HTTPModelTokenizer
from helm.tokenizers.simple_tokenizer import SimpleTokenizer
from helm.tokenizers.tokenizer import Tokenizer
from json_server import Answer, json_server


class WordTokenizer(CachingTokenizer):
    """Words, and their lengths as ids; counts how often it works."""

    def __init__(self, cache_config):
        super().__init__(cache_config)
        self.count = 0

    def _tokenize_do_it(self, request):
        self.count += 1
        words = request["text"].split()
        return {"tokens": [len(word) for word in words] if request["encode"] else words}

    def _decode_do_it(self, request):
        self.count += 1
        return {"text": " ".join("x" * token for token in request["tokens"])}


class LocalWordTokenizer(WordTokenizer):
    runs_locally = True


@pytest.fixture
def config(tmp_path):
    return SqliteCacheConfig(str(tmp_path / "org.sqlite"))


def ask(text, **kwargs):
    return TokenizationRequest(text, "org/words", **kwargs)


@pytest.mark.parametrize(
    "arguments, tokens",
    [
        ({}, ["a", "bc", "def"]),
        ({"encode": True}, [1, 2, 3]),
        ({"truncation": True, "max_length": 2}, ["a", "bc"]),
        ({"encode": True, "truncation": True, "max_length": 1}, [1]),
        ({"truncation": True, "max_length": 0}, []),
        ({"truncation": True, "max_length": -1}, []),
        ({"max_length": 1}, ["a", "bc", "def"]),
    ],
)
def test_tokens(config, arguments, tokens):
    result = WordTokenizer(config).tokenize(ask("a bc def", **arguments))
    assert result.success and result.text == "a bc def" and result.raw_tokens == tokens


def test_results_of_an_api_are_kept_in_the_cache(config):
    first, second = WordTokenizer(config), WordTokenizer(config)
    assert not first.tokenize(ask("a b")).cached and second.tokenize(ask("a b")).cached
    decode = DecodeRequest([1, 2], "org/words")
    assert [tokenizer.decode(decode).cached for tokenizer in (first, second)] == [False, True]
    assert second.decode(decode).text == "x xx" and second.count == 0
    keys = [
        {"clean_up_tokenization_spaces": False, "tokenizer": "org/words", "tokens": [1, 2]},
        {"encode": False, "max_length": 2048, "text": "a b", "tokenizer": "org/words", "truncation": False},
    ]
    store = config.create_key_value_store()
    assert all(store.contains(key) for key in keys)


def test_results_of_a_local_tokenizer_stay_in_memory(config, tmp_path):
    tokenizer = LocalWordTokenizer(config)
    assert [tokenizer.tokenize(ask("a b")).cached for _ in range(2)] == [False, True]
    assert tokenizer.count == 1 and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "raw, complaint",
    [({"tokens": [1]}, "expected tokens of type str"), ({}, "'tokens'")],
)
def test_failures_name_the_tokenizer(config, monkeypatch, raw, complaint):
    tokenizer = WordTokenizer(config)
    monkeypatch.setattr(tokenizer, "_tokenize_do_it", lambda request: dict(raw))
    with pytest.raises(ValueError, match=f"Failed to tokenize text with WordTokenizer tokenizer: .*{complaint}"):
        tokenizer.tokenize(ask("a"))
    monkeypatch.setattr(tokenizer, "_decode_do_it", lambda request: {"text": 3})
    with pytest.raises(ValueError, match="Failed to decode text with WordTokenizer tokenizer: .*3"):
        tokenizer.decode(DecodeRequest([1], "org/words"))


def test_errors_that_are_the_users_pass_unchanged(config, monkeypatch):
    def gated(request):
        raise DataError("the tokenizer is gated")

    tokenizer = WordTokenizer(config)
    monkeypatch.setattr(tokenizer, "_tokenize_do_it", gated)
    with pytest.raises(DataError, match="gated"):
        tokenizer.tokenize(ask("a"))


def test_characters():
    tokenizer = SimpleTokenizer()
    assert tokenizer.tokenize(ask("aä")).raw_tokens == ["a", "ä"]
    assert tokenizer.tokenize(ask("aä", encode=True, truncation=True, max_length=1)).raw_tokens == [97, 228]
    assert tokenizer.decode(DecodeRequest([97, 228], "simple/tokenizer1")).text == "aä"


def test_tiktoken_takes_special_tokens_for_text(config, monkeypatch):
    tiktoken = pytest.importorskip("tiktoken")
    from helm.tokenizers import tiktoken_tokenizer

    bytes_only = tiktoken.Encoding(
        name="bytes",
        pat_str=r"[\s\S]",
        mergeable_ranks={bytes([i]): i for i in range(256)},
        special_tokens={"<end>": 256},
    )
    monkeypatch.setattr(tiktoken, "get_encoding", {"bytes": bytes_only}.__getitem__)
    tiktoken_tokenizer._get_encoding.cache_clear()
    tokenizer = tiktoken_tokenizer.TiktokenTokenizer(config)
    request = TokenizationRequest("a<end>ä", "openai/bytes", encode=True)
    assert tokenizer.tokenize(request).raw_tokens == list("a<end>ä".encode())
    strings = tokenizer.tokenize(TokenizationRequest("aä", "openai/bytes")).raw_tokens
    assert strings == ["a", "\ufffd", "\ufffd"]
    assert tokenizer.decode(DecodeRequest([97, 256, "b"], "openai/bytes")).text == "a<end>b"
    tiktoken_tokenizer._get_encoding.cache_clear()


@pytest.fixture
def server():
    with json_server() as running:
        yield running


def test_a_tokenizer_behind_http(server, config):
    server.queue = [Answer({"tokens": [5, 6]}), Answer({"text": "ab"}), Answer({}, 500), Answer({}, 500)]
    tokenizer = HTTPModelTokenizer(config, base_url=server.url)
    assert tokenizer.tokenize(ask("ab", truncation=True, max_length=3)).raw_tokens == [5, 6]
    assert tokenizer.decode(DecodeRequest([5, 6], "org/words")).text == "ab"
    assert [(asked.path, asked.body) for asked in server.asked] == [
        ("/tokenize", {"text": "ab", "truncation": True, "max_length": 3}),
        ("/decode", {"tokens": [5, 6]}),
    ]
    for result in (tokenizer.tokenize(ask("x")), tokenizer.decode(DecodeRequest([1], "org/words"))):
        assert not result.success and result.error.startswith("Local Model error: ")


class Flaky(Tokenizer):
    """Fails as often as `failures` says, with the arguments it was made with."""

    def __init__(self, cache_config, tokenizer_name, api_key, project_id, location, failures=0):
        self.arguments = (cache_config, tokenizer_name, api_key, project_id, location)
        self.failures = failures

    def tokenize(self, request):
        self.failures -= 1
        if self.failures == 1:
            raise OSError("secret-key is refused")
        success = self.failures < 0
        return TokenizationRequestResult(success, False, request.text, [], error=None if success else "secret-key busy")

    def decode(self, request):
        raise OSError("no decoding with secret-key")


@pytest.fixture
def auto_tokenizer(monkeypatch, tmp_path):
    def make(failures, attempts=3):
        spec = registry.TokenizerSpec(f"{__name__}.Flaky", {"failures": failures})
        monkeypatch.setitem(
            registry.TOKENIZER_NAME_TO_TOKENIZER_CONFIG, "org/t", registry.TokenizerConfig("org/t", spec)
        )
        credentials = {"orgApiKey": "secret-key", "orgProjectId": "p", "orgLocation": "l"}
        tokenizer = AutoTokenizer(credentials, SqliteCacheBackendConfig(str(tmp_path)))
        tokenizer._policy = RetryPolicy(attempts, unit=0.0)
        return tokenizer

    return make


def test_tokenizers_are_made_once_from_their_config(auto_tokenizer, tmp_path):
    auto = auto_tokenizer(0)
    tokenizer = auto.get_tokenizer("org/t")
    cache = SqliteCacheConfig(str(tmp_path / "org.sqlite"))
    assert tokenizer.arguments == (cache, "org/t", "secret-key", "p", "l")
    assert auto.get_tokenizer("org/t") is tokenizer
    with pytest.raises(NonRetriableException, match="Could not find tokenizer config for no/t"):
        auto.tokenize(TokenizationRequest("a", "no/t"))


def test_tokenizing_is_tried_again(auto_tokenizer):
    assert auto_tokenizer(2).tokenize(TokenizationRequest("a", "org/t")).success
    result = auto_tokenizer(9).tokenize(TokenizationRequest("a", "org/t"))
    assert result.error == "Failed to tokenize after retrying 3 times. Error: [redacted] busy"
    with pytest.raises(OSError, match=r"^no decoding with \[redacted\]$"):
        auto_tokenizer(0).decode(DecodeRequest([1], "org/t"))

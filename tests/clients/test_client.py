import pytest

from helm.clients.client import (
    CachingClient,
    Client,
    ScoringUnsupportedError,
    cleanup_str,
    cleanup_tokens,
    generate_uid_for_multimodal_prompt,
    refuse_scoring,
    truncate_and_tokenize_response_text,
    truncate_sequence,
)
from helm.common.cache import SqliteCacheConfig
from helm.common.media_object import MediaObject, MultimediaObject
from helm.common.request import GeneratedOutput, Request, RequestResult, Thinking, Token
from helm.tokenizers.simple_tokenizer import SimpleTokenizer
from helm.tokenizers.tokenizer import cleanup_str as tokenizer_cleanup_str


def output(*pieces, **kwargs):
    tokens = [Token(text=piece, logprob=-1.0) for piece in pieces]
    return GeneratedOutput(text="".join(pieces), logprob=-float(len(pieces)), tokens=tokens, **kwargs)


def request(**kwargs):
    return Request(model="a/b", model_deployment="a/b", **kwargs)


@pytest.mark.parametrize(
    "arguments, end_of_text, text, count, reason",
    [
        ({}, None, "I am here. Or", 5, "endoftext"),
        ({"stop_sequences": ["."]}, None, "I am here", 3, "stop"),
        ({"stop_sequences": ["\n"]}, None, "I am here. Or", 5, "endoftext"),
        ({"stop_sequences": [" Or", " am"]}, None, "I", 1, "stop"),
        ({"stop_sequences": ["ere"]}, None, "I am h", 5, "stop"),
        ({}, " Or", "I am here.", 4, "stop"),
        ({"max_tokens": 2}, None, "I am", 2, "length"),
        ({"max_tokens": 5}, None, "I am here. Or", 5, "endoftext"),
        ({"max_tokens": 2, "stop_sequences": ["."]}, None, "I am", 2, "length"),
        ({"echo_prompt": True, "max_tokens": 1, "stop_sequences": ["."]}, None, "I am here. Or", 5, "endoftext"),
    ],
)
def test_truncate_sequence(arguments, end_of_text, text, count, reason):
    full = output("I", " am", " here", ".", " Or", finish_reason={"reason": "endoftext"}, thinking=Thinking("hm"))
    cut = truncate_sequence(full, request(**arguments), end_of_text)
    assert (cut.text, len(cut.tokens), cut.logprob) == (text, count, -count)
    assert cut.finish_reason == {"reason": reason} and cut.thinking == Thinking("hm")


def test_truncation_leaves_an_answer_without_tokens_its_text():
    bare = GeneratedOutput(text="abc", logprob=0.0, tokens=[])
    assert truncate_sequence(bare, request(max_tokens=1)) == bare


@pytest.mark.parametrize(
    "text, arguments, end_of_text, expected, reason",
    [
        ("abc", {}, None, "abc", "endoftext"),
        ("abc", {"stop_sequences": ["c", "b"]}, None, "a", "stop"),
        ("abc<e>d", {}, "<e>", "abc", "stop"),
    ],
)
def test_truncate_and_tokenize(text, arguments, end_of_text, expected, reason):
    cut = truncate_and_tokenize_response_text(text, request(**arguments), SimpleTokenizer(), "simple/t", end_of_text)
    assert (cut.text, cut.finish_reason, cut.logprob) == (expected, {"reason": reason}, 0.0)
    assert [token.text for token in cut.tokens] == list(expected)


def test_truncate_and_tokenize_cuts_to_max_tokens():
    class Truncating(SimpleTokenizer):
        def tokenize(self, request):
            result = super().tokenize(request)
            return type(result)(**{**vars(result), "tokens": result.tokens[: request.max_length]})

    cut = truncate_and_tokenize_response_text("abcdef", request(max_tokens=4), Truncating(), "simple/t")
    assert (cut.text, len(cut.tokens), cut.finish_reason) == ("abcd", 4, {"reason": "length"})


def test_truncate_and_tokenize_refuses_to_echo():
    with pytest.raises(ValueError, match="echo_prompt"):
        truncate_and_tokenize_response_text("a", request(echo_prompt=True), SimpleTokenizer(), "simple/t")


def test_the_cache_key_holds_random_only_if_it_is_set():
    raw = {"prompt": "a"}
    assert CachingClient.make_cache_key(raw, request()) == raw
    assert CachingClient.make_cache_key(raw, request(random="1")) == {"prompt": "a", "random": "1"}
    assert raw == {"prompt": "a"}
    with pytest.raises(AssertionError):
        CachingClient.make_cache_key({"random": 1}, request(random="1"))


def test_requests_are_answered_in_order_unless_a_client_does_better():
    class Echo(Client):
        def make_request(self, request):
            return RequestResult(True, [], [GeneratedOutput(request.prompt, 0, [])], False)

    results = Echo().make_requests([request(prompt="a"), request(prompt="b")])
    assert [result.completions[0].text for result in results] == ["a", "b"]


def test_a_client_without_a_cache_keeps_nothing(tmp_path):
    class Counting(CachingClient):
        count = 0

        def make_request(self, request):
            self.count += 1
            return self.cache.get({"a": 1}, lambda: {"count": self.count})

    uncached, cached = Counting(None), Counting(SqliteCacheConfig(str(tmp_path / "a.sqlite")))
    assert [uncached.make_request(request())[0]["count"] for _ in range(2)] == [1, 2]
    assert [cached.make_request(request())[0]["count"] for _ in range(2)] == [1, 1]


def test_scoring_is_refused_in_words_that_help():
    refuse_scoring(request(echo_prompt=True, max_tokens=1), "chat")
    refuse_scoring(request(max_tokens=0), "chat")
    with pytest.raises(ScoringUnsupportedError, match="a/b .*log-probabilities.* chat .*multiple_choice_joint"):
        refuse_scoring(request(echo_prompt=True, max_tokens=0), "chat")


@pytest.mark.parametrize(
    "token, name, by_client, by_tokenizer",
    [
        ("▁a", "google/ul2", " a", " a"),
        ("▁a", "meta/llama", "▁a", "▁a"),
        ("Ġa", "huggingface/gpt2", " a", " a"),
        ("Ġa", "openai/gpt2", " a", "Ġa"),
        ("Ġa", "anthropic/claude", "Ġa", " a"),
        ("Ġa", "google/ul2", "Ġa", "Ġa"),
    ],
)
def test_space_markers(token, name, by_client, by_tokenizer):
    assert cleanup_str(token, name) == by_client
    assert cleanup_tokens([token], name) == [by_client]
    assert tokenizer_cleanup_str(token, name) == by_tokenizer


def test_the_uid_of_a_multimodal_prompt(tmp_path):
    image = MediaObject(content_type="image/png", location="http://host/a.png")
    prompt = MultimediaObject([MediaObject(content_type="text/plain", text="What is "), image])
    assert generate_uid_for_multimodal_prompt(prompt) == "What is http://host/a.png"

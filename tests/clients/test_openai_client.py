import base64
import io
import sqlite3
from contextlib import closing

import pytest

from helm.clients._openai_errors import CONTENT_POLICY_REASON
from helm.clients.client import AuthenticationError, ScoringUnsupportedError
from helm.clients.middleware.retry import NonRetriableException
from helm.clients.openai_client import (
    OpenAIClient,
    OpenAILegacyCompletionsClient,
    OpenAITranscriptionThenCompletionClient,
)
from helm.common.cache import SqliteCacheConfig, flush_caches
from helm.common.media_object import MediaObject, MultimediaObject
from helm.common.request import ErrorFlags, Request, ResponseFormat, Thinking, Token
from helm.common.sqlite_key_value_store import SqliteKeyValueStore
from json_server import Answer, json_server

BLOCKED = ErrorFlags(is_retriable=False, is_fatal=False, kind="content filter")


def passing(kind, retry_after=None):
    return ErrorFlags(kind=kind, retry_after=retry_after)


def hopeless(kind):
    return ErrorFlags(is_retriable=False, is_fatal=True, kind=kind)


def chat_answer(content="abc\ndef", finish_reason="length", n=1, logprobs=None, **message):
    choice = {
        "index": 0,
        "finish_reason": finish_reason,
        "logprobs": logprobs,
        "message": {"role": "assistant", "content": content, **message},
    }
    return Answer({"id": "x", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice] * n})


def error_answer(status, message="made-up failure", code=None):
    return Answer({"error": {"message": message, "type": "x", "code": code}}, status)


@pytest.fixture
def server():
    with json_server() as running:
        yield running


@pytest.fixture
def connect(server, tmp_path):
    """A function that makes a client of the server, with a cache of its own."""

    def make(cls=OpenAIClient, **kwargs):
        arguments = {"api_key": "sk-secret-key", "base_url": server.url + "/v1", "max_retries": 0, **kwargs}
        return cls(SqliteCacheConfig(str(tmp_path / "openai.sqlite")), **arguments)

    return make


def request(model="openai/gpt-4o", **kwargs):
    kwargs.setdefault("prompt", "Hi")
    return Request(model=model, model_deployment=model, **kwargs)


def is_the_key(tmp_path, key):
    """Whether one response is cached, and `key` stands for its request."""
    path = tmp_path / "openai.sqlite"
    flush_caches()
    with closing(sqlite3.connect(path)) as connection:
        [(count,)] = connection.execute("SELECT count(*) FROM unnamed")
    return count == 1 and SqliteKeyValueStore(str(path)).contains(key)


CHAT_DEFAULTS = {
    "model": "gpt-4o",
    "messages": [{"role": "user", "content": "Hi"}],
    "temperature": 1.0,
    "top_p": 1,
    "n": 1,
    "stop": None,
    "max_tokens": 100,
    "presence_penalty": 0,
    "frequency_penalty": 0,
}
REASONING_DEFAULTS = {
    "messages": [{"role": "user", "content": "Hi"}],
    "n": 1,
    "max_completion_tokens": 100,
}
SCHEMA = {"type": "object", "properties": {"a": {"type": "string"}}}
STRICT = {"additionalProperties": False, "required": ["a"], **SCHEMA}


@pytest.mark.parametrize(
    "arguments, client_arguments, sent",
    [
        ({}, {}, CHAT_DEFAULTS),
        (
            {"temperature": 0, "num_completions": 2, "stop_sequences": ["\n"], "max_tokens": 5, "top_p": 0.5},
            {"openai_model_name": "real-name", "reasoning_effort": "low"},
            {
                **CHAT_DEFAULTS,
                "model": "real-name",
                "temperature": 0,
                "n": 2,
                "stop": ["\n"],
                "max_tokens": 5,
                "top_p": 0.5,
            },
        ),
        (
            {"prompt": "", "messages": [{"role": "system", "content": "s"}, {"role": "user", "content": "u"}]},
            {},
            {**CHAT_DEFAULTS, "messages": [{"role": "system", "content": "s"}, {"role": "user", "content": "u"}]},
        ),
        (
            {"response_format": ResponseFormat(json_schema=SCHEMA)},
            {},
            {
                **CHAT_DEFAULTS,
                "response_format": {
                    "type": "json_schema",
                    "json_schema": {"name": "response", "description": "", "schema": STRICT, "strict": True},
                },
            },
        ),
        ({"model": "openai/o3-mini"}, {}, {"model": "o3-mini", **REASONING_DEFAULTS}),
        (
            {"model": "openai/gpt-5", "max_tokens": 0, "stop_sequences": ["x"]},
            {"reasoning_effort": "high"},
            {
                "model": "gpt-5",
                "messages": [{"role": "user", "content": "Hi"}],
                "n": 1,
                "stop": ["x"],
                "reasoning_effort": "high",
            },
        ),
        (
            {"model": "openai/gpt-4o-audio-preview-2024"},
            {},
            {
                **{name: value for name, value in CHAT_DEFAULTS.items() if name != "stop"},
                "model": "gpt-4o-audio-preview-2024",
                "modalities": ["text"],
            },
        ),
    ],
)
def test_chat_requests(server, connect, tmp_path, arguments, client_arguments, sent):
    server.queue = [chat_answer()]
    asked = request(**arguments, random="7")
    assert connect(**client_arguments).make_request(asked).success
    assert server.bodies == [sent] and server.asked[0].path == "/v1/chat/completions"
    assert is_the_key(tmp_path, {**sent, "random": "7"})
    assert connect(**client_arguments).make_request(asked).cached


def test_models_that_see_get_no_empty_stop(server, connect, monkeypatch):
    from helm.benchmark import model_metadata_registry as registry

    metadata = registry.get_unknown_model_metadata("openai/sees")
    metadata.tags = [registry.VISION_LANGUAGE_MODEL_TAG]
    monkeypatch.setitem(registry.MODEL_NAME_TO_MODEL_METADATA, "openai/sees", metadata)
    server.queue = [chat_answer()]
    connect().make_request(request("openai/sees"))
    assert "stop" not in server.bodies[0]


@pytest.mark.parametrize(
    "stops, text, reason", [([], "abc\ndef", "length"), (["\n"], "abc", "stop"), (["QQ"], "abc\ndef", "length")]
)
def test_chat_answers(server, connect, stops, text, reason):
    server.queue = [chat_answer(reasoning_content="R", n=2)]
    result = connect().make_request(request(stop_sequences=stops, num_completions=2))
    assert [output.text for output in result.completions] == [text, text]
    assert result.completions[0].finish_reason == {"reason": reason}
    assert result.completions[0].thinking == Thinking("R") and result.completions[0].tokens == []
    assert result.success and not result.cached and result.request_time > 0 and result.request_datetime > 10**9


def test_chat_log_probabilities_and_echo(server, connect):
    content = [{"token": "a", "logprob": -0.5}, {"token": "b", "logprob": -0.25}]
    server.queue = [chat_answer("ab", "stop", logprobs={"content": content})]
    output = connect().make_request(request(echo_prompt=True)).completions[0]
    assert output.tokens == [Token("a", -0.5), Token("b", -0.25)] and output.logprob == -0.75
    assert output.text == "Hiab"


@pytest.mark.parametrize(
    "message, text", [({"content": None}, ""), ({"content": None, "refusal": "I cannot."}, "I cannot.")]
)
def test_answers_without_content(server, connect, message, text):
    server.queue = [chat_answer(**message)]
    assert connect().make_request(request(stop_sequences=["x"])).completions[0].text == text


def shout(text):
    return text.upper()


def test_an_output_processor_is_applied(server, connect):
    server.queue = [chat_answer("abc")]
    client = connect(output_processor=f"{__name__}.shout")
    assert client.make_request(request()).completions[0].text == "ABC"


def test_content_filter(server, connect):
    server.queue = [chat_answer(finish_reason="content_filter")]
    result = connect().make_request(request())
    assert (result.success, result.error, result.error_flags) == (False, "Content blocked by OpenAI filter", BLOCKED)


@pytest.mark.parametrize(
    "answer, error, flags",
    [
        (error_answer(429), "made-up failure", passing("overload")),
        (error_answer(500), "made-up failure", passing("server error")),
        (
            error_answer(429, "You exceeded your quota", "insufficient_quota"),
            "exceeded your quota",
            hopeless("authentication"),
        ),
        (error_answer(400, "context too long"), "context too long", hopeless("bad request")),
        (error_answer(401, "Incorrect API key"), "Incorrect API key", hopeless("authentication")),
        (error_answer(404, "no such model"), "no such model", hopeless("bad request")),
        (
            error_answer(
                400,
                "Invalid prompt: we've limited access to this content for safety reasons. "
                "This type of information may be used to benefit or to harm people.",
            ),
            "Prompt blocked by OpenAI's safety filter",
            BLOCKED,
        ),
        (
            error_answer(
                400,
                "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Bye",
            ),
            "Content blocked by Azure's content management filter",
            BLOCKED,
        ),
        (
            error_answer(403, "Content violates usage guidelines. Team: x"),
            "Grok API error: Content violates usage guidelines",
            BLOCKED,
        ),
    ],
)
def test_errors_of_the_host(server, connect, answer, error, flags):
    server.queue = [answer, chat_answer()]
    client = connect()
    result = client.make_request(request())
    assert not result.success and error in result.error and result.error_flags == flags
    assert "sk-secret-key" not in result.error
    assert client.make_request(request()).success, "a failure must not be cached"


def test_a_prompt_against_the_content_policy_counts_as_answered(server, connect):
    server.queue = [error_answer(400, "Invalid prompt: your prompt was flagged as x")]
    result = connect().make_request(request(num_completions=2))
    assert result.success and [output.text for output in result.completions] == ["", ""]
    assert result.completions[0].finish_reason == {"reason": CONTENT_POLICY_REASON}


@pytest.mark.parametrize(
    "malformed",
    [
        Answer("<html>gateway</html>"),
        Answer("[]"),
        Answer({"error": {"message": "overloaded"}}),
        Answer({"choices": []}),
    ],
)
def test_a_malformed_answer_is_an_error_and_not_cached(server, connect, malformed):
    server.queue = [malformed, chat_answer()]
    client = connect()
    with pytest.raises(ValueError):
        client.make_request(request())
    assert client.make_request(request()).success


def test_no_connection(connect):
    result = connect(base_url="http://127.0.0.1:9/v1").make_request(request())
    assert not result.success and result.error_flags == passing("no connection")
    assert result.error.startswith("OpenAI error: ") and "refused" in result.error


def test_a_missing_key_is_reported(monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(AuthenticationError, match="credentials.conf"):
        OpenAIClient(None)


@pytest.mark.parametrize(
    "messages, complaint",
    [
        ([{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}], "must be of the role user"),
        ([{"role": "user", "content": ""}], "lacks a role or content"),
        ([{"content": "a"}], "lacks a role or content"),
    ],
)
def test_conversations_are_checked(connect, messages, complaint):
    with pytest.raises(NonRetriableException, match=complaint):
        connect().make_request(request(prompt="", messages=messages))


def test_two_kinds_of_prompt_are_refused(connect):
    with pytest.raises(ValueError, match="takes one of"):
        connect().make_request(request(prompt="a", messages=[{"role": "user", "content": "b"}]))


def test_chat_refuses_to_score_at_once(server, connect):
    with pytest.raises(ScoringUnsupportedError, match="openai/gpt-4o"):
        connect().make_request(request(echo_prompt=True, max_tokens=0))
    assert server.asked == []


def test_images_and_audio_are_sent_and_named_in_the_key(server, connect, tmp_path):
    image_module = pytest.importorskip("PIL.Image")
    image, audio = str(tmp_path / "i.png"), str(tmp_path / "a.mp3")
    image_module.new("RGBA", (2, 2), (255, 0, 0, 255)).save(image)
    with open(audio, "wb") as file:
        file.write(b"sound")
    parts = [
        MediaObject(content_type="text/plain", text="What?"),
        MediaObject(content_type="image/png", location=image),
        MediaObject(content_type="audio/mpeg", location=audio),
    ]
    server.queue = [chat_answer()]
    connect().make_request(request(prompt="", multimodal_prompt=MultimediaObject(parts)))
    [message] = server.bodies[0]["messages"]
    text_part, image_part, audio_part = message["content"]
    assert text_part == {"type": "text", "text": "What?"}
    header, encoded = image_part["image_url"]["url"].split(",")
    decoded = image_module.open(io.BytesIO(base64.b64decode(encoded)))
    assert header == "data:image/jpeg;base64" and (decoded.format, decoded.size) == ("JPEG", (2, 2))
    expected = {"data": base64.b64encode(b"sound").decode(), "format": "mp3"}
    assert audio_part == {"type": "input_audio", "input_audio": expected}
    key = {name: value for name, value in server.bodies[0].items() if name != "messages"}
    assert is_the_key(tmp_path, {**key, "multimodal_prompt": f"What?{image}{audio}"})


def test_video_is_refused(server, connect):
    video = MediaObject(content_type="video/mp4", location="http://127.0.0.1/v.mp4")
    with pytest.raises(NonRetriableException, match="video/mp4"):
        connect().make_request(request(prompt="", multimodal_prompt=MultimediaObject([video])))


def test_embeddings(server, connect, tmp_path):
    server.queue = [Answer({"object": "list", "data": [{"index": 0, "embedding": [0.5, -1.0]}], "model": "m"})]
    result = connect().make_request(request("openai/text-embedding-3", embedding=True))
    assert result.success and result.embedding == [0.5, -1.0] and result.completions == []
    assert server.asked[0].path == "/v1/embeddings"
    assert is_the_key(tmp_path, {"input": "Hi", "model": "text-embedding-3"})


def audio_prompt(tmp_path):
    path = str(tmp_path / "a.wav")
    with open(path, "wb") as file:
        file.write(b"RIFF sound")
    return path, MediaObject(content_type="audio/wav", location=path)


def test_transcription(server, connect, tmp_path):
    path, audio = audio_prompt(tmp_path)
    server.queue = [Answer({"text": "hello"})]
    asked = request("openai/whisper-1", prompt="", multimodal_prompt=MultimediaObject([audio]))
    assert connect().make_request(asked).completions[0].text == "hello"
    assert server.asked[0].path == "/v1/audio/transcriptions" and b"RIFF sound" in server.asked[0].body
    assert is_the_key(tmp_path, {"audio": path, "model": "whisper-1", "multimodal_prompt": path})
    with pytest.raises(NonRetriableException, match="one audio object"):
        connect().make_request(request("openai/whisper-1"))


def test_transcription_then_completion_keeps_the_decoding_parameters(server, tmp_path, monkeypatch):
    monkeypatch.setenv("OPENAI_BASE_URL", server.url + "/v1")
    _, audio = audio_prompt(tmp_path)
    text = MediaObject(content_type="text/plain", text="Answer it.")
    server.queue = [Answer({"text": "how?"}), chat_answer("so", "stop")]
    client = OpenAITranscriptionThenCompletionClient(None, api_key="k")
    prompt = MultimediaObject([audio, text])
    result = client.make_request(request("openai/whisper-1_gpt-4o", prompt="", multimodal_prompt=prompt, max_tokens=7))
    sent, expected = server.bodies[1], "\n[TRANSCRIBED AUDIO START]\nhow?\n[TRANSCRIBED AUDIO END]\n\nAnswer it."
    assert (sent["model"], sent["max_tokens"]) == ("gpt-4o", 7)
    assert sent["messages"] == [{"role": "user", "content": expected}]
    assert result.completions[0].text == "so" and result.completions[0].multimodal_content.text == expected
    server.queue = [error_answer(400, "bad sound")]
    assert "bad sound" in client.make_request(request("openai/whisper-1_x", prompt="", multimodal_prompt=prompt)).error
    with pytest.raises(NonRetriableException, match="one underscore"):
        client.make_request(request("openai/whisper-1"))


COMPLETION_DEFAULTS = {
    "model": "davinci-002",
    "prompt": "Hi",
    "temperature": 1.0,
    "n": 1,
    "max_tokens": 100,
    "best_of": 1,
    "logprobs": 1,
    "stop": None,
    "top_p": 1,
    "presence_penalty": 0,
    "frequency_penalty": 0,
    "echo": False,
}


def completion_answer(text, tokens, logprobs, finish_reason="stop"):
    scored = {"tokens": tokens, "token_logprobs": logprobs, "top_logprobs": None, "text_offset": []}
    choice = {"index": 0, "text": text, "finish_reason": finish_reason, "logprobs": scored}
    return Answer({"id": "x", "object": "text_completion", "created": 1, "model": "m", "choices": [choice]})


def test_completions(server, connect, tmp_path):
    server.queue = [completion_answer(" a<|endoftext|>b", [" a", "<|endoftext|>", "b"], [-1.0, -0.5, -0.25])]
    client = connect(OpenAILegacyCompletionsClient)
    result = client.make_request(request("openai/davinci-002", top_k_per_token=1))
    assert result.completions[0].text == " a" and result.completions[0].tokens == [Token(" a", -1.0)]
    assert server.asked[0].path == "/v1/completions" and server.bodies == [COMPLETION_DEFAULTS]
    assert is_the_key(tmp_path, COMPLETION_DEFAULTS)


def test_completions_score_a_prompt(server, connect):
    server.queue = [completion_answer("Hi you", ["Hi", " you"], [None, -2.0], "length")]
    asked = request("openai/davinci-002", prompt="Hi you", echo_prompt=True, max_tokens=0, top_k_per_token=5)
    output = connect(OpenAILegacyCompletionsClient).make_request(asked).completions[0]
    assert (output.text, output.logprob, output.tokens) == ("Hi you", -2.0, [Token("Hi", 0), Token(" you", -2.0)])
    assert output.finish_reason == {"reason": "length"}
    assert (server.bodies[0]["echo"], server.bodies[0]["logprobs"], server.bodies[0]["best_of"]) == (True, 5, 5)


def test_completions_take_a_plain_prompt_only(connect):
    asked = request("openai/davinci-002", prompt="", messages=[{"role": "user", "content": "a"}])
    with pytest.raises(NonRetriableException, match="plain prompt only"):
        connect(OpenAILegacyCompletionsClient).make_request(asked)

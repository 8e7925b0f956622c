import pytest

from helm.clients.client import ScoringUnsupportedError
from helm.clients.openai_responses_client import OpenAIResponseClient
from helm.common.cache import SqliteCacheConfig
from helm.common.request import ErrorFlags, Request, Thinking
from json_server import Answer, json_server

BLOCKED = ErrorFlags(is_retriable=False, is_fatal=False, kind="content filter")


def message(*parts):
    return {"type": "message", "role": "assistant", "id": "m", "status": "completed", "content": list(parts)}


def text(content):
    return {"type": "output_text", "text": content, "annotations": []}


def answer(*output, **kwargs):
    return Answer({"id": "x", "object": "response", "status": "completed", "error": None, "output": output, **kwargs})


@pytest.fixture
def server(monkeypatch):
    with json_server() as running:
        yield running


@pytest.fixture
def connect(server, tmp_path):
    def make(**kwargs):
        cache = SqliteCacheConfig(str(tmp_path / "openai.sqlite"))
        return OpenAIResponseClient(cache, api_key="k", base_url=server.url + "/v1", **kwargs)

    return make


def request(model="openai/gpt-4o", **kwargs):
    kwargs.setdefault("prompt", "Hi")
    return Request(model=model, model_deployment=model, **kwargs)


@pytest.mark.parametrize(
    "arguments, client_arguments, sent",
    [
        (
            {"max_tokens": 5, "temperature": 0, "stop_sequences": ["\n"]},
            {},
            {"model": "gpt-4o", "input": "Hi", "top_p": 1, "temperature": 0, "max_output_tokens": 16, "store": False},
        ),
        (
            {"model": "openai/gpt-5-mini", "prompt": "", "messages": [{"role": "user", "content": "u"}]},
            {"reasoning_effort": "low", "openai_model_name": "gpt-5-mini-2025"},
            {
                "model": "gpt-5-mini-2025",
                "input": [{"role": "user", "content": "u"}],
                "max_output_tokens": 100,
                "store": False,
                "reasoning": {"effort": "low", "summary": "detailed"},
            },
        ),
    ],
)
def test_requests(server, connect, arguments, client_arguments, sent):
    server.queue = [answer(message(text("ok")))]
    assert connect(**client_arguments).make_request(request(**arguments)).completions[0].text == "ok"
    assert server.bodies == [sent] and server.asked[0].path == "/v1/responses"


def test_answers_and_thoughts(server, connect):
    reasoning = {"type": "reasoning", "id": "r", "summary": [{"type": "summary_text", "text": "s"}]}
    thought = {"type": "reasoning", "id": "r", "summary": [], "content": [{"type": "reasoning_text", "text": "c"}]}
    other = {"type": "web_search_call", "id": "w"}
    server.queue = [answer(reasoning, thought, other, message(text("a"), text("b")))]
    [output] = connect().make_request(request()).completions
    assert (output.text, output.thinking, output.finish_reason) == ("a\n\nb", Thinking("s\n\nc"), None)
    assert (output.tokens, output.logprob) == ([], 0.0)


def test_each_completion_is_asked_for_once(server, connect):
    server.queue = [answer(message(text(f"{i}"))) for i in range(3)]
    result = connect().make_request(request(num_completions=3))
    assert [output.text for output in result.completions] == ["0", "1", "2"] and not result.cached
    again = connect().make_request(request(num_completions=3))
    assert [output.text for output in again.completions] == ["0", "1", "2"] and again.cached
    assert connect().make_request(request()).completions[0].text == "0"


@pytest.mark.parametrize(
    "failing, error, flags",
    [
        (answer(message({"type": "refusal", "refusal": "No."})), "Received refusal from OpenAI API: No.", BLOCKED),
        (
            answer(message(text("")), incomplete_details={"reason": "content_filter"}),
            "Content blocked by OpenAI filter",
            BLOCKED,
        ),
    ],
)
def test_refusals(server, connect, failing, error, flags):
    server.queue = [failing]
    result = connect().make_request(request())
    assert (result.success, result.error, result.error_flags) == (False, error, flags)


def test_a_cut_answer_says_so(server, connect):
    server.queue = [answer({"type": "reasoning", "summary": []}, incomplete_details={"reason": "max_output_tokens"})]
    [output] = connect().make_request(request()).completions
    assert (output.text, output.finish_reason) == ("", {"reason": "length"})


def test_a_failed_response_is_not_cached(server, connect):
    server.queue = [answer(error={"code": "server_error", "message": "broken"}), answer(message(text("ok")))]
    with pytest.raises(ValueError, match="broken"):
        connect().make_request(request())
    assert connect().make_request(request()).success


def test_scoring_is_refused(connect):
    with pytest.raises(ScoringUnsupportedError):
        connect().make_request(request(echo_prompt=True, max_tokens=0))

"""Ctrl-C, failures and resuming, against a real server that speaks OpenAI's wire format."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, Iterator, List

import pytest

from json_server import Answer, JsonServer, json_server
from served_runs import wait_until

ENTRY = "simple_mcqa:model=mine/remote"
RUN = "simple_mcqa:model=mine_remote"
INSTANCES = 30

DEPLOYMENT = """
model_deployments:
  - name: mine/remote
    tokenizer_name: simple/tokenizer1
    max_sequence_length: 2048
    client_spec: {class_name: helm.clients.vllm_client.VLLMChatClient, args: {base_url: "%s/v1", vllm_model_name: m}}
"""

METADATA = """
models:
  - {name: mine/remote, display_name: Mine, description: A stand-in., creator_organization_name: Me, access: open,
     release_date: 2026-01-01, tags: [TEXT_MODEL_TAG]}
"""


def completion(asked: Any) -> Answer:
    message = {"role": "assistant", "content": "A"}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return Answer({"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]})


@pytest.fixture
def server() -> Iterator[JsonServer]:
    with json_server() as server:
        server.answer = completion
        yield server


@pytest.fixture
def folder(tmp_path: Path, server: JsonServer) -> Path:
    (tmp_path / "prod_env").mkdir()
    (tmp_path / "prod_env" / "model_deployments.yaml").write_text(DEPLOYMENT % server.url)
    (tmp_path / "prod_env" / "model_metadata.yaml").write_text(METADATA)
    return tmp_path


def start(folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "helm.benchmark.run", "-r", ENTRY, "--suite", "s", "-m", str(INSTANCES)]
    return subprocess.Popen(
        [*command, "-n", "2", *arguments], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def finish(process: "subprocess.Popen[str]") -> str:
    output, errors = process.communicate(timeout=60)
    return output + errors


def read(folder: Path, file: str) -> Any:
    return json.loads((folder / "benchmark_output" / "runs" / "s" / RUN / file).read_text())


def prompts(server: JsonServer) -> List[str]:
    return [body["messages"][0]["content"] for body in server.bodies]


@pytest.mark.parametrize("arguments", [(), ("--disable-cache",)], ids=["cache", "no cache"])
def test_ctrl_c_waits_for_what_is_in_flight_and_resuming_asks_for_the_rest(folder, server, arguments):
    release = threading.Event()

    def answer(asked):
        if len(server.asked) > 10:
            release.wait(30)
        return completion(asked)

    server.answer = answer
    process = start(folder, *arguments)
    wait_until(lambda: len(server.asked) == 12)
    process.send_signal(signal.SIGINT)
    time.sleep(0.3)
    assert process.poll() is None
    release.set()
    words = finish(process)
    assert process.returncode == 130
    assert "Waiting for the requests in flight" in words and "Traceback" not in words
    assert len(server.asked) == 12
    assert read(folder, "run_status.json")["status"] == "incomplete"

    process = start(folder, *arguments)
    finish(process)
    assert process.returncode == 0
    assert len(server.asked) == INSTANCES == len(set(prompts(server)))
    assert read(folder, "outcomes.json")["error"] == 0


def test_requests_that_fail_leave_the_run_incomplete_and_only_they_are_asked_again(folder, server):
    bad = []

    def answer(asked):
        prompt = asked.body["messages"][0]["content"]
        if len(bad) < 3:
            bad.append(prompt)
        return Answer({"error": {"message": "too long"}}, 400) if prompt in bad else completion(asked)

    server.answer = answer
    process = start(folder)
    words = finish(process)
    assert process.returncode == 1
    assert "3 error" in words and "too long" in words and "incomplete" in words
    assert read(folder, "outcomes.json")["error"] == 3
    assert not (folder / "benchmark_output" / "runs" / "s" / RUN / "stats.json").exists()

    server.answer = completion
    process = start(folder)
    finish(process)
    assert process.returncode == 0
    assert sorted(prompts(server)[INSTANCES:]) == sorted(bad)
    assert read(folder, "run_status.json") == {"status": "complete"}


def test_some_errors_are_accepted_if_the_user_says_so(folder, server):
    server.queue.append(Answer({"error": {"message": "too long"}}, 400))
    process = start(folder, "--max-error-rate", "0.1")
    finish(process)
    assert process.returncode == 0
    assert read(folder, "outcomes.json")["error"] == 1


def test_a_wrong_key_ends_the_run_at_once(folder, server):
    server.answer = lambda asked: Answer({"error": {"message": "wrong key"}}, 401)
    process = start(folder)
    words = finish(process)
    assert process.returncode == 1
    assert "wrong key" in words
    assert len(server.asked) <= 4


def test_the_number_of_attempts_is_that_of_the_environment(folder, server, monkeypatch):
    monkeypatch.setitem(os.environ, "HELM_RETRIES", "2")
    server.answer = lambda asked: Answer({"error": {"message": "broken"}}, 500)
    process = start(folder, "-m", "1")
    finish(process)
    assert process.returncode == 1
    assert len(server.asked) == 2

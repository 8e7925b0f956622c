"""`helm-run` as a process, against a model server on this machine that counts what it is asked."""

import hashlib
import json
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Callable, Dict, Iterator

from json_server import Answer, Asked, json_server

PLUGIN = """
from helm.benchmark.adaptation.common_adapter_specs import get_generation_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_exact_match_metric_specs
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import *


class Sums(Scenario):
    name, description, tags = "sums", "what is n + n", []

    def __init__(self, first: int, words: int):
        super().__init__()
        self.first, self.words = first, words

    def get_instances(self, output_path):
        return [Instance(Input(f"{n} + {n} " + "please " * self.words), [Reference(Output(str(n)), [CORRECT_TAG])],
                         split=TEST_SPLIT) for n in range(self.first, self.first + 40)]


@run_spec_function("sums")
def sums(first: int = 0, words: int = 0):
    return RunSpec(name=f"sums:first={first}", scenario_spec=ScenarioSpec(f"{__name__}.Sums", {"first": first, "words": words}),
                   adapter_spec=get_generation_adapter_spec(input_noun="Sum", output_noun="Is", max_train_instances=0),
                   metric_specs=get_exact_match_metric_specs(), groups=["sums"])
"""

DEPLOYMENTS = """
model_deployments:
  - name: local/chat
    tokenizer_name: simple/tokenizer1
    max_sequence_length: 4096
    client_spec: {{class_name: helm.clients.openai_client.OpenAIClient, args: {{base_url: "{url}/v1", api_key: sk-none}}}}
"""

METADATA = """
models:
  - {name: local/chat, display_name: Chat, description: A stand-in., creator_organization_name: Me, access: open,
     release_date: 2026-01-01, tags: [TEXT_MODEL_TAG]}
"""

VARYING = ("request_time", "request_datetime", "batch_request_time", "batch_size", "cached", "definition_path")
"""What may differ between two runs that got the same answers: times, company in a batch, and where the plugin is."""


class Model:
    """A model that gives each prompt one answer, after `seconds`, and counts how often it was asked for it."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.paid: Counter[str] = Counter()
        self.url = ""
        self._lock = threading.Lock()

    def __call__(self, asked: Asked) -> Answer:
        prompt = json.dumps(asked.body["messages"])
        with self._lock:
            self.paid[prompt] += 1
        time.sleep(self.seconds)
        text = str(int(hashlib.sha256(prompt.encode()).hexdigest(), 16) % 100)
        choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}
        return Answer({"id": "x", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]})


@contextmanager
def model_server() -> Iterator[Model]:
    """A model at work until the end of the block."""
    model = Model()
    with json_server() as server:
        server.answer = model
        model.url = server.url
        yield model


def prepare(folder: Path, model: Model) -> Path:
    """`folder` with a plugin and the settings that make `model` known."""
    (folder / "prod_env").mkdir(parents=True)
    (folder / "sums_plugin.py").write_text(PLUGIN)
    (folder / "prod_env" / "model_deployments.yaml").write_text(DEPLOYMENTS.format(url=model.url))
    (folder / "prod_env" / "model_metadata.yaml").write_text(METADATA)
    return folder


def wait_until(happened: Callable[[], bool], seconds: float = 30.0) -> None:
    """Return when it has happened, and fail if that takes too long."""
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def start_helm_run(folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    """`helm-run` at work in `folder`, with 8 requests in flight."""
    fixed = ["--suite", "s", "-n", "8", "-m", "1000", "--plugins", "sums_plugin.py"]
    command = [sys.executable, "-m", "helm.benchmark.run", *fixed, *arguments]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def results(folder: Path) -> Dict[str, Any]:
    """The files of all runs, without what may differ."""
    runs = folder / "benchmark_output" / "runs" / "s"
    return {
        str(path.relative_to(runs)): _without_varying(json.loads(path.read_text()))
        for path in sorted(runs.glob("*/*.json"))
    }


def _without_varying(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_varying(item) for name, item in value.items() if name not in VARYING}
    if isinstance(value, list):
        return [_without_varying(item) for item in value if not _is_of_the_way(item)]
    return value


def _is_of_the_way(value: Any) -> bool:
    """Whether a stat tells of the way to the answers: times, and the size of batches."""
    name = value.get("name") if isinstance(value, dict) else None
    return isinstance(name, dict) and ("runtime" in str(name.get("name")) or name.get("name") == "batch_size")

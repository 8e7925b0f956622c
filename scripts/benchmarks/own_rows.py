"""A small set of rows that needs nothing but the package: start-up, cache, requests to a slow server."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Callable, Dict, List

from measuring import BIN, Figure, MeasuringError, cost_of

HELM_RUN = str(BIN / "helm-run")
LATENCY = 0.2

PLUGIN = """
from helm.benchmark.adaptation.common_adapter_specs import get_generation_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_exact_match_metric_specs
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import *


class Sums(Scenario):
    name, description, tags = "sums", "sums of two numbers", []

    def get_instances(self, output_path):
        return [
            Instance(
                Input(" ".join(f"{i} + {n} =" for i in range(200))),
                [Reference(Output(str(n)), [CORRECT_TAG])],
                split=TRAIN_SPLIT if n < 5 else TEST_SPLIT,
            )
            for n in range(1005)
        ]


@run_spec_function("sums")
def sums(seed: int = 0) -> RunSpec:
    return RunSpec(
        name=f"sums:seed={seed}",
        scenario_spec=ScenarioSpec(f"{__name__}.Sums"),
        adapter_spec=get_generation_adapter_spec(input_noun="Sum", output_noun=f"Answer {seed}"),
        metric_specs=get_exact_match_metric_specs(),
        groups=["sums"],
    )
"""

DEPLOYMENT = """
model_deployments:
  - name: bench/remote
    tokenizer_name: simple/tokenizer1
    max_sequence_length: 100000
    client_spec: {class_name: helm.clients.vllm_client.VLLMChatClient, args: {base_url: "%s/v1", vllm_model_name: m}}
"""

METADATA = """
models:
  - {name: bench/remote, display_name: Bench, description: A stand-in., creator_organization_name: Bench, access: open,
     release_date: 2026-01-01, tags: [TEXT_MODEL_TAG]}
"""


def startup() -> List[Figure]:
    folder = _fresh("startup")
    entry = [HELM_RUN, "-r", "simple_mcqa:model=simple/model1", "-m", "10", "--suite", "s"]
    words = min(cost_of([HELM_RUN, "--help"], folder).wall for _ in range(3))
    run = cost_of(entry, folder)
    again = cost_of([*entry, "--skip-completed-runs"], folder)
    return [
        Figure("1", "helm-run --help", f"{words:.2f} s", "<= 0.15 s"),
        Figure("1", "run of 10 instances", f"{run.wall:.2f} s, {run.peak_mb:.0f} MB", "<= 0.8 s, <= 80 MB"),
        Figure("1", "nothing to do", f"{again.wall:.2f} s", "<= 0.4 s"),
    ]


def pipeline() -> List[Figure]:
    folder = _fresh("pipeline")
    (folder / "bench_plugin.py").write_text(PLUGIN)
    run = [HELM_RUN, "-r", "sums:model=simple/model1", "--plugins", "bench_plugin.py", "--suite", "s", "-m"]
    few, many = cost_of([*run, "2"], folder), cost_of([*run, "1000"], folder)
    measured = f"{many.cpu - few.cpu:.2f} ms CPU an instance, {many.peak_mb:.0f} MB"
    return [Figure("3", "pipeline, 1000 long prompts", measured, "<= 2 ms, <= 300 MB")]


def cache() -> List[Figure]:
    from helm.common.cache import Cache, SqliteCacheConfig, flush_caches

    store = Cache(SqliteCacheConfig(str(_fresh("cache") / "cache.sqlite")))
    filler = "lorem ipsum " * 660

    def ask(number: int) -> None:
        store.get({"prompt": f"{number} {filler}"}, lambda: {"completions": ["A"]})

    rates = []
    for _ in ("put", "get"):
        start = time.perf_counter()
        with ThreadPoolExecutor(16) as threads:
            list(threads.map(ask, range(1000)))
        flush_caches()
        rates.append(1000 / (time.perf_counter() - start))
    return [
        Figure("4", "cache puts, 8 kB, 16 threads", f"{rates[0]:.0f} a second", ">= 5,000"),
        Figure("4", "cache gets, 8 kB, 16 threads", f"{rates[1]:.0f} a second", ">= 20,000"),
    ]


def api() -> List[Figure]:
    shares = []
    for threads in (4, 32, 128):
        folder = _fresh("api")
        with _SlowServer() as server:
            (folder / "bench_plugin.py").write_text(PLUGIN)
            (folder / "prod_env").mkdir()
            (folder / "prod_env" / "model_deployments.yaml").write_text(DEPLOYMENT % server.url)
            (folder / "prod_env" / "model_metadata.yaml").write_text(METADATA)
            entries = [f"sums:seed={seed},model=bench/remote" for seed in range(5)]
            run = [HELM_RUN, "-r", *entries, "--plugins", "bench_plugin.py", "--suite", "s", "-m", "200"]
            cost_of([*run, "-n", str(threads)], folder)
            shares.append(100 * 1000 * LATENCY / threads / server.span())
    measured = " / ".join(f"{share:.0f}" for share in shares) + " % of ideal"
    return [Figure("5", "API of 200 ms, 4 / 32 / 128 in flight", measured, ">= 95 / 85 / 60 %")]


ROWS: Dict[str, Callable[[], List[Figure]]] = {"1": startup, "3": pipeline, "4": cache, "5": api}


class _SlowServer:
    """A process that answers each chat request after LATENCY seconds."""

    def __enter__(self) -> "_SlowServer":
        server = Path(__file__).with_name("slow_server.py")
        self._process = subprocess.Popen(
            [sys.executable, str(server), str(LATENCY)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        self.url = self._process.stdout.readline().strip()
        if not self.url:
            raise MeasuringError("the server did not start")
        return self

    def span(self) -> float:
        """Seconds from the first question to the last answer."""
        output, _ = self._process.communicate("")
        return float(json.loads(output)["span"])

    def __exit__(self, *error: object) -> None:
        self._process.kill()


def _fresh(name: str) -> Path:
    folder = Path(tempfile.gettempdir()) / "helm-toolkit-bench" / name
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    return folder

"""Rows 1 to 6, measured by the scripts of ../shared/bench."""

import json
import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any, Callable, Dict, List

from measuring import BIN, Figure, MeasuringError

CONFS = Path(__file__).resolve().parents[2] / "src" / "helm" / "benchmark" / "presentation"
WORK = Path(tempfile.gettempdir()) / "helm-bench"
MODEL = WORK / "models" / "tiny-gpt2"

Rows = Dict[str, Callable[[], List[Figure]]]


def rows(scripts: Path) -> Rows:
    """What measures each row."""
    run = partial(_figures_of, scripts)
    return {
        "1": lambda: _startup(run("bench_startup.py", "5")),
        "2": lambda: _expansion(run("bench_expand.py", str(CONFS))),
        "3": lambda: _pipeline(scripts),
        "4": lambda: _cache(run("bench_cache.py", "400")),
        "5": lambda: _api(scripts),
        "6": lambda: _local_model(scripts),
    }


def _figures_of(scripts: Path, script: str, *arguments: str) -> Dict[str, Any]:
    """The last line that a script prints."""
    (WORK / "work").mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "HELM_BIN": str(BIN), "SERVER_PY": sys.executable, "OMP_NUM_THREADS": "1"}
    environment.setdefault("HELM_MIRROR", str(scripts.parent / "mirror"))
    done = subprocess.run(
        [sys.executable, script, *arguments], cwd=scripts, env=environment, capture_output=True, text=True
    )
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        raise MeasuringError(f"{script}: {(done.stderr.strip().splitlines() or ['no words'])[-1]}")
    figures: Dict[str, Any] = json.loads(lines[-1])
    return figures


def _startup(found: Dict[str, Any]) -> List[Figure]:
    run, again = found["run simple_mcqa -m 10 cold"], found["run, --skip-completed-runs (nothing to do)"]
    error = found["run with an unknown entry (error)"]
    helps = [
        Figure("1", f"{name} --help", f"{found[f'{name} --help']['wall']:.2f} s", "<= 0.15 s")
        for name in ("helm-run", "helm-summarize", "helm-server")
    ]
    return [
        *helps,
        Figure("1", "run of 10 instances", f"{run['wall']:.2f} s, {run['rss_mb']:.0f} MB", "<= 0.8 s, <= 80 MB"),
        Figure("1", "nothing to do", f"{again['wall']:.2f} s", "<= 0.4 s"),
        Figure("1", "unknown entry", f"{error['wall']:.2f} s", "<= 0.4 s"),
    ]


def _expansion(found: Dict[str, Any]) -> List[Figure]:
    conf = found["run_entries.conf openai/gpt2"]
    read, expand = 1000 * conf["hocon_s"] / conf["entries"], conf["us_per_spec_again"] / 1000
    return [
        Figure("2", "one more entry: expand", f"{expand:.3f} ms", "<= 0.1 ms"),
        Figure("2", "one more entry: read", f"{read:.3f} ms", "<= 0.03 ms"),
    ]


def _pipeline(scripts: Path) -> List[Figure]:
    _make_models(scripts)
    figures = []
    for count in (1000, 10000):
        found = _figures_of(
            scripts, "bench_pipeline.py", "--n", str(count), "--kind", "mc", "--threads", "4", "--no-cached"
        )
        cold, size = found[f"mc n={count} threads=4 cold"], found[f"mc n={count} threads=4 bytes"]
        cpu = 1000 * (cold["user"] + cold["sys"]) / count
        work = f"pipeline, {count} long prompts"
        figures.append(
            Figure("3", work, f"{cpu:.2f} ms CPU an instance, {cold['rss_mb']:.0f} MB", "<= 2 ms, <= 300 MB, flat")
        )
    cache_mb = 1000 * size["cache"]["mb"] / count
    runs_mb = 1000 * size["runs"]["mb"] / count
    figures.append(Figure("3", "disk, 1000 instances", f"{runs_mb:.1f} + {cache_mb:.1f} MB", "18.2 + <= 5 MB"))
    return figures


def _cache(found: Dict[str, Any]) -> List[Figure]:
    def rates(mode: str) -> str:
        return " / ".join(f"{found[f'8000 chars, {threads} threads, {mode}']['per_s']:.0f}" for threads in (1, 4, 16))

    return [
        Figure("4", "cache puts, 8 kB, 1 / 4 / 16 threads", f"{rates('put')} a second", ">= 5,000"),
        Figure("4", "cache gets, 8 kB, 1 / 4 / 16 threads", f"{rates('get')} a second", ">= 20,000"),
    ]


def _api(scripts: Path) -> List[Figure]:
    def shares(*arguments: str) -> List[str]:
        found = _figures_of(scripts, "bench_api.py", "--words", "40", *arguments)
        return [f"{100 * value['efficiency_server']:.0f}" for key, value in found.items() if key.startswith("threads=")]

    return [
        Figure("5", "API of 200 ms, 4 / 32 / 128 in flight", f"{' / '.join(shares())} % of ideal", ">= 95 / 85 / 60 %"),
        Figure(
            "5",
            "the same, 30 % of answers 429 or 500, 32 in flight",
            f"{' / '.join(shares('--threads', '32', '--errors', '0.3'))} % of ideal",
            ">= 60 %",
        ),
    ]


def _local_model(scripts: Path) -> List[Figure]:
    _make_models(scripts)
    generated, scored = 200, 200
    arguments = ["--n", str(generated), "--nsep", str(scored), "--batch", "32"]
    found = _figures_of(scripts, "bench_hf.py", str(MODEL), *arguments)

    def cpu(kind: str) -> float:
        """Without start-up, which the script measures by a run of two instances."""
        cost = found[f"helm {kind}"]
        return float(cost["user"] + cost["sys"] - cost["cpu_start"])

    tokens, plain_tokens = 32 * (generated - 2) / cpu("gen"), found["plain gen batch=32"]["tok_per_cpu_s"]
    requests, plain_requests = 4 * (scored - 2) / cpu("sep"), found["plain sep batch=32"]["per_cpu_s"]
    return [
        Figure("6", "generated tokens a CPU second", *_beside(tokens, plain_tokens)),
        Figure("6", "scored requests a CPU second", *_beside(requests, plain_requests)),
    ]


def _beside(ours: float, plain: float) -> List[str]:
    return [f"{ours:.0f}, {100 * ours / plain:.0f} % of plain transformers ({plain:.0f})", ">= 80 %"]


def _make_models(scripts: Path) -> None:
    if not MODEL.is_dir():
        subprocess.run([sys.executable, "make_models.py", str(MODEL.parent)], cwd=scripts, check=True)

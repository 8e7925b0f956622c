"""Results do not depend on how many requests are in flight, nor on how many a local model answers together."""

import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import served_runs
from helm.benchmark import demo

DEPLOYMENT = """
model_deployments:
  - name: mine/small
    tokenizer_name: demo/small
    max_sequence_length: 256
    client_spec:
      class_name: helm.clients.huggingface_client.HuggingFaceClient
      args: {pretrained_model_name_or_path: %s, torch_dtype: torch.float32, batch_size: %d}
"""

METADATA = """
models:
  - {name: mine/small, display_name: Mine, description: A copy., creator_organization_name: Me, access: open,
     release_date: 2026-01-01, tags: [TEXT_MODEL_TAG]}
"""

ENTRIES = [f"{task}:model=mine/small" for task in ("demo_arithmetic", "demo_capitals", "demo_comparison")]


def results(folder: Path, batch_size: int, threads: int) -> Any:
    model = Path(str(demo.__file__)).parent / "models" / "small"
    (folder / "prod_env").mkdir(parents=True)
    (folder / "prod_env" / "model_deployments.yaml").write_text(DEPLOYMENT % (model, batch_size))
    (folder / "prod_env" / "model_metadata.yaml").write_text(METADATA)
    command = [sys.executable, "-m", "helm.benchmark.run", "-r", *ENTRIES, "--suite", "s", "-m", "20"]
    done = subprocess.run([*command, "-n", str(threads)], cwd=folder, capture_output=True, text=True, timeout=200)
    assert done.returncode == 0, done.stdout + done.stderr
    found = served_runs.results(folder)
    assert len([name for name in found if name.endswith("/stats.json")]) == 3
    return found


def assert_same(one: Any, other: Any, place: str, tolerance: float = 1e-5) -> None:
    assert type(one) is type(other), place
    if isinstance(one, dict):
        assert one.keys() == other.keys(), place
        # The regression of Platt scaling is fitted until it changes little, so it tells differences of 1e-7 apart.
        if str(one.get("name")).startswith("{'name': 'platt_"):
            tolerance = 1e-3
        for key in one:
            assert_same(one[key], other[key], f"{place}/{key}", tolerance)
    elif isinstance(one, list):
        assert len(one) == len(other), place
        for position, pair in enumerate(zip(one, other, strict=True)):
            assert_same(*pair, f"{place}/{position}", tolerance)
    elif isinstance(one, float):
        assert math.isclose(one, other, rel_tol=tolerance, abs_tol=tolerance), (place, one, other)
    else:
        assert one == other, place


@pytest.fixture(scope="module")
def one_at_a_time(tmp_path_factory):
    return results(tmp_path_factory.mktemp("one"), batch_size=1, threads=1)


@pytest.mark.parametrize("batch_size, threads", [(32, 1), (32, 16), (1, 16)])
def test_results_are_the_same(tmp_path, one_at_a_time, batch_size, threads):
    found = results(tmp_path, batch_size, threads)
    for key, expected in one_at_a_time.items():
        assert_same(found[key], expected, key)

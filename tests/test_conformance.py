"""Comparison with recorded results of HELM 0.5.16, where the recordings lie beside the checkout."""

import subprocess
import sys
from pathlib import Path

import pytest

CHECK = Path(__file__).parents[2] / "shared" / "conformance" / "check"

METRICS = (
    "annotation_metrics|basic|bbq|bias|classification|copyright|disinformation|ifeval|language_modeling"
    "|machine_translation|omni_math|output_processing|ranking|reference|wildbench"
)


@pytest.mark.skipif(not CHECK.exists(), reason="the recordings are not here")
@pytest.mark.parametrize(
    "arguments",
    [
        ["run_specs", "--group", "^(classic|lite)$"],
        ["instances", "--group", "classic"],
        ["metrics", "--only", f"^({METRICS})/"],
        ["runs", "--group", "classic|lite"],
        ["summarize"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_results_are_those_that_were_recorded(arguments):
    done = subprocess.run([sys.executable, str(CHECK), *arguments], capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]

"""Comparison with recorded results of HELM 0.5.16, where the recordings lie beside the checkout."""

import subprocess
import sys
from pathlib import Path

import pytest

CHECK = Path(__file__).parents[2] / "shared" / "conformance" / "check"

ENTRIES = (
    "babi_qa|boolq|civil_comments|commonsense|dyck_language|gsm|imdb|legalbench|math|med_qa|mmlu|narrative_qa"
    "|natural_qa|quac|simple1|simple_classification|simple_mcqa|simple_short_answer_qa|synthetic_reasoning|the_pile"
    "|truthful_qa|twitter_aae|wikitext_103|wmt_14"
)
SCENARIOS = ENTRIES.replace("narrative_qa", "narrativeqa")
METRICS = "annotation_metrics|basic|bias|classification|language_modeling|output_processing|ranking|reference"


@pytest.mark.skipif(not CHECK.exists(), reason="the recordings are not here")
@pytest.mark.parametrize(
    "arguments",
    [
        ["run_specs", "--only", rf"^({ENTRIES})(:|$)"],
        ["instances", "--group", "classic", "--only", f"^({SCENARIOS})/"],
        ["metrics", "--only", f"^({METRICS})/"],
        ["runs", "--group", "classic|lite", "--only", rf"^({ENTRIES})(:|$)"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_results_are_those_that_were_recorded(arguments):
    done = subprocess.run([sys.executable, str(CHECK), *arguments], capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]

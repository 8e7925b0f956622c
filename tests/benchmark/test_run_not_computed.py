"""A run whose metrics lack something: the others are computed, and the report and a file say what is missing and why."""

import json
import subprocess
import sys

PLUGIN = """
from helm.benchmark.adaptation.common_adapter_specs import get_generation_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_exact_match_metric_specs
from helm.benchmark.metrics.metric import MetricInterface, MetricSpec
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import *
from helm.common.optional_dependencies import handle_module_not_found_error


class Parity(Scenario):
    name, description, tags = "parity", "odd or even", []

    def get_instances(self, output_path):
        return [Instance(Input(str(n)), [Reference(Output("even"), [CORRECT_TAG])], split=TEST_SPLIT) for n in range(3)]


class Lacking(MetricInterface):
    def evaluate(self, *args):
        try:
            import no_such_package
        except ModuleNotFoundError as error:
            handle_module_not_found_error(error, ["metrics"])


@run_spec_function("lacking")
def lacking():
    classes = [f"{__name__}.Lacking", "helm.benchmark.metrics.toxicity_metrics.ToxicityMetric"]
    return RunSpec(
        name="lacking", scenario_spec=ScenarioSpec(f"{__name__}.Parity"),
        adapter_spec=get_generation_adapter_spec(input_noun="Number", output_noun="Answer", max_train_instances=0),
        metric_specs=[*map(MetricSpec, classes), *get_exact_match_metric_specs()], groups=["parity"])
"""


def test_what_is_missing_is_said(tmp_path):
    (tmp_path / "lacking_plugin.py").write_text(PLUGIN)
    command = [sys.executable, "-m", "helm.benchmark.run", "--suite", "s", "-m", "3", "--disable-cache"]
    command += ["--plugins", "lacking_plugin.py", "-r", "lacking:model=simple/model1"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr

    missing = json.loads(
        (tmp_path / "benchmark_output/runs/s/lacking:model=simple_model1/not_computed.json").read_text()
    )
    assert [(one["metric"], one["stats"]) for one in missing] == [
        ("lacking_plugin.Lacking", []),
        (
            "helm.benchmark.metrics.toxicity_metrics.ToxicityMetric",
            ["expected_max_toxicity", "max_toxicity_probability", "toxic_frac"],
        ),
    ]
    assert "no_such_package" in missing[0]["reason"] and "perspectiveApiKey" in missing[1]["reason"]
    report = done.stdout + done.stderr
    assert "Not computed:\n  lacking_plugin.Lacking: Optional dependency no_such_package is not installed" in report
    assert "  expected_max_toxicity, max_toxicity_probability, toxic_frac: " in report

    stats = json.loads((tmp_path / "benchmark_output/runs/s/lacking:model=simple_model1/stats.json").read_text())
    names = {stat["name"]["name"] for stat in stats}
    assert "exact_match" in names and not names & set(missing[1]["stats"])

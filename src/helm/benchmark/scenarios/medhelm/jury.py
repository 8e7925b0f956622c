"""Run specs of benchmarks whose answers are judged by several models."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Dict, List, Optional

from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.annotation.annotator import AnnotatorSpec
from helm.benchmark.metrics.common_metric_specs import get_summarization_metric_specs
from helm.benchmark.metrics.metric import MetricSpec
from helm.benchmark.run_spec import RunSpec
from helm.benchmark.scenarios.scenario import ScenarioSpec
from helm.benchmark.scenarios.shapes import run_spec
from helm.common.yaml_entries import read_entries

if TYPE_CHECKING:
    from helm.benchmark.annotation.model_as_judge import AnnotatorModelInfo

DEFAULT_JUDGES = Path(__file__).with_name("judges.yaml")


@dataclass(frozen=True)
class Judge:
    """An entry of a file of judges."""

    name: str
    model: str
    model_deployment: str


def read_judges(path: Optional[str] = None) -> Dict[str, "AnnotatorModelInfo"]:
    """The judges of a YAML file, by name; without a path, three large models.

    Raises:
        ConfigError: there is no such file, or it is not as expected.
    """
    from helm.benchmark.annotation.model_as_judge import AnnotatorModelInfo

    judges = read_entries(path or str(DEFAULT_JUDGES), "judges", Judge)
    return {judge.name: AnnotatorModelInfo(judge.model, judge.model_deployment) for judge in judges}


@cache
def torch_device_name() -> str:
    """`cuda` where a GPU can be used, else `cpu`."""
    try:
        import torch
    except ModuleNotFoundError:
        return "cpu"
    return "cuda" if torch.cuda.is_available() else "cpu"


def jury_run_spec(
    name: str,
    task: str,
    scenario_spec: ScenarioSpec,
    adapter_spec: AdapterSpec,
    annotator: str,
    jury_config_path: Optional[str],
    groups: List[str],
) -> RunSpec:
    """A run spec with a jury, and with the overlap of answers and references.

    Args:
        name: Of the run spec.
        task: What the annotator and the metrics call the benchmark.
        scenario_spec: The scenario.
        adapter_spec: How models are asked.
        annotator: Class of the jury, below `helm.benchmark.annotation`.
        jury_config_path: A file of judges, or None for the usual ones.
        groups: Run groups.

    Raises:
        ConfigError: the file of judges cannot be used.
    """
    judges = read_judges(jury_config_path)
    overlap = get_summarization_metric_specs(
        {
            "task": task,
            "device": torch_device_name(),
            "bertscore_model": "distilbert-base-uncased",
            "rescale_with_baseline": False,
        }
    )
    verdict = MetricSpec(
        class_name="helm.benchmark.metrics.llm_jury_metrics.LLMJuryMetric",
        args={
            "metric_name": f"{task}_accuracy",
            "scenario_name": task,
            "annotator_models": judges,
            "default_score": 1.0,
        },
    )
    jury = AnnotatorSpec(class_name=f"helm.benchmark.annotation.{annotator}", args={"annotator_models": judges})
    return run_spec(name, scenario_spec, adapter_spec, [*overlap, verdict], groups, annotators=[jury])

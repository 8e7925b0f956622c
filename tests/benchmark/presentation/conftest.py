"""A small suite to summarize: run folders as HELM writes them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional

import pytest

from helm.benchmark import model_metadata_registry as registry
from helm.benchmark.presentation.summarize import main

SCHEMA = """
metrics:
  - {name: exact_match, display_name: Exact match, short_display_name: EM, description: Same text., lower_is_better: false}
  - {name: num_instances, display_name: '# eval'}
  - {name: runtime, display_name: Runtime, lower_is_better: true}
perturbations:
  - {name: typos, display_name: Typos}
metric_groups:
  - {name: accuracy, display_name: Accuracy, metrics: [{name: '${main_name}', split: '${main_split}'}]}
  - {name: robustness, display_name: Robustness, metrics: [{name: '${main_name}', split: '${main_split}', perturbation_name: typos}]}
  - {name: size, display_name: Size, hide_win_rates: true, metrics: [{name: num_instances, split: '${main_split}'}]}
run_groups:
  - {name: all, display_name: All, subgroups: [quiz, sums], category: Everything}
  - {name: quiz, display_name: Quiz, metric_groups: [accuracy, robustness, size], environment: {main_name: exact_match, main_split: test}}
  - {name: sums, display_name: Sums, metric_groups: [accuracy, size], environment: {main_name: exact_match, main_split: test}}
"""


def stat(name: str, values: List[float], split: Optional[str] = "test", **context: Any) -> Dict[str, Any]:
    """A stat as in stats.json."""
    total, squares = sum(values), sum(value * value for value in values)
    numbers = {"min": min(values), "max": max(values), "mean": total / len(values)} if values else {}
    return {
        "name": {"name": name, **({"split": split} if split else {}), **context},
        "count": len(values),
        "sum": total,
        "sum_squared": squares,
        **numbers,
    }


def request_state(index: int, answer: str = "yes", **state: Any) -> Dict[str, Any]:
    """A request with its result."""
    completion = {"text": answer, "logprob": -1.0, "tokens": [{"text": answer, "logprob": -1.0}]}
    return {
        "instance": {
            "input": {"text": f"Question {index}?"},
            "references": [{"output": {"text": "yes"}, "tags": ["correct"]}],
            "split": "test",
            "id": f"id{index}",
        },
        "train_trial_index": 0,
        "request": {"model": "m", "prompt": f"Question {index}? Answer:", "max_tokens": 5},
        "result": {"success": True, "embedding": [], "completions": [completion], "cached": False},
        "num_train_instances": 0,
        "prompt_truncated": False,
        **state,
    }


def instance_stats(index: int, scores: Dict[str, float], trial: int = 0) -> Dict[str, Any]:
    """The stats of an instance as in per_instance_stats.json."""
    return {
        "instance_id": f"id{index}",
        "train_trial_index": trial,
        "stats": [stat(name, [score]) for name, score in scores.items()],
    }


@dataclass
class Suite:
    """A suite in a folder of its own."""

    root: Path
    name: str = "s"

    @property
    def path(self) -> Path:
        return self.root / "runs" / self.name

    def add(
        self,
        name: str,
        model: str,
        scores: List[float],
        groups: List[str],
        folder: str = "",
        method: str = "generation",
    ) -> Path:
        """A run with a score for each instance."""
        spec = {
            "name": name,
            "scenario_spec": {"class_name": "x.Scenario", "args": {}},
            "adapter_spec": {"method": method, "model": model, "model_deployment": model},
            "metric_specs": [],
            "groups": groups,
        }
        states = [request_state(index, "yes" if score else "no") for index, score in enumerate(scores)]
        return self.write(
            folder or name,
            run_spec=spec,
            scenario_state={"adapter_spec": spec["adapter_spec"], "request_states": states},
            stats=[stat("exact_match", [sum(scores) / len(scores)]), stat("num_instances", [float(len(scores))])],
            per_instance_stats=[instance_stats(index, {"exact_match": score}) for index, score in enumerate(scores)],
        )

    def write(self, folder: str, **files: Any) -> Path:
        """Write the JSON files of a run."""
        path = self.path / folder
        path.mkdir(parents=True, exist_ok=True)
        for file, value in files.items():
            (path / f"{file}.json").write_text(json.dumps(value, indent=2), encoding="utf-8")
        return path

    def summarize(self, *arguments: str) -> None:
        schema = self.root / "schema.yaml"
        if not schema.exists():
            schema.write_text(SCHEMA, encoding="utf-8")
        what = [] if "--release" in arguments else ["--suite", self.name]
        places = ["-o", str(self.root), "--local-path", str(self.root / "prod_env"), "--schema-path", str(schema)]
        main([*what, *places, "-n", "1", "--quiet", *arguments])

    def read(self, *parts: str) -> Any:
        return json.loads(self.path.joinpath(*parts).read_text(encoding="utf-8"))


@pytest.fixture
def suite(tmp_path: Path) -> Iterator[Suite]:
    """An empty suite; models that summarizing it registers are forgotten afterwards."""
    by_name, models = registry.MODEL_NAME_TO_MODEL_METADATA, registry.ALL_MODELS_METADATA
    before = dict(by_name), list(models)
    yield Suite(tmp_path)
    by_name.clear()
    by_name.update(before[0])
    models[:] = before[1]


@pytest.fixture
def two_models(suite: Suite) -> Suite:
    """Two models on two benchmarks."""
    for model, quiz, sums in (("a/one", [1, 1, 1, 0], [0, 1]), ("b/two", [1, 0, 0, 0], [1, 1])):
        suite.add(f"quiz:model={model.replace('/', '_')}", model, quiz, ["quiz"])
        suite.add(f"sums:model={model.replace('/', '_')}", model, sums, ["sums"])
    return suite

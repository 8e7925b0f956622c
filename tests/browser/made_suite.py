"""Suites made by hand: results as helm-run writes them, with the texts and sizes that a test needs."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, List, Optional

METRIC = "exact_match"


@dataclass(frozen=True)
class Answer:
    """An instance, what the model answered, and whether that was right."""

    question: str
    right: str
    answered: str
    score: int
    annotations: Optional[Dict[str, Any]] = None
    media: List[Dict[str, Any]] = field(default_factory=list)
    messages: List[Dict[str, str]] = field(default_factory=list)
    thinking: Optional[str] = None


def write_made_run(suite: Path, name: str, model: str, answers: List[Answer], group: str = "made") -> None:
    """Write a run of one scenario below the folder of a suite."""
    adapter = {"method": "generation", "model": model, "model_deployment": model, "max_tokens": 5, "instructions": ""}
    spec = {
        "name": name,
        "scenario_spec": {"class_name": "made.MadeScenario", "args": {}},
        "adapter_spec": adapter,
        "metric_specs": [],
        "groups": [group],
    }
    states = [_state(i, model, answer) for i, answer in enumerate(answers)]
    mean = sum(answer.score for answer in answers) / len(answers)
    files = {
        "run_spec.json": spec,
        "scenario.json": {"name": group, "description": "Made by hand.", "tags": []},
        "scenario_state.json": {"adapter_spec": adapter, "request_states": states},
        "stats.json": [_stat(mean)],
        "per_instance_stats.json": [
            {"instance_id": f"id{i}", "train_trial_index": 0, "stats": [_stat(answer.score)]}
            for i, answer in enumerate(answers)
        ],
    }
    folder = suite / name
    folder.mkdir(parents=True)
    for file, content in files.items():
        (folder / file).write_text(json.dumps(content), encoding="utf-8")


def _state(index: int, model: str, answer: Answer) -> Dict[str, Any]:
    question: Dict[str, Any] = {"text": answer.question}
    if answer.media:
        question["multimedia_content"] = {"media_objects": answer.media}
    if answer.messages:
        question["messages"] = answer.messages
    instance = {
        "input": question,
        "references": [{"output": {"text": answer.right}, "tags": ["correct"]}],
        "split": "test",
        "id": f"id{index}",
    }
    tokens = [{"text": answer.answered, "logprob": -0.5}]
    completion: Dict[str, Any] = {"text": answer.answered, "logprob": -0.5, "tokens": tokens}
    if answer.thinking:
        completion["thinking"] = {"text": answer.thinking}
    state = {
        "instance": instance,
        "train_trial_index": 0,
        "request": {"model": model, "model_deployment": model, "prompt": answer.question, "temperature": 0.0},
        "result": {
            "success": True,
            "embedding": [],
            "completions": [completion],
            "cached": False,
        },
        "num_train_instances": 0,
        "prompt_truncated": False,
        "num_conditioning_tokens": 0,
    }
    return {**state, "annotations": answer.annotations} if answer.annotations else state


def _stat(value: float) -> Dict[str, Any]:
    return {
        "name": {"name": METRIC, "split": "test"},
        "count": 1,
        "sum": value,
        "sum_squared": value * value,
        "min": value,
        "max": value,
        "mean": value,
        "variance": 0.0,
        "stddev": 0.0,
    }


def write_schema(path: Path, schema: Dict[str, Any]) -> None:
    path.write_text(json.dumps(schema), encoding="utf-8")


def made_schema(name: str = "Made", description: str = "Made by hand.", metric: str = "EM") -> Dict[str, Any]:
    """A schema of the one group and metric that made runs have."""
    return {
        "metrics": [{"name": METRIC, "display_name": metric, "description": description, "lower_is_better": False}],
        "perturbations": [],
        "metric_groups": [
            {"name": "accuracy", "display_name": name, "metrics": [{"name": "${main_name}", "split": "${main_split}"}]}
        ],
        "run_groups": [
            {"name": "all_made", "display_name": name, "description": description, "subgroups": ["made"]},
            {
                "name": "made",
                "display_name": name,
                "description": description,
                "metric_groups": ["accuracy"],
                "environment": {"main_name": METRIC, "main_split": "test"},
                "taxonomy": {"task": name, "what": description, "who": name, "when": name, "language": name},
            },
        ],
    }

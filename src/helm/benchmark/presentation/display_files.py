"""What the page of a run shows: instances, answers and requests, as HELM's site has them, and in pages."""

import os
from dataclasses import dataclass, field
from typing import Dict, Iterator, List, Optional, Sequence

from helm.benchmark.adaptation.adapter_spec import ADAPT_MULTIPLE_CHOICE_SEPARATE_METHODS, AdapterSpec
from helm.benchmark.presentation.answers import Answer, instance_of, read_answers
from helm.benchmark.presentation.instance_scores import InstanceScores, RowKey
from helm.benchmark.presentation.json_files import ListWriter, Span, list_writer
from helm.benchmark.presentation.schema import ALL_PERTURBATIONS, Schema
from helm.benchmark.run_folder import SCENARIO_STATE_FILE
from helm.benchmark.run_spec import RunSpec
from helm.common.errors import ConfigError

INSTANCES_FILE = "instances.json"
PREDICTIONS_FILE = "display_predictions.json"
REQUESTS_FILE = "display_requests.json"
DISPLAY_FILES = (INSTANCES_FILE, PREDICTIONS_FILE, REQUESTS_FILE)

_PREDICTED_INDEX = "predicted_index"


@dataclass(frozen=True)
class ShownAnswer:
    """Where an answer is: in the files of predictions and requests, and in the file of the run itself."""

    outcome: str
    prediction: Span
    request: Span
    state: Optional[Span]


@dataclass
class ShownRow:
    """An instance, or a perturbed version of it, with its answers."""

    key: RowKey
    split: Optional[str]
    instance: "Span | bytes"
    """Where its last request state is; or its text, if the file does not have it in this form."""
    answers: List[ShownAnswer] = field(default_factory=list)


def shown_metrics(schema: Schema, run_spec: RunSpec) -> List[str]:
    """The metrics that the schema names for a run's groups; perturbed ones aside."""
    names: Dict[str, None] = {}
    for group_name in run_spec.groups:
        group = schema.name_to_run_group.get(group_name)
        for name in group.metric_groups if group else []:
            metric_group = schema.name_to_metric_group.get(name)
            for template in metric_group.metrics if metric_group else []:
                try:
                    matcher = template.substitute(group.environment if group else {})
                except ConfigError:
                    continue  # said when the tables are built
                if matcher.perturbation_name in (None, ALL_PERTURBATIONS):
                    names[matcher.name] = None
    if run_spec.adapter_spec.method in ADAPT_MULTIPLE_CHOICE_SEPARATE_METHODS:
        names[_PREDICTED_INDEX] = None
    return list(names)


def write_display_files(
    run_path: str, adapter_spec: AdapterSpec, metrics: Sequence[str], scores: InstanceScores
) -> List[ShownRow]:
    """Write what HELM's site shows of a run.

    Args:
        metrics: those whose values stand beside the answers.

    Raises:
        DataError: `scenario_state.json` is broken.
    """
    shown = frozenset(metrics)
    rows: Dict[RowKey, ShownRow] = {}
    with (
        list_writer(os.path.join(run_path, PREDICTIONS_FILE)) as predictions,
        list_writer(os.path.join(run_path, REQUESTS_FILE)) as requests,
    ):
        for answer in _shown_answers(run_path, adapter_spec, scores):
            stats = scores.stats_of(answer.row, answer.state.train_trial_index)
            prediction = answer.prediction({name: value for name, value in stats.items() if name in shown})
            row = rows.setdefault(answer.row, ShownRow(answer.row, answer.instance.split, b""))
            row.instance = answer.span or bytes(answer.state.instance)
            places = predictions.add(prediction), requests.add(answer.request_item())
            row.answers.append(ShownAnswer(answer.outcome, *places, answer.span))
    with list_writer(os.path.join(run_path, INSTANCES_FILE)) as instances:
        _write_instances(run_path, list(rows.values()), instances)
    return list(rows.values())


def _shown_answers(run_path: str, adapter_spec: AdapterSpec, scores: InstanceScores) -> Iterator[Answer]:
    """Where each choice has a request of its own, only the one that the model likes best."""
    separate = adapter_spec.method in ADAPT_MULTIPLE_CHOICE_SEPARATE_METHODS
    for answer in read_answers(run_path, adapter_spec):
        stats = scores.stats_of(answer.row, answer.state.train_trial_index) if separate else {}
        if not separate or stats.get(_PREDICTED_INDEX) == answer.state.reference_index:
            yield answer


def _write_instances(run_path: str, rows: List[ShownRow], writer: ListWriter) -> None:
    for instance in instances_of(run_path, rows):
        writer.add(instance)


def instances_of(run_path: str, rows: Sequence[ShownRow]) -> Iterator[bytes]:
    """The JSON of the rows' instances."""
    with open(os.path.join(run_path, SCENARIO_STATE_FILE), "rb") as file:
        for row in rows:
            if isinstance(row.instance, bytes):
                yield row.instance
            else:
                file.seek(row.instance.start)
                yield bytes(instance_of(file.read(row.instance.end - row.instance.start)))

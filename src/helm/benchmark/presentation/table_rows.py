"""The rows of a table: runs that were adapted in the same way, and what a row is called."""

from dataclasses import fields
from typing import Any, Dict, Iterable, List, Tuple

from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.presentation.model_names import ModelOrder, find_model
from helm.benchmark.presentation.suite_runs import Run
from helm.benchmark.scenarios.scenario import ScenarioSpec

Adapter = Dict[str, Any]
"""The fields of an adapter spec that tell rows apart."""

_MODEL_KEYS = ["model_deployment", "model"]


def coarse_adapter(run: Run, keys: List[str]) -> Adapter:
    """The fields `keys` of a run's adapter spec, without what differs from one scenario of a benchmark to the next."""
    spec = run.run_spec.adapter_spec
    adapter = {f.name: getattr(spec, f.name) for f in fields(AdapterSpec) if f.name in keys}
    if "instructions" in adapter:
        adapter["instructions"] = _general_instructions(spec.instructions, run.run_spec.scenario_spec)
    return {key: value for key, value in adapter.items() if value is not None}


def _general_instructions(instructions: str, scenario: ScenarioSpec) -> str:
    """Instructions that name their subject (MMLU), or are its description (RAFT), alike for all subjects."""
    kind = scenario.class_name.rpartition(".")[2]
    if kind == "RAFTScenario":
        return "<scenario specific>"
    if kind == "MMLUScenario" and "subject" in scenario.args:
        return instructions.replace(str(scenario.args["subject"]).replace("_", " "), "___")
    return instructions


class Rows:
    """Collects runs into rows."""

    def __init__(self, keys: List[str]):
        self._keys = keys
        self._rows: Dict[str, Tuple[Adapter, List[Run]]] = {}

    def add(self, runs: Iterable[Run]) -> None:
        for run in runs:
            adapter = coarse_adapter(run, self._keys)
            self._rows.setdefault(repr(adapter), (adapter, []))[1].append(run)

    @property
    def run_names(self) -> List[str]:
        """Of all rows, in the order in which they came."""
        return list(dict.fromkeys(run.name for _, runs in self._rows.values() for run in runs))

    def sorted(self, order: ModelOrder) -> List[Tuple[str, List[Run]]]:
        """Label and runs of each row, sorted by model."""
        rows = sorted(self._rows.values(), key=lambda row: order.key(row[0]))
        differences = unique_simplification([adapter for adapter, _ in rows], _MODEL_KEYS)
        return [(_label(adapter, info), runs) for (adapter, runs), info in zip(rows, differences)]


def _label(adapter: Adapter, info: Adapter) -> str:
    model, deployment = adapter.get("model", ""), adapter.get("model_deployment", "")
    metadata = find_model(model, deployment)
    name = metadata.display_name if metadata else model or deployment
    details = ", ".join(f"{key}: {value}" for key, value in info.items() if key not in _MODEL_KEYS)
    return f"{name} [{details}]" if details else name


def unique_simplification(items: List[Adapter], priority_keys: List[str]) -> List[Adapter]:
    """Each mapping cut down to the fewest keys that still tell all apart; keys that all share are left out.

    Args:
        priority_keys: the keys to tell them apart by first.
    """
    if len(items) <= 1:
        return [{} for _ in items]
    keys = [*priority_keys, *dict.fromkeys(key for item in items for key in item if key not in priority_keys)]
    keys = [key for key in keys if len({repr(item.get(key)) for item in items}) > 1]
    for length in range(len(keys) + 1):
        simple = [{key: item[key] for key in keys[:length] if key in item} for item in items]
        if len(set(map(repr, simple))) == len(items):
            break
    return simple

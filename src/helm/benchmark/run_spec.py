"""RunSpec, the complete description of a run, and the registry of the functions that make them.

The registry finds the module of a built-in function by its name without importing the others: module sources are
scanned once for their `@run_spec_function("name")` lines. A plugin's decorator registers at import.
"""

import importlib
import os
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Callable, Dict, List, Optional

from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.annotation.annotator import AnnotatorSpec
from helm.benchmark.augmentations.data_augmenter import DataAugmenterSpec
from helm.benchmark.metrics.metric import MetricSpec
from helm.benchmark.scenarios.scenario import ScenarioSpec


@dataclass(frozen=True)
class RunSpec:
    """Everything that determines a run: scenario, adaptation, augmentation, annotators and metrics."""

    name: str
    """Unique name, which is also the name of the run's folder."""
    scenario_spec: ScenarioSpec
    """Which scenario."""
    adapter_spec: AdapterSpec
    """How instances become requests to a model."""
    metric_specs: List[MetricSpec]
    """What is computed of the answers."""
    data_augmenter_spec: DataAugmenterSpec = DataAugmenterSpec()
    """How instances are perturbed."""
    groups: List[str] = field(default_factory=list)
    """Run groups that it is counted in."""
    annotators: Optional[List[AnnotatorSpec]] = None
    """What is added to the answers before the metrics."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", self.name.replace(os.path.sep, "_"))


RunSpecFunction = Callable[..., RunSpec]

_REGISTERED: Dict[str, RunSpecFunction] = {}
_DECORATOR = re.compile(r'^@run_spec_function\(\s*"([^"]+)"', re.MULTILINE)


def run_spec_function(name: str) -> Callable[[RunSpecFunction], RunSpecFunction]:
    """Register the decorated function as the maker of run specs for entries `name:...`.

    Raises:
        ValueError: the name is taken.
    """

    def register(function: RunSpecFunction) -> RunSpecFunction:
        if name in _REGISTERED:
            raise ValueError(f"A run spec function with name {name} already exists")
        _REGISTERED[name] = function
        return function

    return register


@cache
def _builtin_modules() -> Dict[str, str]:
    """Name of each built-in run spec function -> module that defines it."""
    folder = Path(__file__).parent / "scenarios"
    return {
        name: f"helm.benchmark.scenarios.{path.stem}"
        for path in sorted(folder.glob("*.py"))
        for name in _DECORATOR.findall(path.read_text(encoding="utf-8"))
    }


def get_run_spec_function(name: str) -> Optional[RunSpecFunction]:
    """The run spec function of this name, or None."""
    if name not in _REGISTERED and name in _builtin_modules():
        importlib.import_module(_builtin_modules()[name])
    return _REGISTERED.get(name)


def run_spec_function_names() -> List[str]:
    """All names, built-in and registered, in alphabetical order. Imports nothing."""
    return sorted({*_builtin_modules(), *_REGISTERED})

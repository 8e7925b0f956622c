"""What all run expanders are made of."""

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Any, ClassVar, Collection, Dict, List, Mapping, Optional

from helm.benchmark.run_spec import RunSpec
from helm.common.errors import RunEntryError, nearest


class RunExpander(ABC):
    """Turns a run spec into any number of variants of it."""

    name: str
    """The key of a run entry that asks for this expander."""

    @abstractmethod
    def expand(self, run_spec: RunSpec) -> List[RunSpec]:
        """The variants; none if there is nothing to run."""


def name_with_argument(name: str, key: str, value: Any) -> str:
    """The name with one more argument, in the form of a run entry."""
    return f"{name}{',' if ':' in name else ':'}{key}={str(value).replace('/', '_')}"


def change_adapter(run_spec: RunSpec, name: Optional[str] = None, **fields: Any) -> RunSpec:
    """The run spec with other fields of its adapter spec and, if given, another name."""
    return replace(run_spec, name=name or run_spec.name, adapter_spec=replace(run_spec.adapter_spec, **fields))


def unknown_value(expander: RunExpander, value: Any, accepted: Collection[str]) -> RunEntryError:
    """The error for a value that is none of a fixed set."""
    return RunEntryError(
        f"Unknown value: {expander.name}={value}; accepted are {', '.join(accepted)}{nearest(str(value), accepted)}"
    )


def number(expander: RunExpander, value: Any) -> float:
    """`value`, if it is a number.

    Raises:
        RunEntryError: it is not.
    """
    if not isinstance(value, (int, float)):
        raise RunEntryError(f"{expander.name} must be a number, not {value!r}")
    return value


class NamedFieldsExpander(RunExpander):
    """Sets the fields of the adapter spec that a named value stands for."""

    fields: ClassVar[Dict[str, Dict[str, Any]]]
    """Value of the run entry -> fields to set."""

    def __init__(self, value: str):
        if value not in self.fields:
            raise unknown_value(self, value, self.fields)
        self.value = value

    def expand(self, run_spec: RunSpec) -> List[RunSpec]:
        return [change_adapter(run_spec, f"{run_spec.name},{self.name}={self.value}", **self.fields[self.value])]


class FixedFieldsExpander(RunExpander):
    """Sets the same fields of the adapter spec for every run spec and leaves the name as it is."""

    fields: ClassVar[Dict[str, Any]]

    def expand(self, run_spec: RunSpec) -> List[RunSpec]:
        return [change_adapter(run_spec, **self.fields)]


class ReplaceValueRunExpander(RunExpander):
    """Sets the field of the adapter spec called `name`, to one value or to each of a named list."""

    values_dict: ClassVar[Mapping[Any, List[Any]]] = {}
    """Named lists of values."""

    def __init__(self, value: Any):
        self.values = self.values_dict.get(value, [value])

    def expand(self, run_spec: RunSpec) -> List[RunSpec]:
        return [
            change_adapter(run_spec, name_with_argument(run_spec.name, self.name, value), **{self.name: value})
            for value in self.values
        ]


class ReplaceCountRunExpander(ReplaceValueRunExpander):
    """As ReplaceValueRunExpander, for a field that counts something.

    Raises:
        RunEntryError: the value is neither a whole number nor the name of a list.
    """

    def __init__(self, value: Any):
        super().__init__(value)
        require_counts(self, self.values, self.values_dict)


def require_counts(expander: RunExpander, values: List[Any], named: Mapping[Any, Any]) -> None:
    """Check that all values are whole numbers, not negative.

    Raises:
        RunEntryError: one is not.
    """
    for value in values:
        if not isinstance(value, int) or value < 0:
            alternatives = "".join(f", {name}" for name in named)
            raise RunEntryError(
                f"{expander.name}={value} is not accepted; give a whole number{alternatives}"
                f"{nearest(str(value), map(str, named))}"
            )


class ScenarioSpecRunExpander(RunExpander):
    """Sets the argument of the scenario called `name`, to one value or to each of a named list."""

    values_dict: ClassVar[Mapping[Any, List[Any]]] = {}

    def __init__(self, value: Any):
        self.values = self.values_dict.get(value, [value])

    def expand(self, run_spec: RunSpec) -> List[RunSpec]:
        return [set_scenario_argument(run_spec, self.name, value) for value in self.values]


def set_scenario_argument(run_spec: RunSpec, key: str, value: Any) -> RunSpec:
    """The run spec with another value of an argument of its scenario."""
    scenario_spec = replace(run_spec.scenario_spec, args={**run_spec.scenario_spec.args, key: value})
    return replace(run_spec, name=name_with_argument(run_spec.name, key, value), scenario_spec=scenario_spec)

"""Objects described by the dotted name of their class and its arguments, and run entries in that form."""

import importlib
import inspect
from dataclasses import dataclass, field, replace
from typing import Any, Callable, Dict, Mapping, Optional

from helm.common.errors import ConfigError, RunEntryError


@dataclass(frozen=True)
class ObjectSpec:
    """How to make an object: `class_name(**args)`."""

    class_name: str
    """Dotted name, e.g. `helm.benchmark.scenarios.mmlu_scenario.MMLUScenario`."""

    args: Dict[str, Any] = field(default_factory=dict)
    """Keyword arguments of the constructor."""

    def __hash__(self) -> int:
        return hash((self.class_name, tuple((key, _hashable(value)) for key, value in sorted(self.args.items()))))


def _hashable(value: Any) -> Any:
    try:
        hash(value)
    except TypeError:
        return str(value)
    return value


def get_class_by_name(full_class_name: str) -> Any:
    """The class (or function) with this dotted name, its module imported if need be.

    Raises:
        ConfigError: there is no such module, or nothing of that name in it.
    """
    module_name, _, name = full_class_name.rpartition(".")
    if not module_name:
        raise ConfigError(f"{full_class_name!r} is not the dotted name of a class, such as 'package.module.Class'")
    try:
        return getattr(importlib.import_module(module_name), name)
    except AttributeError as error:
        raise ConfigError(f"Module {module_name!r} has nothing called {name!r}: {error}") from error
    except ModuleNotFoundError as error:
        if error.name and (module_name == error.name or module_name.startswith(error.name + ".")):
            raise ConfigError(f"There is no module {error.name!r} to take {full_class_name!r} from") from error
        raise


def create_object(spec: ObjectSpec) -> Any:
    """The object that `spec` describes."""
    return get_class_by_name(spec.class_name)(**spec.args)


def inject_object_spec_args(
    spec: ObjectSpec,
    constant_bindings: Optional[Mapping[str, Any]] = None,
    provider_bindings: Optional[Mapping[str, Callable[[], Any]]] = None,
) -> ObjectSpec:
    """`spec` with the named constructor parameters that it leaves open filled by name.

    A constant is passed as it is; a provider is called only if its parameter is wanted. Parameters hidden in
    `**kwargs` are never filled.
    """
    constants, providers = constant_bindings or {}, provider_bindings or {}
    args = dict(spec.args)
    parameters = inspect.signature(get_class_by_name(spec.class_name).__init__).parameters
    for name, parameter in parameters.items():
        if name == "self" or name in args or parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            continue
        if name in constants:
            args[name] = constants[name]
        elif name in providers:
            args[name] = providers[name]()
    return replace(spec, args=args)


def parse_value(text: str) -> Any:
    """An int if Python's int() takes the text, else a float if float() does, else the text."""
    for number in (int, float):
        try:
            return number(text)
        except ValueError:
            continue
    return text


def parse_object_spec(description: str) -> ObjectSpec:
    """`name` or `name:key=value,...` as a spec; later values of a repeated key win.

    Raises:
        RunEntryError: an argument is not of the form `key=value`.
    """
    name, colon, text = description.partition(":")
    args: Dict[str, Any] = {}
    for part in text.split(",") if colon else []:
        key, equals, value = part.partition("=")
        if not equals:
            raise RunEntryError(f"Expected <key>=<value>, got '{part}' in '{description}'")
        args[key] = parse_value(value)
    return ObjectSpec(class_name=name, args=args)

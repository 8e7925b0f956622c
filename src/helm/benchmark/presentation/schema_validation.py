"""What is wrong with a schema: names that are missing, used twice or not defined, and groups that hold themselves."""

from typing import Iterable, Iterator, List, Optional, Sequence, Set

from helm.benchmark.presentation.schema import TEMPLATE_VARIABLE, Field, MetricGroup, RunGroup, Schema
from helm.common.errors import ConfigError
from helm.common.hierarchical_logger import hwarn

WARN, ERROR, OFF = "warn", "error", "off"

_SPLITS = ("test", "valid", "__all__")


class SchemaValidationError(ConfigError):
    """A schema has errors, and `--schema-validation error` asks to stop at them."""


def validate_schema(schema: Schema, path: str, mode: str) -> None:
    """Say what is wrong with the schema read from `path`: log it (`warn`), raise it (`error`) or nothing (`off`).

    Raises:
        SchemaValidationError: `mode` is `error`, and something is wrong.
    """
    messages = [] if mode == OFF else [f"[{path}] [ERROR] at {problem}" for problem in problems(schema)]
    if messages and mode == ERROR:
        raise SchemaValidationError("\n".join(messages))
    for message in messages:
        hwarn(message)


def problems(schema: Schema) -> Iterator[str]:
    """A line `location: text` for each error."""
    for section in ("metrics", "perturbations", "metric_groups", "run_groups"):
        yield from _name_problems(section, getattr(schema, section))
    for index, metric_group in enumerate(schema.metric_groups):
        yield from _metric_group_problems(schema, metric_group, f"metric_groups[{index}] ({metric_group.name})")
    for index, run_group in enumerate(schema.run_groups):
        yield from _run_group_problems(schema, run_group, f"run_groups[{index}] ({run_group.name})")
    for run_group in schema.run_groups:
        cycle = _cycle(schema, run_group.name)
        if cycle:
            yield f"run_groups ({run_group.name}): subgroups form a cycle: {' -> '.join(cycle)}"


def _name_problems(section: str, fields: Sequence[Field]) -> Iterator[str]:
    seen: Set[str] = set()
    for index, field in enumerate(fields):
        if not field.name:
            yield f"{section}[{index}]: the name is empty"
        elif field.name in seen:
            yield f"{section}[{index}]: the name '{field.name}' is used twice"
        seen.add(field.name)


def _metric_group_problems(schema: Schema, group: MetricGroup, place: str) -> Iterator[str]:
    for index, matcher in enumerate(group.metrics):
        at = f"{place}.metrics[{index}]"
        if not _is_template(matcher.name) and matcher.name not in schema.name_to_metric:
            yield f"{at}: metric '{matcher.name}' is not defined"
        if not _is_template(matcher.split) and matcher.split not in _SPLITS:
            yield f"{at}: split '{matcher.split}' is none of {', '.join(_SPLITS)}"
        name = matcher.perturbation_name
        known = name is None or _is_template(name) or name.startswith("__") or name in schema.name_to_perturbation
        if not known:
            yield f"{at}: perturbation '{name}' is not defined"


def _run_group_problems(schema: Schema, group: RunGroup, place: str) -> Iterator[str]:
    yield from _undefined(f"{place}.subgroups", "run group", group.subgroups, schema.name_to_run_group)
    for key in ("metric_groups", "subgroup_metric_groups_hidden"):
        yield from _undefined(f"{place}.{key}", "metric group", getattr(group, key), schema.name_to_metric_group)


def _undefined(place: str, kind: str, names: List[str], known: Iterable[str]) -> Iterator[str]:
    for name in names:
        if not name:
            yield f"{place}: a name is empty"
        elif name not in known:
            yield f"{place}: {kind} '{name}' is not defined"


def _is_template(text: str) -> bool:
    return TEMPLATE_VARIABLE.fullmatch(text) is not None


def _cycle(schema: Schema, start: str) -> Optional[List[str]]:
    """A way from a run group through its subgroups back to itself, or None."""
    ways, seen = [[start]], set()
    while ways:
        way = ways.pop()
        group = schema.name_to_run_group.get(way[-1])
        for name in group.subgroups if group else []:
            if name == start:
                return [*way, name]
            if name not in seen:
                seen.add(name)
                ways.append([*way, name])
    return None

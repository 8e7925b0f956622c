"""What users write in YAML files, as dataclasses, with errors that name the file, the line, the entry and the field."""

from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache
from typing import Any, Dict, List, NamedTuple, Optional, Type, TypeVar, get_origin, get_type_hints

from helm.common.errors import ConfigError, nearest
from helm.common.hierarchical_logger import hwarn

T = TypeVar("T")

_WORDS = {str: "text", int: "a whole number", bool: "true or false", date: "a date such as 2024-05-01"}
_MISSPELLING = 0.7  # share of common letters from which an unknown field is taken for a misspelling


class _Document(NamedTuple):
    value: Any
    lines: Dict[str, List[int]]
    """Line number of each item of each list at the top level."""


def read_entries(path: str, key: str, cls: Type[T]) -> List[T]:
    """The list under `key` of a YAML file, each item as a `cls`; an empty list if the file is empty.

    Fields that `cls` does not have are ignored, with a warning if they look misspelled.

    Raises:
        ConfigError: the file cannot be read, is not YAML, or an entry lacks a field or has one of the wrong type.
    """
    document = _load(path)
    if document.value is None:
        return []
    items = document.value.get(key, MISSING) if isinstance(document.value, dict) else MISSING
    if items is MISSING:
        found = list(document.value) if isinstance(document.value, dict) else []
        raise ConfigError(f"{path} must hold a list called '{key}'{nearest(key, map(str, found))}")
    if not isinstance(items or [], list):
        raise ConfigError(f"{path}: '{key}' must be a list, not {_kind_of(items)}")
    return [
        _structure(item, cls, f"{path}, line {line}{_name_of(item)}")
        for item, line in zip(items or [], document.lines.get(key, []))
    ]


def read_object(path: str, cls: Type[T]) -> T:
    """A YAML file that is one mapping, as a `cls`; an empty file gives the defaults.

    Raises:
        ConfigError: as for `read_entries`.
    """
    return _structure(_load(path).value or {}, cls, path)


def _name_of(item: Any) -> str:
    name = item.get("name") if isinstance(item, dict) else None
    return f" (entry '{name}')" if isinstance(name, str) else ""


def _load(path: str) -> _Document:
    import yaml

    loader_class = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        with open(path, "rb") as file:
            loader = loader_class(file)
            try:
                node = loader.get_single_node()
                lines = {} if node is None else _item_lines(node)
                return _Document(None if node is None else loader.construct_document(node), lines)
            finally:
                loader.dispose()
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error
    except yaml.YAMLError as error:
        mark: Optional[Any] = getattr(error, "problem_mark", None)
        place = f", line {mark.line + 1}" if mark else ""
        raise ConfigError(f"{path}{place}: not valid YAML: {getattr(error, 'problem', None) or error}") from error
    except ValueError as error:
        raise ConfigError(f"{path}: a value is not what it looks like: {error}") from error


def _item_lines(node: Any) -> Dict[str, List[int]]:
    pairs = node.value if node.id == "mapping" else []
    return {
        key.value: [item.start_mark.line + 1 for item in value.value] for key, value in pairs if value.id == "sequence"
    }


def _structure(value: Any, cls: Type[T], where: str) -> T:
    import cattrs

    accepted = ", ".join(field.name for field in fields(cls))  # type: ignore[arg-type]
    if not isinstance(value, dict):
        raise ConfigError(f"{where}: expected a mapping with the fields {accepted}, not {_kind_of(value)}")
    try:
        structured: T = _converter().structure(_known_fields(value, cls, where), cls)
        return structured
    except cattrs.BaseValidationError as error:
        problems = [_sentence(problem) for problem in cattrs.transform_error(error, format_exception=_problem)]
        raise ConfigError(f"{where}: {'; '.join(problems)} (fields: {accepted})") from error


def _known_fields(value: Dict[str, Any], cls: Type[Any], where: str) -> Dict[str, Any]:
    """The fields of a mapping that `cls` has and that are not null; warns of others that look misspelled.

    Raises:
        ConfigError: something that must be a mapping is not.
    """
    kinds, known = get_type_hints(cls), {}
    for name, item in value.items():
        if name not in kinds:
            close = get_close_matches(str(name), list(kinds), n=1, cutoff=_MISSPELLING)
            if close:
                hwarn(f"{where}: field '{name}' is ignored; did you mean '{close[0]}'?")
            continue
        if item is None:
            continue
        nested = _dataclass_in(kinds[name])
        if nested is not None and not isinstance(item, dict):
            raise ConfigError(f"{where}: field '{name}' must be a mapping, not {_kind_of(item)}")
        known[name] = item if nested is None else _known_fields(item, nested, f"{where}, {name}")
    return known


def _dataclass_in(kind: Any) -> Optional[Type[Any]]:
    """The dataclass that a type hint `X` or `Optional[X]` names, or None."""
    if get_origin(kind) is list:
        return None
    dataclasses: List[Any] = [option for option in (kind, *getattr(kind, "__args__", ())) if is_dataclass(option)]
    return dataclasses[0] if dataclasses else None


@cache
def _converter() -> Any:
    import cattrs

    converter = cattrs.Converter()
    for kind in _WORDS:
        converter.register_structure_hook(kind, _checked)
    # A text is a sequence too: without this, `tags: A_TAG` would become a list of letters.
    converter.register_structure_hook_func(lambda kind: kind == List[str], lambda value, _: _list_of_text(value))
    converter.register_structure_hook_func(
        lambda kind: getattr(kind, "__origin__", None) is dict, lambda value, _: _mapping(value)
    )
    return converter


def _checked(value: Any, kind: Type[Any]) -> Any:
    fits = isinstance(value, kind) and (kind is bool or not isinstance(value, bool))
    if not fits:
        raise TypeError(f"must be {_WORDS[kind]}, not {_kind_of(value)}")
    return value.date() if isinstance(value, datetime) else value


def _list_of_text(value: Any) -> List[str]:
    if not isinstance(value, list):
        raise TypeError(f"must be a list, not {_kind_of(value)}")
    return [_checked(item, str) for item in value]


def _mapping(value: Any) -> Dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError(f"must be a mapping, not {_kind_of(value)}")
    return value


def _kind_of(value: Any) -> str:
    # What a list or mapping holds is not shown: it may hold a key.
    if isinstance(value, (list, dict)):
        return "a list" if isinstance(value, list) else "a mapping"
    return repr(value)


def _problem(error: BaseException, _: Any) -> str:
    return "is missing" if isinstance(error, KeyError) else str(error)


def _sentence(problem: str) -> str:
    text, _, field = problem.rpartition(" @ $.")
    return f"field '{field}' {text}"

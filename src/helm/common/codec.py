"""JSON of dataclasses, by their field types: the form of instances.json and of the display files.

A None is left out where the field is Optional and defaults to None or has no default; a missing Optional field is read
as None, an unknown one is ignored. Numbers in float fields are written as floats. A perturbation's description is
written with the fields of its subclass, and read back as that subclass, which its name tells.
"""

import json
from dataclasses import MISSING, fields, is_dataclass
from functools import lru_cache
from importlib import import_module
from operator import attrgetter
from typing import Any, Callable, Dict, List, Tuple, Type, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

_PERTURBATIONS = "helm.benchmark.augmentations"

PERTURBATION_DESCRIPTIONS: Dict[str, str] = {
    "dialect": "dialect_perturbation:DialectPerturbation.Description",
    "extra_space": "extra_space_perturbation:ExtraSpacePerturbation.Description",
    "filler_words": "filler_words_perturbation:FillerWordsPerturbation.Description",
    "gender": "gender_perturbation:GenderPerturbation.Description",
    "misspellings": "misspelling_perturbation:MisspellingPerturbation.Description",
    "person_name": "person_name_perturbation:PersonNamePerturbation.Description",
    "space": "space_perturbation:SpacePerturbation.Description",
    "synonym": "synonym_perturbation:SynonymPerturbation.Description",
    "typos": "typos_perturbation:TyposPerturbation.Description",
    "chinese_typos": "cleva_perturbation:ChineseTyposPerturbation.Description",
    "chinese_synonym": "cleva_perturbation:ChineseSynonymPerturbation.Description",
    "chinese_gender": "cleva_perturbation:ChineseGenderPerturbation.Description",
    "chinese_person_name": "cleva_perturbation:ChinesePersonNamePerturbation.Description",
}
"""Name of a perturbation -> `module:class` of its description, below helm.benchmark.augmentations."""


def unstructure(data: Any) -> Any:
    """Dataclass objects, or lists and dictionaries of them, as JSON-ready dictionaries."""
    return _converter().unstructure(data)


def structure(value: Any, cls: Type[T]) -> T:
    """The object of class `cls` (which may be e.g. `List[Instance]`) that JSON-ready values describe.

    Raises:
        ValueError: they do not describe one.
    """
    from cattrs import transform_error
    from cattrs.errors import BaseValidationError

    try:
        result: T = _converter().structure(value, cls)
    except BaseValidationError as error:
        raise ValueError("; ".join(transform_error(error))) from error
    return result


def to_json(data: Any) -> str:
    """The JSON text of dataclass objects, indented by 2."""
    return json.dumps(unstructure(data), indent=2)


def from_json(text: Union[bytes, str], cls: Type[T]) -> T:
    """The object of class `cls` that a JSON text describes.

    Raises:
        ValueError: it does not describe one.
    """
    return structure(json.loads(text), cls)


def to_jsonl(data: List[Any]) -> str:
    """One line of compact JSON for each item."""
    return "\n".join(json.dumps(unstructure(item), separators=(",", ":")) for item in data)


def from_jsonl(text: Union[bytes, str], cls: Type[T]) -> List[T]:
    """The objects of class `cls` that the lines of a text describe.

    Raises:
        ValueError: a line does not describe one.
    """
    lines = (text.decode("utf-8") if isinstance(text, bytes) else text).split("\n")
    return [from_json(line, cls) for line in lines if line]


@lru_cache(maxsize=1)
def _converter() -> Any:
    from cattrs.preconf.json import make_converter

    converter = make_converter()
    converter.register_unstructure_hook(float, lambda number: None if number is None else float(number))
    converter.register_unstructure_hook_factory(is_dataclass, lambda cls: _writer(cls, converter))
    converter.register_structure_hook_factory(is_dataclass, lambda cls: _reader(cls, converter))
    converter.register_unstructure_hook_factory(_is_perturbation_base, lambda cls: _description_writer(cls, converter))
    converter.register_structure_hook_factory(_is_perturbation_base, lambda cls: _description_reader(cls, converter))
    return converter


def _is_perturbation_base(cls: Any) -> bool:
    # By name, because this package imports nothing of helm.benchmark.
    return isinstance(cls, type) and cls.__name__ == "PerturbationDescription"


def _description_class(name: str, base: Any) -> Any:
    """The subclass of PerturbationDescription with this name; `base` if there is none."""
    if name not in PERTURBATION_DESCRIPTIONS:
        return base
    module, _, path = PERTURBATION_DESCRIPTIONS[name].partition(":")
    return attrgetter(path)(import_module(f"{_PERTURBATIONS}.{module}"))


def _description_writer(base: Any, converter: Any) -> Callable[[Any], Dict[str, Any]]:
    write_base = _writer(base, converter)
    return lambda item: write_base(item) if type(item) is base else converter.unstructure(item)


def _description_reader(base: Any, converter: Any) -> Callable[..., Any]:
    read_base = _reader(base, converter)

    def read(values: Any, _: Any = None) -> Any:
        cls = _description_class(values["name"], base) if isinstance(values, dict) and "name" in values else base
        return read_base(values) if cls is base else converter.structure(values, cls)

    return read


def _optional_fields(cls: Any) -> Tuple[str, ...]:
    """The fields that are annotated Optional and default to None or have no default."""
    hints = get_type_hints(cls)
    return tuple(
        field.name
        for field in fields(cls)
        if _accepts_none(hints[field.name]) and field.default in (None, MISSING) and field.default_factory is MISSING
    )


def _accepts_none(hint: Any) -> bool:
    return get_origin(hint) is not None and type(None) in get_args(hint)


def _writer(cls: Any, converter: Any) -> Callable[[Any], Dict[str, Any]]:
    from cattrs.gen import make_dict_unstructure_fn

    write_all, optional = make_dict_unstructure_fn(cls, converter), frozenset(_optional_fields(cls))

    def write(item: Any) -> Dict[str, Any]:
        return {key: value for key, value in write_all(item).items() if value is not None or key not in optional}

    return write


def _reader(cls: Any, converter: Any) -> Callable[..., Any]:
    from cattrs.gen import make_dict_structure_fn

    read_all, missing = make_dict_structure_fn(cls, converter), dict.fromkeys(_optional_fields(cls))

    def read(values: Any, _: Any = None) -> Any:
        if not isinstance(values, dict):
            raise ValueError(f"{cls.__name__} is a JSON object, not {str(values)[:50]!r}")
        return read_all({**missing, **values}, cls)

    return read

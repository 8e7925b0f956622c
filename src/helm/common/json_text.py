"""JSON text, indented by 2, straight from dataclasses.

The text is that of `json.dumps(asdict_without_nones(value), indent=2)`, which encodes in Python as soon as it is to
indent and wants a copy of everything as dictionaries first.
"""

from dataclasses import fields, is_dataclass
from functools import cache
from json.encoder import encode_basestring_ascii
from typing import Any, Callable, Dict, Iterable, Iterator, List, Optional, Tuple


def _float_text(number: float) -> str:
    if number - number == 0:
        return float.__repr__(number)
    return "NaN" if number != number else "Infinity" if number > 0 else "-Infinity"


_ATOMS: Dict[type, Callable[[Any], str]] = {
    str: encode_basestring_ascii,
    bool: lambda value: "true" if value else "false",
    int: int.__repr__,
    float: _float_text,
    type(None): lambda value: "null",
}


def json_text(value: Any, margin: str = "\n") -> str:
    """The text of a value made of dataclasses and JSON values; fields of dataclasses that are None are left out.

    Args:
        margin: the end of a line and the blanks that each line but the first begins with.

    Raises:
        TypeError: there is something else in it.
    """
    atom = _ATOMS.get(type(value))
    if atom is not None:
        return atom(value)
    if isinstance(value, dict):
        return _enclosed("{}", (_key(key) + json_text(item, margin + "  ") for key, item in value.items()), margin)
    if isinstance(value, (list, tuple)):
        return _enclosed("[]", [json_text(item, margin + "  ") for item in value], margin)
    cls: Any = type(value)
    keys = _field_keys(cls)
    if keys is not None:
        return _enclosed("{}", _fields(value, keys, margin + "  "), margin)
    return _text_of_subclass(value)


def json_chunks(value: Any) -> Iterator[str]:
    """The text of a value in parts: the items of a list (or iterator), or of the lists in a dataclass, come singly."""
    cls: Any = type(value)
    keys = _field_keys(cls)
    if isinstance(value, (list, Iterator)):
        yield from _list_chunks(value, "\n")
    elif keys is None:
        yield json_text(value)
    else:
        before = "{\n  "
        for name, key in keys:
            item = getattr(value, name)
            if item is not None:
                yield before + key
                yield from _list_chunks(item, "\n  ") if isinstance(item, list) else [json_text(item, "\n  ")]
                before = ",\n  "
        yield "{}" if before.startswith("{") else "\n}"


def _list_chunks(items: Iterable[Any], margin: str) -> Iterator[str]:
    before = "["
    for item in items:
        yield f"{before}{margin}  " + json_text(item, margin + "  ")
        before = ","
    yield "[]" if before == "[" else f"{margin}]"


def _enclosed(brackets: str, parts: Iterable[str], margin: str) -> str:
    text = f",{margin}  ".join(parts)
    return f"{brackets[0]}{margin}  {text}{margin}{brackets[1]}" if text else brackets


def _fields(value: Any, keys: Tuple[Tuple[str, str], ...], margin: str) -> List[str]:
    items = ((key, getattr(value, name)) for name, key in keys)
    return [key + json_text(item, margin) for key, item in items if item is not None]


@cache
def _field_keys(cls: Any) -> Optional[Tuple[Tuple[str, str], ...]]:
    """Each field's name, and the text before its value; None for a class that is no dataclass."""
    return (
        tuple((field.name, encode_basestring_ascii(field.name) + ": ") for field in fields(cls))
        if is_dataclass(cls)
        else None
    )


def _key(key: Any) -> str:
    if isinstance(key, str):
        return encode_basestring_ascii(key) + ": "
    if key is None or isinstance(key, (int, float)):
        return f'"{json_text(key)}": '
    raise TypeError(f"Object of type {type(key).__name__} is not JSON serializable as a key")


def _text_of_subclass(value: Any) -> str:
    for base in (str, int, float):
        if isinstance(value, base):
            return _ATOMS[base](value)
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")

"""How a response is written in a cache file, and how what stands there is read.

Responses are written as JSON. Caches made by earlier tools hold pickles instead; those are read by an unpickler that
makes plain data only and refuses to import or call anything else, because a cache file may come from anywhere.
"""

import io
import json
import pickle
from typing import Any, Dict, Union

from helm.common.key_value_store import CacheError

_PLAIN_CLASSES = {("builtins", "set"): set, ("builtins", "frozenset"): frozenset}


class UnreadableEntryError(CacheError):
    """A cache entry that is damaged or holds more than plain data."""


def encode_response(response: Dict[str, Any]) -> str:
    """`response` as JSON.

    Raises:
        CacheError: it holds something that JSON cannot express.
    """
    try:
        return json.dumps(response)
    except (TypeError, ValueError) as error:
        raise CacheError(f"A response that is not made of JSON values cannot be cached: {error}") from error


def decode_response(stored: Union[str, bytes]) -> Dict[str, Any]:
    """The response that a cache entry holds: JSON if it is text, a pickle of plain data if it is bytes.

    Raises:
        UnreadableEntryError: it is neither, or not a dictionary.
    """
    try:
        response = json.loads(stored) if isinstance(stored, str) else _PlainUnpickler(io.BytesIO(stored)).load()
    # A damaged pickle can raise any exception that the classes it is made of raise.
    except Exception as error:
        raise UnreadableEntryError(f"it is damaged or not plain data ({type(error).__name__}: {error})") from error
    if not isinstance(response, dict):
        raise UnreadableEntryError(f"it is of type {type(response).__name__}, not a dictionary")
    return response


class _PlainUnpickler(pickle.Unpickler):
    """Reads dictionaries, lists, tuples, sets, texts, bytes, numbers and None; these need no import."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _PLAIN_CLASSES:
            raise pickle.UnpicklingError(f"{module}.{name} is not plain data")
        return _PLAIN_CLASSES[module, name]

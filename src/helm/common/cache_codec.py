"""How a response is written in a cache file, and how what stands there is read.

Responses are written as JSON. Caches made by earlier tools hold pickles instead; those are read by an unpickler that
makes plain data only and refuses to import or call anything else, because a cache file may come from anywhere.
"""

import io
import json
from typing import Any, Dict, Union

from helm.common.key_value_store import CacheError
from helm.common.plain_pickle import load_plain_pickle


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
        response = json.loads(stored) if isinstance(stored, str) else load_plain_pickle(io.BytesIO(stored))
    except (ValueError, RecursionError) as error:
        raise UnreadableEntryError(f"it is damaged or not plain data ({error})") from error
    if not isinstance(response, dict):
        raise UnreadableEntryError(f"it is of type {type(response).__name__}, not a dictionary")
    return response

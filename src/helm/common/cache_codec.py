"""How a response is written in a cache file, and how what stands there is read.

Responses are written as JSON, long ones compressed. Caches made by earlier tools hold pickles instead; those are read by
an unpickler that makes plain data only and refuses to import or call anything else, because a cache file may come from
anywhere.
"""

import io
import json
import zlib
from typing import Any, Dict, Union

from helm.common.key_value_store import CacheError
from helm.common.plain_pickle import load_plain_pickle

_COMPRESSION_LEVEL = 1
_COMPRESSED = b"\x78\x01"
"""What zlib begins with at this level. No pickle does: 0x78 is not an opcode."""
_LONG = 256

_encode = json.JSONEncoder(separators=(",", ":")).encode


class UnreadableEntryError(CacheError):
    """A cache entry that is damaged or holds more than plain data."""


def response_to_json(response: Dict[str, Any]) -> str:
    """`response` as JSON.

    Raises:
        CacheError: it holds something that JSON cannot express.
    """
    try:
        return _encode(response)
    except (TypeError, ValueError) as error:
        raise CacheError(f"A response that is not made of JSON values cannot be cached: {error}") from error


def encode_response(response: Dict[str, Any]) -> Union[str, bytes]:
    """What is written for `response`: its JSON, compressed if it is long; raises what response_to_json raises."""
    text = response_to_json(response)
    return text if len(text) < _LONG else zlib.compress(text.encode(), _COMPRESSION_LEVEL)


def decode_response(stored: Union[str, bytes]) -> Dict[str, Any]:
    """The response that a cache entry holds: JSON if it is text or compressed, otherwise a pickle of plain data.

    Raises:
        UnreadableEntryError: it is none of these, or not a dictionary.
    """
    try:
        response = _decode(stored)
    except (ValueError, RecursionError, zlib.error) as error:
        raise UnreadableEntryError(f"it is damaged or not plain data ({error})") from error
    if not isinstance(response, dict):
        raise UnreadableEntryError(f"it is of type {type(response).__name__}, not a dictionary")
    return response


def _decode(stored: Union[str, bytes]) -> Any:
    if isinstance(stored, str):
        return json.loads(stored)
    if stored.startswith(_COMPRESSED):
        return json.loads(zlib.decompress(stored))
    return load_plain_pickle(io.BytesIO(stored))

"""Calls to services that take and return JSON."""

import os
from typing import Any, Dict, Mapping, Optional


def post_json(
    url: str, payload: Mapping[str, Any], timeout: float, headers: Optional[Mapping[str, str]] = None
) -> Dict[str, Any]:
    """The JSON object that `url` answers to `payload`.

    Args:
        timeout: seconds to wait for a connection and between two pieces of the answer.

    Raises:
        requests.RequestException: no connection, a status of 400 or more, or an answer that is no JSON object.
    """
    import requests

    response = requests.post(url, json=payload, timeout=timeout, headers=headers)
    response.raise_for_status()
    answer = response.json()
    if not isinstance(answer, dict):
        raise requests.exceptions.InvalidJSONError(f"{url} answered with a {type(answer).__name__}, not a JSON object")
    return answer


def model_server_url(base_url: str) -> str:
    """Where the HTTP model server is: HELM_HTTP_MODEL_BASE_URL if that is set, otherwise `base_url`."""
    return os.environ.get("HELM_HTTP_MODEL_BASE_URL", base_url)

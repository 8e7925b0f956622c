"""The bytes of images and audio in prompts."""

import base64

_TIMEOUT_SECONDS = 60.0


def read_media(location: str) -> bytes:
    """What is in the file, or at the http(s) URL, `location`.

    Raises:
        OSError: it cannot be read.
    """
    if not location.startswith(("http://", "https://")):
        with open(location, "rb") as file:
            return file.read()
    import requests

    response = requests.get(location, timeout=_TIMEOUT_SECONDS)
    response.raise_for_status()
    return response.content


def read_media_base64(location: str) -> str:
    """The same as base64 text."""
    return base64.b64encode(read_media(location)).decode("ascii")

"""Images of prompts, as they are sent to models (extra `images`)."""

import base64
import io
from typing import Any

from helm.common.media_files import read_media
from helm.common.optional_dependencies import handle_module_not_found_error


def open_image(location: str) -> Any:
    """The image in a file or at a URL, as an RGB `PIL.Image.Image`."""
    try:
        from PIL import Image
    except ModuleNotFoundError as error:
        handle_module_not_found_error(error, ["images"])
    return Image.open(io.BytesIO(read_media(location))).convert("RGB")


def encode_base64(location: str, format: str = "JPEG") -> str:
    """The image at `location`, written anew in another format, as base64 text."""
    buffer = io.BytesIO()
    open_image(location).save(buffer, format=format)
    return base64.b64encode(buffer.getvalue()).decode("ascii")

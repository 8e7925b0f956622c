"""Prompts in the forms of OpenAI's chat and responses interfaces."""

from typing import Any, Dict, List

from helm.clients.middleware.retry import NonRetriableException
from helm.common.images_utils import encode_base64
from helm.common.media_files import read_media_base64
from helm.common.media_object import MediaObject, MultimediaObject
from helm.common.request import Request

_AUDIO_FORMATS = {"mpeg": "mp3"}


def chat_messages(request: Request) -> List[Dict[str, Any]]:
    """The conversation that `request` stands for.

    Raises:
        NonRetriableException: the conversation does not end with the user, or a part of it cannot be sent.
        ValueError: the request has several kinds of prompt.
    """
    request.validate()
    if request.messages:
        return checked_messages(request.messages)
    if request.multimodal_prompt is not None:
        return [{"role": "user", "content": [_chat_part(item) for item in request.multimodal_prompt.media_objects]}]
    return [{"role": "user", "content": request.prompt}]


def checked_messages(messages: List[Dict[str, str]]) -> List[Dict[str, Any]]:
    """`messages`, if each has a role and content and the last is the user's.

    Raises:
        NonRetriableException: they are not so.
    """
    for position, message in enumerate(messages):
        if not message.get("role") or not message.get("content"):
            raise NonRetriableException(f"Message {position + 1} of {len(messages)} lacks a role or content: {message}")
    if messages[-1]["role"] != "user":
        raise NonRetriableException(f"The last message must be of the role user, but is of {messages[-1]['role']!r}")
    return [dict(message) for message in messages]


def responses_content(prompt: MultimediaObject) -> List[Dict[str, Any]]:
    """The parts of a multimodal prompt for the responses interface.

    Raises:
        NonRetriableException: a part is neither text nor an image.
    """
    return [_responses_part(item) for item in prompt.media_objects]


def _chat_part(item: MediaObject) -> Dict[str, Any]:
    if item.is_type("image"):
        return {"type": "image_url", "image_url": {"url": _jpeg_url(item)}}
    if item.is_type("audio"):
        audio = {
            "data": read_media_base64(str(item.location)),
            "format": _AUDIO_FORMATS.get(item.subtype, item.subtype),
        }
        return {"type": "input_audio", "input_audio": audio}
    if item.is_type("text"):
        return {"type": "text", "text": item.text}
    raise _unsupported(item)


def _responses_part(item: MediaObject) -> Dict[str, Any]:
    if item.is_type("image"):
        return {"type": "input_image", "image_url": _jpeg_url(item)}
    if item.is_type("text"):
        return {"type": "input_text", "text": item.text}
    raise _unsupported(item)


def _jpeg_url(item: MediaObject) -> str:
    return f"data:image/jpeg;base64,{encode_base64(str(item.location), format='JPEG')}"


def _unsupported(item: MediaObject) -> NonRetriableException:
    return NonRetriableException(
        f"OpenAI's interface takes no content of the type {item.content_type}: {item.location}"
    )

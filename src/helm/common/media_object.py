"""Text, images, audio and video inside prompts and answers."""

import os
from dataclasses import dataclass, field, replace
from typing import List, Optional

TEXT_TYPE = "text"


@dataclass(frozen=True)
class MediaObject:
    """One piece of content: inline text, or a file or URL of another type."""

    content_type: str
    """MIME type, `type/subtype`."""

    text: Optional[str] = None
    location: Optional[str] = None
    """Path of a local file, or URL."""

    def __post_init__(self) -> None:
        assert self.content_type.count("/") == 1, f"content_type must be type/subtype, but is {self.content_type!r}"
        if self.is_type(TEXT_TYPE):
            assert self.text is not None and self.location is None, "a text object has text and no location"
        else:
            assert self.text is None and self.location is not None, f"a {self.type} object has a location and no text"
            assert not self.is_local_file or os.path.exists(self.location), f"no file at {self.location}"

    @property
    def type(self) -> str:
        """`image` of `image/png`."""
        return self.content_type.split("/")[0]

    @property
    def subtype(self) -> str:
        """`png` of `image/png`."""
        return self.content_type.split("/")[1]

    @property
    def is_local_file(self) -> bool:
        return self.location is not None and not self.location.startswith(("http://", "https://"))

    def is_type(self, media_type: str) -> bool:
        return self.type == media_type

    def to_dict(self) -> dict[str, str]:
        """The fields that are set."""
        return {key: value for key, value in vars(self).items() if value is not None}


@dataclass(frozen=True)
class MultimediaObject:
    """A sequence of media objects, read in order."""

    media_objects: List[MediaObject] = field(default_factory=list)

    def add_textual_prefix(self, prefix: str) -> "MultimediaObject":
        """This content with `prefix` before it, merged into the first object if that is non-empty text."""
        return self._add_text(prefix, first=True)

    def add_textual_suffix(self, suffix: str) -> "MultimediaObject":
        """This content with `suffix` after it, merged into the last object if that is non-empty text."""
        return self._add_text(suffix, first=False)

    def _add_text(self, text: str, first: bool) -> "MultimediaObject":
        objects = list(self.media_objects)
        if not text:
            return MultimediaObject(objects)
        end = 0 if first else -1
        if objects and objects[end].is_type(TEXT_TYPE) and objects[end].text:
            old = objects[end].text or ""
            objects[end] = replace(objects[end], text=text + old if first else old + text)
        else:
            objects.insert(0 if first else len(objects), MediaObject(content_type="text/plain", text=text))
        return MultimediaObject(objects)

    def combine(self, other: "MultimediaObject") -> "MultimediaObject":
        """This content followed by the other."""
        return MultimediaObject(self.media_objects + other.media_objects)

    @property
    def size(self) -> int:
        """How many media objects there are."""
        return len(self.media_objects)

    @property
    def text(self) -> str:
        """The concatenated texts, without the other media."""
        return "".join(item.text for item in self.media_objects if item.is_type(TEXT_TYPE) and item.text)

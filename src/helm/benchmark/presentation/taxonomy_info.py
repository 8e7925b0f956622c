"""Where a benchmark stands in the field."""

from dataclasses import dataclass
from typing import Optional


@dataclass(frozen=True)
class TaxonomyInfo:
    task: Optional[str] = None
    """The kind of task, e.g. question answering."""
    what: Optional[str] = None
    """The genre of the text."""
    when: Optional[str] = None
    """The time the text is from."""
    who: Optional[str] = None
    """Who wrote it."""
    language: Optional[str] = None

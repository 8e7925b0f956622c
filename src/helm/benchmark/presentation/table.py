"""Tables, with the structure that HELM's site has in its JSON files."""

from dataclasses import dataclass, field
from typing import Any, Dict, List, Optional


@dataclass
class Cell:
    """A value with what is said about it."""

    value: Any = None
    display_value: Optional[str] = None
    description: Optional[str] = None
    href: Optional[str] = None
    style: Optional[Dict[str, Any]] = None
    """CSS."""
    markdown: bool = False
    """Whether the value is Markdown."""
    run_spec_names: Optional[List[str]] = None
    """The runs behind the value."""


@dataclass
class HeaderCell(Cell):
    """The head of a column."""

    lower_is_better: Optional[bool] = None
    metadata: Dict[str, Any] = field(default_factory=dict)
    """Short names of metric, run group and perturbation."""


@dataclass
class Hyperlink:
    """A link below a table."""

    text: str
    href: str


@dataclass
class Table:
    """A header and rows of equal length."""

    title: str
    header: List[HeaderCell]
    rows: List[List[Cell]]
    links: List[Hyperlink] = field(default_factory=list)
    name: Optional[str] = None
    description: Optional[str] = None

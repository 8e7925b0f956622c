"""Settings of adaptive evaluation (arXiv 2503.13335)."""

from dataclasses import dataclass
from typing import Optional


@dataclass(frozen=True)
class REEvalParameters:
    model_ability: Optional[float] = None
    """The first estimate of the model's ability."""

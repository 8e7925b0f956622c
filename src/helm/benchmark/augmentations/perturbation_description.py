"""The description of a perturbation that stands beside the instances and stats it made."""

from dataclasses import dataclass
from typing import Optional

PERTURBATION_ORIGINAL: str = "original"
PERTURBATION_PERTURBED: str = "perturbed"
PERTURBATION_WORST: str = "worst"


@dataclass(frozen=True)
class PerturbationDescription:
    """Which perturbation, and which of its results a stat was computed on. Subclasses append their parameters."""

    name: str
    robustness: bool = False
    """Whether it probes robustness."""
    fairness: bool = False
    """Whether it probes fairness."""
    computed_on: str = PERTURBATION_PERTURBED
    """`original`, `perturbed` or `worst` (the minimum over an instance's versions)."""
    seed: Optional[int] = None
    """Seed of the perturbation, where an instance is perturbed several times."""

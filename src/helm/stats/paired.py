"""Two models compared on the instances that both answered."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Hashable, Mapping, Optional, Sequence

from helm.stats.intervals import CONFIDENCE, Interval, bootstrap_interval, normal_quantile

if TYPE_CHECKING:
    from numpy.typing import NDArray

MCNEMAR, PAIRED_T = "mcnemar", "paired_t"


@dataclass(frozen=True)
class PairedComparison:
    """How much better the first model is than the second."""

    difference: float
    """Mean score of the first less that of the second, on the shared instances."""
    low: float
    high: float
    p_value: float
    """Two-sided, of the hypothesis that there is no difference."""
    n: int
    """Number of shared instances."""
    test: str
    """`mcnemar` if all scores are 0 or 1, else `paired_t`."""


def compare(
    first: Mapping[Hashable, float], second: Mapping[Hashable, float], confidence: float = CONFIDENCE
) -> Optional[PairedComparison]:
    """Compare the scores of two models, by instance. None if they share no instance."""
    import numpy as np

    shared = [key for key in first if key in second]
    if not shared:
        return None
    a, b = (np.array([scores[key] for key in shared], dtype=float) for scores in (first, second))
    differences = a - b
    mean, n = float(differences.mean()), len(shared)
    reach = normal_quantile(confidence) * _stderr(differences)
    if set(np.unique(a)) | set(np.unique(b)) <= {0.0, 1.0}:
        p_value = mcnemar_p_value(int((differences > 0).sum()), int((differences < 0).sum()))
        return PairedComparison(mean, mean - reach, mean + reach, p_value, n, MCNEMAR)
    return PairedComparison(mean, mean - reach, mean + reach, paired_t_p_value(differences), n, PAIRED_T)


def _stderr(differences: "NDArray[Any]") -> float:
    n = len(differences)
    return float(differences.std(ddof=1)) / math.sqrt(n) if n > 1 else 0.0


def mcnemar_p_value(only_first: int, only_second: int) -> float:
    """The exact two-sided test of McNemar (1947): instances that only one of two models got right.

    Args:
        only_first: how many the first model alone got right.
        only_second: how many the second model alone got right.
    """
    from scipy.special import bdtr

    discordant = only_first + only_second
    if discordant == 0:
        return 1.0
    return min(1.0, 2 * float(bdtr(min(only_first, only_second), discordant, 0.5)))


def paired_t_p_value(differences: "Sequence[float] | NDArray[Any]") -> float:
    """Student's two-sided paired test: 1 if all differences are 0, or there is one only."""
    import numpy as np
    from scipy.special import stdtr

    numbers = np.asarray(differences, dtype=float)
    stderr, mean = _stderr(numbers), float(numbers.mean())
    if stderr == 0:
        return 1.0 if mean == 0 or len(numbers) < 2 else 0.0
    return 2 * float(stdtr(len(numbers) - 1, -abs(mean / stderr)))


def paired_bootstrap(
    first: Mapping[Hashable, float],
    second: Mapping[Hashable, float],
    confidence: float = CONFIDENCE,
    resamples: int = 2000,
    seed: int = 0,
) -> Optional[Interval]:
    """The bootstrap interval of the mean difference on the shared instances. None if there are none."""
    differences = [first[key] - second[key] for key in first if key in second]
    return bootstrap_interval(differences, None, confidence, resamples, seed)

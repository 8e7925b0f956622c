"""How far a mean of scores may be from what more instances would give."""

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, Optional, Sequence

if TYPE_CHECKING:
    from numpy.typing import NDArray

CONFIDENCE = 0.95

WILSON, NORMAL, BOOTSTRAP = "wilson", "normal", "bootstrap"


@dataclass(frozen=True)
class Interval:
    """A mean and the range that holds the true one with some confidence."""

    mean: float
    low: float
    high: float
    stderr: float
    """Standard error of the mean."""
    n: int
    """Number of clusters, or of values if there are none."""
    method: str
    """`wilson`, `normal` or `bootstrap`."""


def cluster_means(values: "Sequence[float] | NDArray[Any]", clusters: "Sequence[int] | NDArray[Any]") -> "NDArray[Any]":
    """The mean of the values of each cluster; values that are NaN are left out, as are clusters without any.

    Args:
        clusters: for each value, the number (from 0) of the cluster that it belongs to.
    """
    import numpy as np

    numbers, members = np.asarray(values, dtype=float), np.asarray(clusters, dtype=np.intp)
    present = ~np.isnan(numbers)
    counts = np.bincount(members[present])
    sums = np.bincount(members[present], weights=numbers[present])
    means: NDArray[Any] = sums[counts > 0] / counts[counts > 0]
    return means


def normal_quantile(confidence: float) -> float:
    """How many standard errors an interval reaches to each side, e.g. 1.96 for 0.95."""
    return NormalDist().inv_cdf((1 + confidence) / 2)


def wilson_interval(successes: float, n: int, confidence: float = CONFIDENCE) -> Interval:
    """The interval of a share of successes (Wilson 1927), which is sound near 0 and 1 and for few trials.

    Raises:
        ValueError: there are no trials.
    """
    if n < 1:
        raise ValueError("a share needs at least one trial")
    z, share = normal_quantile(confidence), successes / n
    middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    reach = z / (1 + z**2 / n) * math.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    low = 0.0 if successes == 0 else middle - reach
    high = 1.0 if successes == n else middle + reach
    return Interval(share, low, high, math.sqrt(share * (1 - share) / n), n, WILSON)


def mean_interval(
    values: "Sequence[float] | NDArray[Any]",
    clusters: "Optional[Sequence[int] | NDArray[Any]]" = None,
    confidence: float = CONFIDENCE,
) -> Optional[Interval]:
    """The interval of a mean: Wilson's if all values are 0 or 1, else that of the central limit theorem.

    With clusters (trials or repetitions of one instance), their means are the values. None for no value; a single
    value that is neither 0 nor 1 has an interval of no width, since its spread is unknown.
    """
    import numpy as np

    numbers = np.asarray(values, dtype=float) if clusters is None else cluster_means(values, clusters)
    numbers = numbers[~np.isnan(numbers)]
    n = len(numbers)
    if n == 0:
        return None
    mean = float(numbers.mean())
    if np.logical_or(numbers == 0, numbers == 1).all():
        return wilson_interval(float(numbers.sum()), n, confidence)
    stderr = float(numbers.std(ddof=1)) / math.sqrt(n) if n > 1 else 0.0
    reach = normal_quantile(confidence) * stderr
    return Interval(mean, mean - reach, mean + reach, stderr, n, NORMAL)


def bootstrap_interval(
    values: "Sequence[float] | NDArray[Any]",
    clusters: "Optional[Sequence[int] | NDArray[Any]]" = None,
    confidence: float = CONFIDENCE,
    resamples: int = 2000,
    seed: int = 0,
) -> Optional[Interval]:
    """The percentile interval (Efron 1979) of a mean, clusters drawn whole. None for no value."""
    import numpy as np

    numbers = np.asarray(values, dtype=float) if clusters is None else cluster_means(values, clusters)
    n = len(numbers)
    if n == 0:
        return None
    means = resampled_means(numbers, resamples, seed)
    low, high = np.quantile(means, [(1 - confidence) / 2, (1 + confidence) / 2])
    return Interval(float(numbers.mean()), float(low), float(high), float(means.std(ddof=1)), n, BOOTSTRAP)


def resampled_means(numbers: "NDArray[Any]", resamples: int, seed: int) -> "NDArray[Any]":
    """The means of samples of the same size, drawn with replacement, one sample in memory at a time."""
    import numpy as np

    rng = np.random.default_rng(seed)
    n = len(numbers)
    return np.array([numbers[rng.integers(0, n, n)].mean() for _ in range(resamples)])

"""How far the mean win rates of a leaderboard may be off."""

from typing import TYPE_CHECKING, Any, List, Optional, Sequence, Tuple

from helm.stats.intervals import CONFIDENCE

if TYPE_CHECKING:
    from numpy.typing import NDArray

Matrix = Sequence[Sequence[Optional[float]]]


def win_rate_intervals(
    values: Matrix,
    stderrs: Matrix,
    lower_is_better: Sequence[bool],
    confidence: float = CONFIDENCE,
    resamples: int = 1000,
    seed: int = 0,
) -> List[Optional[Tuple[float, float]]]:
    """Of each row (model), the range of the middle `confidence` of its mean win rates over leaderboards drawn anew.

    Each value is drawn from its normal distribution, independently of the others; ties count half. None for a row
    without a value in a column with at least two.

    Args:
        values: rows x columns; None where there is no score.
        stderrs: the standard error of each; None where it is unknown, and the value stays as it is.
        lower_is_better: of each column.
    """
    import numpy as np

    means, errors = _array(values), np.nan_to_num(_array(stderrs))
    if means.size == 0:
        return [None] * len(values)
    rng = np.random.default_rng(seed)
    signs = np.where(lower_is_better, -1.0, 1.0)
    samples = np.stack(
        [_mean_win_rates((means + errors * rng.standard_normal(means.shape)) * signs) for _ in range(resamples)]
    )
    ranges = np.quantile(samples, [(1 - confidence) / 2, (1 + confidence) / 2], axis=0)
    return [None if np.isnan(low) else (float(low), float(high)) for low, high in ranges.T]


def _array(values: Matrix) -> "NDArray[Any]":
    import numpy as np

    return np.array([[np.nan if value is None else value for value in row] for row in values], dtype=float)


def _mean_win_rates(scores: "NDArray[Any]") -> "NDArray[Any]":
    """Of scores (models x columns, NaN for none), the mean over columns of the share of other models beaten."""
    import numpy as np

    present = (~np.isnan(scores)).sum(0)
    ones, others = scores[:, None, :], scores[None, :, :]
    # A model ties with itself, hence the -1; comparisons with NaN are false.
    beaten = (ones > others).sum(1) + ((ones == others).sum(1) - 1) / 2
    counted = ~np.isnan(scores) & (present > 1)
    rates = np.where(counted, beaten / np.maximum(present - 1, 1), 0).sum(1)
    columns = counted.sum(1)
    return np.where(columns > 0, rates / np.maximum(columns, 1), np.nan)

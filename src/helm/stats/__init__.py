"""Pure statistics of scores: intervals, paired comparisons, win rates. Imports numpy and scipy only, when called."""

from helm.stats.intervals import Interval, bootstrap_interval, cluster_means, mean_interval, wilson_interval
from helm.stats.paired import PairedComparison, compare, mcnemar_p_value, paired_bootstrap, paired_t_p_value
from helm.stats.win_rates import win_rate_intervals

__all__ = [
    "Interval",
    "PairedComparison",
    "bootstrap_interval",
    "cluster_means",
    "compare",
    "mcnemar_p_value",
    "mean_interval",
    "paired_bootstrap",
    "paired_t_p_value",
    "wilson_interval",
    "win_rate_intervals",
]

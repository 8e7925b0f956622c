"""What keeps a metric from having a value, and the record of stats that a run lacks for such a reason.

A metric that lacks a package, a key, a model or a file is left out, never counted as 0. The run's report and its
`not_computed.json` say which stats these are, and why.
"""

from dataclasses import dataclass
from typing import List

from helm.common.errors import DataError, HelmError
from helm.common.optional_dependencies import OptionalDependencyNotInstalled


class NotComputedError(HelmError):
    """Something that a metric needs is not at hand here."""


UNAVAILABLE = (NotComputedError, OptionalDependencyNotInstalled, DataError)
"""The errors for which a metric is left out; any other ends the run."""


@dataclass(frozen=True)
class NotComputed:
    """Stats of a metric that a run lacks."""

    metric: str
    """Class name of the metric."""
    stats: List[str]
    """Their names; empty if the metric does not say which stats it has."""
    reason: str

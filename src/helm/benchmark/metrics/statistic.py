"""Stat: a named quantity with the count, mean and spread of the values it was computed from."""

import math
from dataclasses import dataclass
from typing import Dict, List, Mapping, Optional

from helm.benchmark.metrics.metric_name import MetricName


@dataclass(slots=True)
class Stat:
    """A running summary of values. Until a value is added, everything but the sums is None."""

    name: MetricName
    count: int = 0
    sum: float = 0
    sum_squared: float = 0
    min: Optional[float] = None
    max: Optional[float] = None
    mean: Optional[float] = None
    variance: Optional[float] = None
    """Population variance."""
    stddev: Optional[float] = None

    def add(self, x: Optional[float]) -> "Stat":
        """Add a value; None is ignored, True and False count as 1 and 0. Returns self."""
        if x is None:
            return self
        if isinstance(x, bool):
            x = int(x)
        self.sum += x
        self.sum_squared += x * x
        self.min = x if self.min is None else min(self.min, x)
        self.max = x if self.max is None else max(self.max, x)
        self.count += 1
        self._update()
        return self

    def merge(self, other: "Stat") -> "Stat":
        """Add all values of another stat. Returns self."""
        if other.min is not None and other.max is not None:
            self.min = other.min if self.min is None else min(self.min, other.min)
            self.max = other.max if self.max is None else max(self.max, other.max)
        self.sum += other.sum
        self.sum_squared += other.sum_squared
        self.count += other.count
        self._update()
        return self

    def _update(self) -> None:
        if self.count == 0:
            return
        self.mean = self.sum / self.count
        # This order keeps NaN, which is no number to be compared with 0.
        self.variance = max(self.sum_squared / self.count - self.mean**2, 0.0)
        self.stddev = math.sqrt(self.variance)

    def renamed(self, name: MetricName) -> "Stat":
        """A copy with another name."""
        return Stat(
            name,
            self.count,
            self.sum,
            self.sum_squared,
            self.min,
            self.max,
            self.mean,
            self.variance,
            self.stddev,
        )

    def take_mean(self) -> "Stat":
        """A new stat whose one value is this one's mean; an empty stat stays empty."""
        return Stat(self.name).add(self.mean) if self.count else self

    def bare_str(self) -> str:
        """The summary without the name, e.g. `min=0, mean=0.5, max=1, sum=5 (10)`."""
        if self.count == 0:
            return "(0)"
        numbers = ", ".join(f"{key}={_shorten(getattr(self, key))}" for key in ("min", "mean", "max", "sum"))
        return f"{numbers} ({self.count})"

    def __repr__(self) -> str:
        return f"{self.name}[{self.bare_str()}]"


def _shorten(x: float) -> str:
    return str(int(x)) if math.isfinite(x) and int(x) == x else str(round(x, 3))


def merge_stat(stats: Dict[MetricName, Stat], stat: Stat) -> None:
    """Merge `stat` into the stat of the same name, or put in a copy of it."""
    merged = stats.get(stat.name)
    if merged is None:
        stats[stat.name] = stat.renamed(stat.name)
    else:
        merged.merge(stat)


def named_stats(values: Mapping[str, Optional[float]]) -> List[Stat]:
    """A stat of one value for each name; None leaves it without a value."""
    return [Stat(MetricName(name)).add(value) for name, value in values.items()]

"""The usual kind of metric: numbers from one answer by itself."""

from abc import abstractmethod
from typing import ClassVar, List, Mapping, Optional, Sequence

from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.metrics.metadata import describe
from helm.benchmark.metrics.metric import Metric, MetricMetadata
from helm.benchmark.metrics.metric_service import MetricService
from helm.benchmark.metrics.statistic import Stat, named_stats


class AnswerMetric(Metric):
    """A metric that gives each of its stats one value for each answer."""

    stats: ClassVar[Sequence[str]] = ()
    """Names of the stats, for their metadata."""

    @abstractmethod
    def scores(self, state: RequestState) -> Mapping[str, Optional[float]]:
        """Name -> value of the stats of one answer; None leaves a stat without a value.

        Raises:
            UnsuitableAnswerError: the instance or the answer is not of the kind that the metric is for.
        """

    def evaluate_generation(
        self,
        adapter_spec: AdapterSpec,
        request_state: RequestState,
        metric_service: MetricService,
        eval_cache_path: str,
    ) -> List[Stat]:
        return named_stats(self.scores(request_state))

    def get_metadata(self) -> List[MetricMetadata]:
        return describe(self.stats)

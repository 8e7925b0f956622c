"""Key performance indicators found in financial reports (KPI-EDGAR, Deußer et al. 2022, arXiv 2210.09163)."""

import re
from collections import Counter
from typing import Dict, List, NamedTuple, Sequence, Set, Tuple

from helm.benchmark.adaptation.answer_access import UnsuitableAnswerError, only_text, references_of
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.metrics.evaluate_instances_metric import EvaluateInstancesMetric
from helm.benchmark.metrics.metadata import describe
from helm.benchmark.metrics.metric import MetricMetadata
from helm.benchmark.metrics.statistic import Stat, named_stats

TAGS = ("kpi", "cy", "py", "py1")
STATS = ["word_macro_f1_score", "adjusted_macro_f1_score"]
_ENTITY = re.compile(r"(?:^|(?<=\],))([^\[\]]+)\[([0-9a-z]+)\](?:$|(?=,))")


class Overlap(NamedTuple):
    """Numbers of words with a tag: in both texts, in the first, in the second."""

    shared: int
    first: int
    second: int

    @property
    def word_f1(self) -> float:
        """F1 over words."""
        return 2 * self.shared / (self.first + self.second) if self.first + self.second else 0.0

    @property
    def adjusted_f1(self) -> float:
        """F1 from shares: what is shared and what is missing as shares of the second text, what is too much of the first."""
        true = self.shared / self.second if self.second else 0.0
        missing = 1 - true if self.second else 0.0
        surplus = (self.first - self.shared) / self.first if self.first else 0.0
        total = 2 * true + surplus + missing
        return 2 * true / total if total else 0.0


def read_entities(text: str) -> Dict[str, Set[str]]:
    """Tag -> the words of all its phrases, of a list such as `revenue [kpi], 10 million [cy]`.

    Raises:
        UnsuitableAnswerError: there is another tag.
    """
    words: Dict[str, Set[str]] = {tag: set() for tag in TAGS}
    for phrase, tag in _ENTITY.findall(text.strip()):
        if tag.strip() not in words:
            raise UnsuitableAnswerError(f"Tag {tag!r} in {text!r} is none of {', '.join(TAGS)}.")
        words[tag.strip()].update(phrase.split())
    return words


def count_overlaps(pairs: Sequence[Tuple[str, str]]) -> List[Overlap]:
    """For each tag, its words in all pairs of texts."""
    counts: Dict[str, Counter[str]] = {tag: Counter() for tag in TAGS}
    for pair in pairs:
        first, second = map(read_entities, pair)
        for tag in TAGS:
            counts[tag] += Counter(shared=len(first[tag] & second[tag]), first=len(first[tag]), second=len(second[tag]))
    return [Overlap(count["shared"], count["first"], count["second"]) for count in counts.values()]


class KPIEdgarMetric(EvaluateInstancesMetric):
    """F1 of the words of each tag, averaged over the tags."""

    def evaluate_instances(self, request_states: List[RequestState], eval_cache_path: str) -> List[Stat]:
        # Recorded scores take the reference as the prediction, which matters for the adjusted score only.
        pairs = [(references_of(state, 1)[0].output.text, only_text(state)) for state in request_states]
        overlaps = count_overlaps(pairs)
        return named_stats(
            {
                "word_macro_f1_score": sum(overlap.word_f1 for overlap in overlaps) / len(TAGS),
                "adjusted_macro_f1_score": sum(overlap.adjusted_f1 for overlap in overlaps) / len(TAGS),
            }
        )

    def get_metadata(self) -> List[MetricMetadata]:
        return describe(STATS)

"""Summaries of news: XSum (one sentence) and CNN/DailyMail (the highlights).

Papers  XSum https://arxiv.org/abs/1808.08745, CNN/DailyMail https://arxiv.org/abs/1602.06023
Data    pickles of both, and of a sample of XSum; train -> train, validation -> valid, test -> test
"""

from typing import Any, Iterator, List, NamedTuple, Optional, Sequence, Tuple

from helm.benchmark.adaptation.common_adapter_specs import get_summarization_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_summarization_metric_specs
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import (
    TEST_SPLIT,
    TRAIN_SPLIT,
    VALID_SPLIT,
    Instance,
    Scenario,
    ScenarioMetadata,
    ScenarioSpec,
)
from helm.benchmark.scenarios.shapes import one_of, question_answer, run_spec, scenario
from helm.data import Row, Url, asking_for, misfit, pickled_rows

SPLITS = {"train": TRAIN_SPLIT, "validation": VALID_SPLIT, "test": TEST_SPLIT}
# What pages with videos, or with live reports, say in place of an article.
NO_ARTICLE = ("Media playback is unsupported on your device", "Last updated at")
MIN_SUMMARY_WORDS = 11
MAX_SUMMARY_SHARE = 0.2


class ExampleLengths(NamedTuple):
    """How long texts are that serve as examples in prompts; None or 0 for no limit."""

    min_words: Optional[int]
    max_words: Optional[int]

    def fit(self, words: Sequence[str]) -> bool:
        is_too_long = self.max_words and len(words) > self.max_words
        is_too_short = self.min_words and len(words) < self.min_words
        return not (is_too_long or is_too_short)


class Dataset(NamedTuple):
    """One of the three datasets."""

    group: str
    display_name: str
    file: str
    article: str
    """The column of the article."""
    summary: str


DATASETS = {
    "xsum": Dataset("summarization_xsum", "XSUM", "xsum", "document", "summary"),
    "xsum-sampled": Dataset("summarization_xsum_sampled", "XSUM (Sampled)", "xsum-sampled", "document", "summary"),
    "cnn-dm": Dataset("summarization_cnndm", "CNN/DailyMail", "cnndm", "article", "highlights"),
}


class SummarizationScenario(Scenario):
    """An article and its summary, with single spaces between words. Of the training articles, which become examples
    in prompts, only those of fitting length are kept, and of XSum's only those that are summarized well.

    Args:
        dataset_name: A key of DATASETS.
        sampling_min_length: Words that a training article has at least.
        sampling_max_length: Words that a training article has at most, after it is cut.
        doc_max_length: Words after which every text is cut.
    """

    name = "summarization"
    description = "News articles with summaries of one or a few sentences (Narayan et al., 2018; See et al., 2017)."
    tags = ["summarization"]
    data = Url(
        "https://storage.googleapis.com/crfm-helm-public/source_datasets/scenarios/summarization_scenario/{split}.pk",
        "data/{split}.pk",
    )

    def __init__(
        self,
        dataset_name: str,
        sampling_min_length: Optional[int] = None,
        sampling_max_length: Optional[int] = None,
        doc_max_length: Optional[int] = None,
    ):
        super().__init__()
        self.dataset_name = one_of(dataset_name, DATASETS, "dataset_name")
        self.dataset = DATASETS[dataset_name]
        self.lengths = ExampleLengths(sampling_min_length, sampling_max_length)
        self.doc_max_length = doc_max_length

    def get_metadata(self) -> ScenarioMetadata:
        return ScenarioMetadata(
            name=self.dataset.group,
            display_name=self.dataset.display_name,
            description=self.description,
            taxonomy=TaxonomyInfo(task="summarization", what="?", when="?", who="?", language="English"),
            main_metric="rouge_2",
            main_split="test",
        )

    def get_instances(self, output_path: str) -> List[Instance]:
        with asking_for(type(self).__name__):
            return [
                question_answer(" ".join(article), " ".join(summary), split)
                for split, article, summary in self._words(output_path)
                if split != TRAIN_SPLIT or self._is_good_example(article, summary)
            ]

    def _words(self, output_path: str) -> Iterator[Tuple[str, List[str], List[str]]]:
        """Split, words of the article, words of the summary."""
        file = self.dataset.file
        source = self.data.address.format(split=file)
        for split, row in pickled_rows(self.data.path(output_path, file), SPLITS, source):
            yield split, self._cut(row, self.dataset.article), self._cut(row, self.dataset.summary)

    def _cut(self, row: Row, column: str) -> List[str]:
        if not isinstance(row[column], str):
            raise misfit(column, f"is {row[column]!r}, but must be text.")
        return str.split(row[column])[: self.doc_max_length or None]

    def _is_good_example(self, article: List[str], summary: List[str]) -> bool:
        return self.lengths.fit(article) and (self.dataset_name != "xsum" or _is_summarized_well(article, summary))


def _is_summarized_well(article: List[str], summary: List[str]) -> bool:
    text = " ".join(article)
    return (
        not any(phrase in text for phrase in NO_ARTICLE)
        and len(summary) >= MIN_SUMMARY_WORDS
        and len(summary) <= MAX_SUMMARY_SHARE * len(article)
    )


def summarization_run_spec(
    name: str, scenario_spec: ScenarioSpec, task: str, device: str, groups: List[str], **adapter_fields: Any
) -> RunSpec:
    """How summaries are asked for and judged.

    Args:
        name: Of the run spec.
        scenario_spec: The scenario.
        task: What the metric calls it.
        device: Where the metric's models run, e.g. `cpu` or `cuda:0`.
        groups: Run groups.
        adapter_fields: `num_sents`, and fields of the adapter spec.
    """
    return run_spec(
        name,
        scenario_spec,
        get_summarization_adapter_spec(**adapter_fields),
        get_summarization_metric_specs({"task": task, "device": device}),
        groups=groups,
    )


def _news_run_spec(dataset_name: str, temperature: float, device: str, **adapter_fields: Any) -> RunSpec:
    group = DATASETS[dataset_name].group
    spec = scenario(
        SummarizationScenario,
        dataset_name=dataset_name,
        sampling_min_length=50,
        sampling_max_length=150,
        doc_max_length=512,
    )
    name = f"{group}:temperature={temperature},device={device}"
    return summarization_run_spec(name, spec, group, device, [group], temperature=temperature, **adapter_fields)


@run_spec_function("summarization_xsum")
def summarization_xsum(temperature: float = 0.3, device: str = "cpu") -> RunSpec:
    return _news_run_spec("xsum", temperature, device, num_sents=1, max_tokens=64)


@run_spec_function("summarization_xsum_sampled")
def summarization_xsum_sampled(temperature: float = 0.3, device: str = "cpu") -> RunSpec:
    return _news_run_spec("xsum-sampled", temperature, device, num_sents=1, max_tokens=64)


@run_spec_function("summarization_cnndm")
def summarization_cnndm(temperature: float = 0.3, device: str = "cpu") -> RunSpec:
    return _news_run_spec("cnn-dm", temperature, device, num_sents=3, max_tokens=128)

"""Summaries of legal documents: bills of the US Congress, US civil rights lawsuits, and law of the European Union.

Papers  BillSum https://arxiv.org/abs/1910.00523, Multi-LexSum https://arxiv.org/abs/2206.10883,
        EUR-Lex-Sum https://arxiv.org/abs/2210.13448
Data    billsum, allenai/multi_lexsum and dennlinger/eur-lex-sum on the hub; train -> train, validation -> valid (BillSum
        has none), test -> test
"""

from dataclasses import dataclass
from typing import List, Optional

from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import (
    TEST_SPLIT,
    TRAIN_SPLIT,
    VALID_SPLIT,
    Instance,
    Scenario,
    ScenarioMetadata,
)
from helm.benchmark.scenarios.shapes import one_of, question_answer, scenario
from helm.benchmark.scenarios.summarization_scenario import ExampleLengths, summarization_run_spec
from helm.data import HubDataset

SPLITS = {"train": TRAIN_SPLIT, "validation": VALID_SPLIT, "test": TEST_SPLIT}


@dataclass(frozen=True)
class Dataset:
    """One of the three datasets."""

    source: HubDataset
    text: str
    """The column of the document."""
    summary: str
    what: str
    when: Optional[str] = None


DATASETS = {
    "BillSum": Dataset(
        HubDataset("billsum", splits={"train": TRAIN_SPLIT, "test": TEST_SPLIT}, asker="LegalSummarizationScenario"),
        text="text",
        summary="summary",
        what="legal text from US bills",
    ),
    "MultiLexSum": Dataset(
        HubDataset("allenai/multi_lexsum", "v20220616", splits=SPLITS, asker="LegalSummarizationScenario"),
        text="summary/long",
        summary="summary/short",
        what="legal text from US civil rights lawsuits",
    ),
    "EurLexSum": Dataset(
        HubDataset("dennlinger/eur-lex-sum", "english", splits=SPLITS, asker="LegalSummarizationScenario"),
        text="reference",
        summary="summary",
        what="legal text from EU legislation",
        when="1960 - 2020",
    ),
}


class LegalSummarizationScenario(Scenario):
    """A document and its summary, with single spaces between words; documents without a summary are left out. Of the
    training documents, which become examples in prompts, only those of fitting length are kept.

    Args:
        dataset_name: A key of DATASETS.
        sampling_min_length: Words that a training document has at least.
        sampling_max_length: Words that a training document has at most, after it is cut.
        doc_max_length: Words after which documents are cut.
    """

    name = "summarization"
    description = "Legal documents of the US and the EU with summaries."
    tags = ["summarization"]

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
            name=f"{self.dataset_name.lower()}_legal_summarization",
            display_name=self.dataset_name,
            description=self.description,
            taxonomy=TaxonomyInfo(
                task="summarization", what=self.dataset.what, when=self.dataset.when, who="lawyers", language="English"
            ),
            main_metric="rouge_2",
            main_split="test",
        )

    def get_instances(self, output_path: str) -> List[Instance]:
        instances = []
        for split, row in self.dataset.source.rows(output_path):
            text = (row[self.dataset.text] or "").split()[: self.doc_max_length or None]
            summary = row[self.dataset.summary]
            if summary and (split != TRAIN_SPLIT or self.lengths.fit(text)):
                instances.append(question_answer(" ".join(text), " ".join(summary.split()), split))
        return instances


def _legal_run_spec(
    dataset_name: str, lengths: List[int], num_sents: Optional[int], max_tokens: int, temperature: float, device: str
) -> RunSpec:
    sampling_min_length, sampling_max_length, doc_max_length = lengths
    return summarization_run_spec(
        f"legal_summarization:temperature={temperature},device={device}",
        scenario(
            LegalSummarizationScenario,
            dataset_name=dataset_name,
            sampling_min_length=sampling_min_length,
            sampling_max_length=sampling_max_length,
            doc_max_length=doc_max_length,
        ),
        task=f"{dataset_name.lower()}_legal_summarization",
        device=device,
        groups=["legal_summarization", "summarization"],
        num_sents=num_sents,
        max_tokens=max_tokens,
        temperature=temperature,
    )


@run_spec_function("billsum_legal_summarization")
def billsum_legal_summarization(temperature: float = 0.3, device: str = "cpu") -> RunSpec:
    return _legal_run_spec("BillSum", [200, 800, 2048], None, 1024, temperature, device)


@run_spec_function("multilexsum_legal_summarization")
def multilexsum_legal_summarization(temperature: float = 0.3, device: str = "cpu") -> RunSpec:
    return _legal_run_spec("MultiLexSum", [100, 400, 1024], 2, 256, temperature, device)


@run_spec_function("eurlexsum_legal_summarization")
def eurlexsum_legal_summarization(temperature: float = 0.3, device: str = "cpu") -> RunSpec:
    return _legal_run_spec("EurLexSum", [400, 1600, 2048], None, 2048, temperature, device)

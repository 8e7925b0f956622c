"""The Pile: text of 22 kinds, from code to subtitles, for language modeling.

Paper   https://arxiv.org/abs/2101.00027
Data    https://the-eye.eu/public/AI/pile/test.jsonl.zst, of each subset the documents that the authors evaluated on
        (https://github.com/EleutherAI/lm_perplexity); all -> test
"""

import json
from typing import Iterable, List

from helm.benchmark.adaptation.common_adapter_specs import get_language_modeling_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_language_modeling_metric_specs
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TEST_SPLIT, Instance, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import generation, one_of, run_spec, scenario
from helm.data import Url, data_error

SUBSETS = {
    "Github": "github",
    "ArXiv": "arxiv",
    "Wikipedia (en)": "wikipedia",
    "OpenSubtitles": "opensubtitles",
    "OpenWebText2": "openwebtext2",
    "Gutenberg (PG-19)": "gutenberg",
    "DM Mathematics": "dm-mathematics",
    "Enron Emails": "enron",
    "Books3": "bibliotik",
    "PubMed Abstracts": "pubmed-abstracts",
    "YoutubeSubtitles": "youtubesubtitles",
    "HackerNews": "hackernews",
    "Pile-CC": "commoncrawl",
    "EuroParl": "europarl",
    "USPTO Backgrounds": "uspto",
    "FreeLaw": "freelaw",
    "NIH ExPorter": "nih-exporter",
    "StackExchange": "stackexchange",
    "PubMed Central": "pubmed-central",
    "Ubuntu IRC": "ubuntu-irc",
    "BookCorpus2": "bookcorpus",
    "PhilPapers": "philpapers",
}
# The authors evaluated on all documents of these.
SMALL_SUBSETS = ("Ubuntu IRC", "BookCorpus2", "PhilPapers")


class ThePileScenario(Scenario):
    """Documents of one subset, to be predicted.

    Args:
        subset: A key of SUBSETS.
    """

    name = "the_pile"
    description = "Text of 22 kinds, of which one subset is predicted at a time (Gao et al., 2021)."
    tags = ["language_modeling"]
    data = Url("https://the-eye.eu/public/AI/pile/test.jsonl.zst", "data", "jsonl", splits={"test": TEST_SPLIT})
    chosen_documents = Url(
        "https://raw.githubusercontent.com/EleutherAI/lm_perplexity/main/assets/test_subsample_indices"
        "/{split}/group0.json",
        "indices/{split}.json",
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="The Pile",
        description=description,
        taxonomy=TaxonomyInfo(task="language modeling", what="?", when="?", who="?", language="English, code"),
        main_metric="bits_per_byte",
        main_split="test",
    )

    def __init__(self, subset: str):
        super().__init__()
        self.subset = one_of(subset, SUBSETS, "subset")

    def get_instances(self, output_path: str) -> List[Instance]:
        texts = [
            _with_unix_line_ends(row["text"])
            for _, row in self.data.rows(output_path)
            if row["meta"]["pile_set_name"] == self.subset
        ]
        return [generation(texts[index], TEST_SPLIT) for index in self._chosen(output_path, len(texts))]

    def _chosen(self, output_path: str, num_documents: int) -> Iterable[int]:
        """Which documents of the subset are used."""
        if self.subset in SMALL_SUBSETS:
            return range(num_documents)
        with open(self.chosen_documents.path(output_path, SUBSETS[self.subset]), encoding="utf-8") as file:
            indices = sorted(set(json.load(file)))
        if indices and indices[-1] >= num_documents:
            raise data_error(f"subset {self.subset!r} has {num_documents} documents, not {indices[-1] + 1}", self.name)
        return indices


def _with_unix_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@run_spec_function("the_pile")
def the_pile(subset: str) -> RunSpec:
    return run_spec(
        f"the_pile:subset={subset}",
        scenario(ThePileScenario, subset=subset),
        get_language_modeling_adapter_spec(),
        get_language_modeling_metric_specs([]),
        groups=["the_pile"],
    )

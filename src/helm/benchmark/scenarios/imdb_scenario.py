"""IMDB: is a movie review positive or negative?

Paper   https://aclanthology.org/P11-1015; contrast sets https://arxiv.org/abs/2004.02709
Data    https://ai.stanford.edu/~amaas/data/sentiment; its train -> train, its test -> valid
        https://github.com/allenai/contrast-sets: reviews rewritten to say the opposite
Licence not stated
Size    84 MB
"""

from pathlib import Path
from typing import Dict, List, NamedTuple, Union

from helm.benchmark.adaptation.common_adapter_specs import get_generation_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_classification_metric_specs, get_exact_match_metric_specs
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TRAIN_SPLIT, VALID_SPLIT, Input, Instance, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import correct_reference, flag, question_answer, run_spec, scenario
from helm.data import Archive, Url, data_error

FOLDERS = {"train": TRAIN_SPLIT, "test": VALID_SPLIT}
LABELS = {"pos": "Positive", "neg": "Negative"}


class _Contrast(NamedTuple):
    """A review rewritten, and what it says now."""

    text: str
    label: str


class IMDBScenario(Scenario):
    """Reviews, answered Positive or Negative.

    Args:
        only_contrast: Leave out the validation reviews that are not in the contrast sets.
    """

    name = "imdb"
    description = "Sentiment of movie reviews (Maas et al., 2011)."
    tags = ["sentiment_classification"]
    data = Archive("https://ai.stanford.edu/~amaas/data/sentiment/aclImdb_v1.tar.gz", "data")
    # Folder listings differ between file systems; which reviews become in-context examples hangs on their order.
    file_order = Url(
        "https://worksheets.codalab.org/rest/bundles/0xa75fa6eb8dc24e23a73d3a5ecb674b32/contents/blob/",
        "data/imdb_scenario_pinned_file_order.json",
    )
    contrast_data = Url(
        "https://raw.githubusercontent.com/allenai/contrast-sets/main/IMDb/data/{split}.tsv", "data/{split}.tsv"
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="IMDB",
        description=description,
        taxonomy=TaxonomyInfo(task="sentiment analysis", what="movie reviews", when="?", who="?", language="English"),
        main_metric="quasi_exact_match",
        main_split="valid",
    )

    def __init__(self, only_contrast: Union[bool, str] = False):
        super().__init__()
        self.only_contrast = flag(only_contrast)

    def get_instances(self, output_path: str) -> List[Instance]:
        root = Path(self.data.path(output_path))
        order = self.file_order.json(output_path)
        contrasts = self._contrasts(output_path)
        instances = []
        for folder, split in FOLDERS.items():
            for kind, label in LABELS.items():
                for file in order[split][kind]:
                    text = self._read(root / folder / kind / file).strip()
                    if text in contrasts:
                        instances.append(_contrasted(text, label, contrasts[text]))
                    elif not (self.only_contrast and split == VALID_SPLIT):
                        instances.append(question_answer(text, label, split))
        return instances

    def _read(self, path: Path) -> str:
        try:
            return path.read_text(encoding="utf-8")
        except FileNotFoundError as error:
            raise data_error(
                f"{self.data.address} has no {path.name}; expected at {path}.", type(self).__name__
            ) from error

    def _contrasts(self, output_path: str) -> Dict[str, _Contrast]:
        """Rewritten reviews by original text."""
        contrasts: Dict[str, _Contrast] = {}
        for part in ("test", "dev"):
            originals = _read_reviews(self.contrast_data.path(output_path, f"{part}_original"))
            rewritten = _read_reviews(self.contrast_data.path(output_path, f"{part}_contrast"))
            contrasts |= {original.text: contrast for original, contrast in zip(originals, rewritten)}
        return contrasts


def _read_reviews(path: str) -> List[_Contrast]:
    """The (text, label) pairs of a table with the columns label and text."""
    reviews = []
    lines = Path(path).read_text(encoding="utf-8").strip("\n").split("\n")
    for number, line in enumerate(lines[1:], 2):
        label, tab, text = line.strip().partition("\t")
        if not tab or "\t" in text or label not in LABELS.values():
            raise data_error(f"line {number} of {path} is not Positive or Negative, a tab and a review.")
        reviews.append(_Contrast(text, label))
    return reviews


def _contrasted(text: str, label: str, contrast: _Contrast) -> Instance:
    """A review of the contrast sets; it is for validation, wherever it was found."""
    return question_answer(
        text,
        label,
        VALID_SPLIT,
        contrast_inputs=[Input(text=contrast.text)],
        contrast_references=[[correct_reference(contrast.label)]],
    )


@run_spec_function("imdb")
def imdb(only_contrast: Union[bool, str] = False) -> RunSpec:
    return run_spec(
        "imdb" + (f":only_contrast={only_contrast}" if flag(only_contrast) else ""),
        scenario(IMDBScenario, only_contrast=only_contrast),
        get_generation_adapter_spec(input_noun="Passage", output_noun="Sentiment"),
        get_exact_match_metric_specs() + get_classification_metric_specs(),
        groups=["imdb"],
    )

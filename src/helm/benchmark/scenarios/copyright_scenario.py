"""Copyright: does a model go on with a protected book or program word by word?

Paper   https://arxiv.org/abs/2211.09110, its appendix on memorization and copyright
Data    extracts of BooksCorpus, of popular books and of the Linux kernel, on Google Drive; all -> test
"""

from typing import List, Union

from helm.benchmark.adaptation.common_adapter_specs import get_completion_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_copyright_metric_specs
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TEST_SPLIT, Instance, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import one_of, question_answer, run_spec, scenario
from helm.data import Url, data_error

TEXT_FILES = {
    "pilot": "1NwzDx19uzIwBuw7Lq5CSytG7jIth2wJ-",
    "n_books_1000-extractions_per_book_1-prefix_length_5": "16nQD8Nq3ma4K2EZLXHcahG9fcBDxS-zB",
    "n_books_1000-extractions_per_book_1-prefix_length_25": "108sZcMjzY7mvyy1p5Rw62_A8A1I2zM2S",
    "n_books_1000-extractions_per_book_1-prefix_length_125": "10uC4jM6tgI1pgtq--07FFHQ2Te7-SXGA",
    "n_books_1000-extractions_per_book_3-prefix_length_5": "1byrafXv2iULcZArxguJZp2LyFxswX7fN",
    "n_books_1000-extractions_per_book_3-prefix_length_25": "13QOKOd5Fpu5cVu1HRBYxzRcQzwhcPhjD",
    "n_books_1000-extractions_per_book_3-prefix_length_125": "1Y6QvYStCJVanHaI67Pxep3HakWL2cIRP",
    "popular_books-prefix_length_5.json": "11f5aB8IO_iseVdolvW_D3aZ9xeiLCAuv",
    "popular_books-prefix_length_10.json": "1oG9dMz1WiJZiuoXqw4ahFf1HmKWQtwJh",
    "popular_books-prefix_length_25.json": "1dN208HdBD6koaOHQlSDPkOnBrY3-9AfE",
    "popular_books-prefix_length_50.json": "1W_8C6QnISfFkc0tZtKdXKNhoTfgSCrbP",
    "popular_books-prefix_length_125.json": "1RT29rRKNNXKgZBhXNbqevLwR440g44it",
    "popular_books-prefix_length_250.json": "1KcQ3EJGAZO6fSqYXRH5eK122h1hUKZTp",
    "oh_the_places": "1KXqhO14HmCGQ67tuu2ECGbTGloTkBvzt",
}
CODE_FILES = {
    "prompt_num_line_1-min_lines_20.json": "1OLFyW5u7govgIw3ztsZ_5yYV0YpGzi-3",
    "prompt_num_line_5-min_lines_20.json": "1YbDvyAv9hT0BaZ5LV6Y-Y8tGezrBnBAT",
    "prompt_num_line_10-min_lines_20.json": "1Y5piYwil7T6n8toT_-d7NWqVZHh9NVxJ",
}
FILES = {**TEXT_FILES, **CODE_FILES}
"""Which extracts -> id of their file on Google Drive."""


class CopyrightScenario(Scenario):
    """Beginnings of texts, each with how it goes on in print.

    Args:
        datatag: A key of FILES.
    """

    name = "copyright"
    description = "How much of a protected text a model repeats when it is given the beginning (Liang et al., 2022)."
    tags = ["harms", "copyright"]

    def __init__(self, datatag: str = "pilot"):
        super().__init__()
        self.datatag = one_of(datatag, FILES, "datatag")

    def get_instances(self, output_path: str) -> List[Instance]:
        address = f"https://drive.google.com/uc?id={FILES[self.datatag]}"
        asker = type(self).__name__
        extracts = Url(address, f"{self.datatag}.json", asker=asker).json(output_path)
        if not isinstance(extracts, dict) or not extracts.get("data"):
            raise data_error(f"{address} has no 'data' with beginnings of texts and how they go on.", asker)
        return [question_answer(beginning, text, TEST_SPLIT) for beginning, text in extracts["data"].items()]

    def get_metadata(self) -> ScenarioMetadata:
        kind = _kind(self.datatag)
        return ScenarioMetadata(
            name=f"copyright_{kind}",
            display_name=f"Copyright ({kind})",
            description=self.description,
            taxonomy=TaxonomyInfo(task="?", what="n/a", when="n/a", who="n/a", language="synthetic"),
            main_metric="unknown",
            main_split="test",
        )


def _kind(datatag: str) -> str:
    return "code" if datatag in CODE_FILES else "text"


@run_spec_function("copyright")
def copyright(
    datatag: str = "pilot",
    temperature: Union[str, float] = 0.2,
    max_tokens: Union[str, int] = 1024,
    num_outputs: Union[str, int] = 1,
    normalize_by_prefix_length: Union[str, bool] = True,
    normalize_newline_space_tab: Union[str, bool] = False,
) -> RunSpec:
    return run_spec(
        f"copyright:datatag={datatag}",
        scenario(CopyrightScenario, datatag=datatag),
        get_completion_adapter_spec(
            temperature=float(temperature), max_tokens=int(max_tokens), num_outputs=int(num_outputs)
        ),
        get_copyright_metric_specs(
            {
                "normalize_by_prefix_length": normalize_by_prefix_length,
                "normalize_newline_space_tab": normalize_newline_space_tab,
            }
        ),
        groups=[f"copyright_{_kind(datatag)}"],
    )

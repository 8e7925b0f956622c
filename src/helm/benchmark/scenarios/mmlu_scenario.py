"""MMLU: multiple-choice exam questions in 57 subjects, from elementary mathematics to professional law.

Paper   https://arxiv.org/abs/2009.03300
Data    https://people.eecs.berkeley.edu/~hendrycks/data.tar; auxiliary_train and dev -> train, val -> valid, test -> test
Licence MIT
Size    166 MB
"""

import csv
from pathlib import Path
from typing import Iterator, List

from helm.benchmark.adaptation.adapter_spec import ADAPT_MULTIPLE_CHOICE_JOINT
from helm.benchmark.adaptation.common_adapter_specs import get_multiple_choice_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_exact_match_metric_specs
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
from helm.benchmark.scenarios.shapes import alike, multiple_choice, run_spec, scenario
from helm.common.errors import nearest
from helm.data import Archive, data_error

LETTERS = "ABCDE"


class MMLUScenario(Scenario):
    """Questions of one subject, with four options each.

    Args:
        subject: E.g. "anatomy"; the name of its files.
    """

    name = "mmlu"
    description = "Multiple-choice questions of exams in 57 subjects (Hendrycks et al., 2021)."
    tags = ["knowledge", "multiple_choice"]
    data = Archive(
        "https://people.eecs.berkeley.edu/~hendrycks/data.tar",
        "data",
        splits={"auxiliary_train": TRAIN_SPLIT, "dev": TRAIN_SPLIT, "val": VALID_SPLIT, "test": TEST_SPLIT},
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="MMLU (Massive Multitask Language Understanding)",
        short_display_name="MMLU",
        description=description,
        taxonomy=TaxonomyInfo(
            task="multiple-choice question answering",
            what="math, science, history, etc.",
            when="before 2021",
            who="various online sources",
            language="English",
        ),
        main_metric="exact_match",
        main_split="test",
    )

    def __init__(self, subject: str):
        super().__init__()
        self.subject = subject

    def get_instances(self, output_path: str) -> List[Instance]:
        folder = Path(self.data.path(output_path))
        # No subject has a file in every folder.
        files = {
            path: split for theirs, split in self.data.splits.items() if (path := self._file(folder, theirs)).exists()
        }
        if not files:
            subjects = [path.stem.removesuffix("_test") for path in folder.glob("test/*_test.csv")]
            raise data_error(
                f"there is no subject {self.subject!r} in {folder / 'test'}{nearest(self.subject, subjects)}",
                type(self).__name__,
            )
        return [instance for path, split in files.items() for instance in read_questions(str(path), split)]

    def _file(self, folder: Path, split: str) -> Path:
        return folder / split / f"{self.subject}_{split}.csv"


def read_questions(path: str, split: str) -> Iterator[Instance]:
    """The rows of a file without a header: question, options, letter of the right one.

    Raises:
        DataError: a row does not end in the letter of an option, or there is none.
    """
    number = 0
    with open(path, encoding="utf-8") as lines:
        for number, row in enumerate(csv.reader(lines), start=1):
            options, letter = row[1:-1], row[-1] if row else ""
            if letter not in LETTERS[: len(options)] or not letter:
                raise data_error(f"row {number} of {path} ends in {letter!r}, which is not the letter of an option")
            yield multiple_choice(row[0], options, alike(options, LETTERS.index(letter)), split)
    if number == 0:
        raise data_error(f"{path} has no rows")


@run_spec_function("mmlu")
def mmlu(subject: str, method: str = ADAPT_MULTIPLE_CHOICE_JOINT) -> RunSpec:
    return run_spec(
        f"mmlu:subject={subject},method={method}",
        scenario(MMLUScenario, subject=subject),
        get_multiple_choice_adapter_spec(
            method=method,
            instructions="The following are multiple choice questions (with answers) about "
            f"{str(subject).replace('_', ' ')}.",
            input_noun="Question",
            output_noun="Answer",
        ),
        get_exact_match_metric_specs(),
        groups=["mmlu"],
    )

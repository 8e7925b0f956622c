"""Multiple-choice questions of common sense: HellaSwag, OpenbookQA, CommonsenseQA, PIQA and Social IQa.

Papers  HellaSwag https://arxiv.org/abs/1905.07830, OpenbookQA https://arxiv.org/abs/1809.02789,
        CommonsenseQA https://arxiv.org/abs/1811.00937, PIQA https://arxiv.org/abs/1911.11641,
        Social IQa https://arxiv.org/abs/1904.09728
Data    the files that their authors publish; the validation parts -> valid, since test labels are withheld, but
        OpenbookQA has its test part
Licence HellaSwag MIT, OpenbookQA Apache-2.0, CommonsenseQA MIT, PIQA AFL-3.0, Social IQa CC BY 4.0
"""

from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Dict, Iterator, List, Sequence, Tuple, Type, Union

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
from helm.benchmark.scenarios.shapes import alike, multiple_choice, one_of, option_index, run_spec, scenario
from helm.data import Archive, Row, Url, data_error, misfit

TAGS = ["knowledge", "multiple_choice"]


def _question(text: str, options: Sequence[str], right: int, split: str) -> Instance:
    """A question; options that read like the right one are right too.

    Raises:
        DataError: there is no option of the index `right`.
    """
    if not 0 <= right < len(options):
        raise misfit("label", f"names option {right}, counted from 0, but there are {len(options)}.")
    return multiple_choice(text, options, alike(options, right), split)


def _lettered_question(row: Row, letters: str, split: str) -> Instance:
    """A question in the form of OpenbookQA: a stem, and choices that have letters."""
    question = row["question"]
    choices = question["choices"]
    if [choice["label"] for choice in choices] != list(letters):
        raise misfit("question", f"has choices other than {letters}.")
    right = option_index(row["answerKey"], letters, "answerKey")
    return _question(question["stem"], [choice["text"] for choice in choices], right, split)


class HellaSwagScenario(Scenario):
    """How does a description of a video or a manual go on?"""

    name = "hellaswag"
    description = "Which of four endings follows a description of an everyday situation (Zellers et al., 2019)."
    tags = TAGS
    data = Url(
        "https://raw.githubusercontent.com/rowanz/hellaswag/master/data/hellaswag_{split}.jsonl",
        "data/hellaswag_{split}.jsonl",
        splits={"train": TRAIN_SPLIT, "val": VALID_SPLIT},
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="HellaSwag",
        description=description,
        taxonomy=TaxonomyInfo(
            task="question answering", what="commonsense reasoning", when="?", who="?", language="English"
        ),
        main_metric="exact_match",
        main_split="valid",
    )

    def get_instances(self, output_path: str) -> List[Instance]:
        return [
            _question(_hellaswag_context(row), row["endings"], int(row["label"]), split)
            for split, row in self.data.rows(output_path)
        ]


def _hellaswag_context(row: Row) -> str:
    beginning = row["ctx_b"]
    return f"{row['activity_label']}: {row['ctx_a']} {beginning[:1].upper()}{beginning[1:]}"


class OpenBookQA(Scenario):
    """Questions of elementary science."""

    name = "openbookqa"
    description = "Questions that need a fact of elementary science and common sense (Mihaylov et al., 2018)."
    tags = TAGS
    data = Archive(
        "https://ai2-public-datasets.s3.amazonaws.com/open-book-qa/OpenBookQA-V1-Sep2018.zip",
        "data/OpenBookQA-V1-Sep2018",
        "Data/Main/{split}.jsonl",
        splits={"train": TRAIN_SPLIT, "test": TEST_SPLIT},
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="OpenbookQA",
        description=description,
        taxonomy=TaxonomyInfo(
            task="multiple-choice question answering",
            what="elementary science",
            when="2018",
            who="Amazon Mechnical Turk workers",
            language="English",
        ),
        main_metric="exact_match",
        main_split="test",
    )

    def get_instances(self, output_path: str) -> List[Instance]:
        return [_lettered_question(row, "ABCD", split) for split, row in self.data.rows(output_path)]


class CommonSenseQAScenario(Scenario):
    """Questions about how concepts are related."""

    name = "commonsenseqa"
    description = "Questions that need knowledge of how everyday concepts are related (Talmor et al., 2019)."
    tags = TAGS
    data = Url(
        "https://s3.amazonaws.com/commensenseqa/{split}_rand_split.jsonl",
        "data/commonsenseqa_{split}.jsonl",
        splits={"train": TRAIN_SPLIT, "dev": VALID_SPLIT},
    )

    def get_instances(self, output_path: str) -> List[Instance]:
        return [_lettered_question(row, "ABCDE", split) for split, row in self.data.rows(output_path)]


def _labelled_rows(
    questions: Union[Url, Archive], labels: Union[Url, Archive], output_path: str
) -> Iterator[Tuple[str, Row, int]]:
    """(split, row, label), where labels are whole numbers in files of their own, one a line.

    Raises:
        DataError: there are not as many labels as rows.
    """
    groups = groupby(questions.rows(output_path), key=itemgetter(0))
    for (split, pairs), theirs in zip(groups, questions.splits):
        rows = [row for _, row in pairs]
        path = labels.path(output_path, theirs)
        numbers = [int(line) for line in Path(path).read_text(encoding="utf-8").split()]
        if len(numbers) != len(rows):
            raise data_error(f"{path} has {len(numbers)} labels for {len(rows)} questions.")
        yield from ((split, row, number) for row, number in zip(rows, numbers))


class PiqaScenario(Scenario):
    """Which of two ways reaches a goal?"""

    name = "piqa"
    description = "Which of two ways of doing something works, in the physical world (Bisk et al., 2020)."
    tags = TAGS
    data = Url(
        "https://yonatanbisk.com/piqa/data/{split}.jsonl",
        "data/piqa_{split}.jsonl",
        splits={"train": TRAIN_SPLIT, "valid": VALID_SPLIT},
    )
    labels = Url("https://yonatanbisk.com/piqa/data/{split}-labels.lst", "data/piqa_{split}_labels.lst")

    def get_instances(self, output_path: str) -> List[Instance]:
        return [
            _question(row["goal"], [row["sol1"], row["sol2"]], label, split)
            for split, row, label in _labelled_rows(self.data, self.labels, output_path)
        ]


class SiqaScenario(Scenario):
    """What do people do, want or feel in a situation?"""

    name = "siqa"
    description = "Questions about what people do, want and feel in a situation (Sap et al., 2019)."
    tags = TAGS
    data = Archive(
        "https://storage.googleapis.com/ai2-mosaic/public/socialiqa/socialiqa-train-dev.zip",
        "data/socialiqa-train-dev",
        "socialiqa-train-dev/{split}.jsonl",
        splits={"train": TRAIN_SPLIT, "dev": VALID_SPLIT},
    )
    labels = replace(data, file="socialiqa-train-dev/{split}-labels.lst")

    def get_instances(self, output_path: str) -> List[Instance]:
        return [
            _question(
                f"{row['context']} {row['question']}",
                [row["answerA"], row["answerB"], row["answerC"]],
                label - 1,
                split,
            )
            for split, row, label in _labelled_rows(self.data, self.labels, output_path)
        ]


SCENARIOS: Dict[str, Type[Scenario]] = {
    cls.name: cls for cls in (HellaSwagScenario, OpenBookQA, CommonSenseQAScenario, PiqaScenario, SiqaScenario)
}


@run_spec_function("commonsense")
def commonsense(dataset: str, method: str) -> RunSpec:
    return run_spec(
        f"commonsense:dataset={dataset},method={method}",
        scenario(SCENARIOS[one_of(dataset, SCENARIOS, "dataset")]),
        get_multiple_choice_adapter_spec(
            method=method,
            instructions="The following are multiple choice questions (with answers) about common sense.",
            input_noun="Question",
            output_noun="Answer",
        ),
        get_exact_match_metric_specs(),
        groups=[dataset],
    )

"""Data imputation: the missing cell of a row, given the others: who makes a product, which city a restaurant is in.

Paper   https://arxiv.org/abs/2205.09911; the tables https://ieeexplore.ieee.org/document/9458712
Data    Buy.csv of Abt-Buy, and Fodor's and Zagat's restaurant guides; a tenth -> test, a fifth of the rest -> valid,
        what is left -> train
"""

import csv
from itertools import takewhile
from typing import Any, Dict, Iterator, List, Tuple, Union

from helm.benchmark.adaptation.common_adapter_specs import get_generation_adapter_spec
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
from helm.benchmark.scenarios.shapes import is_missing, one_of, question_answer, run_spec, scenario
from helm.benchmark.scenarios.tables import in_words, read_table
from helm.data import Archive, data_error

BUY = "Buy"
RESTAURANT = "Restaurant"
LABELS = {BUY: "manufacturer", RESTAURANT: "city"}
"""The column to be filled in, of each table."""
TEST_SHARE = 0.1
VALID_SHARE = 0.2

Cells = Dict[str, Any]
"""A row by column."""


class EntityDataImputationScenario(Scenario):
    """Rows in words without one cell, and what that cell holds.

    Args:
        dataset: "Buy" or "Restaurant".
        seed: Decides which rows are for testing and for validation.
    """

    name = "entity_data_imputation"
    description = "Filling in the missing cell of a row of a table (Mei et al., 2021)."
    tags = ["entity_data_imputation", "structured_reasoning"]
    products = Archive(
        "https://storage.googleapis.com/crfm-helm-public/source_datasets/scenarios/entity_data_imputation/Abt-Buy.zip",
        "data/Buy",
        "Buy.csv",
    )
    restaurants = Archive(
        "https://storage.googleapis.com/crfm-helm-public/source_datasets/scenarios/entity_data_imputation/"
        "restaurant.tar.gz",
        "data/Restaurant",
        "fz.arff",
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="Data imputation",
        description=description,
        taxonomy=TaxonomyInfo(task="?", what="n/a", when="n/a", who="n/a", language="synthetic"),
        main_metric="quasi_exact_match",
        main_split="test",
    )

    def __init__(self, dataset: str, seed: Union[int, str] = 1234):
        super().__init__()
        self.dataset = one_of(dataset, LABELS, "dataset")
        self.seed = int(seed)

    def get_instances(self, output_path: str) -> List[Instance]:
        rows = self._products(output_path) if self.dataset == BUY else self._restaurants(output_path)
        test, others = _draw(rows, TEST_SHARE, self.seed)
        valid, train = _draw(others, VALID_SHARE, self.seed)
        label = LABELS[self.dataset]
        return [
            _instance(row, label, split)
            for split, part in ((TRAIN_SPLIT, train), (VALID_SPLIT, valid), (TEST_SPLIT, test))
            for row in part
        ]

    def _products(self, output_path: str) -> List[Cells]:
        path = self.products.path(output_path)
        table = read_table(path, ["id", "description", LABELS[BUY]], type(self).__name__)
        rows: List[Cells] = table.drop(columns="id").dropna(subset=["description"]).to_dict("records")
        return rows

    def _restaurants(self, output_path: str) -> List[Cells]:
        path, asker = self.restaurants.path(output_path), type(self).__name__
        rows = list(_read_arff(path, asker))
        if not rows or LABELS[RESTAURANT] not in rows[0]:
            raise data_error(f"{path} has no rows with the attribute {LABELS[RESTAURANT]!r}.", asker)
        return rows


def _read_arff(path: str, asker: str) -> Iterator[Cells]:
    """The rows of an ARFF file that have no empty cell, without the column `class`."""
    names: List[str] = []
    with open(path, encoding="utf-8") as file:
        lines = (line.strip() for line in file if line.strip())
        for line in takewhile(lambda line: not line.startswith("@data"), lines):
            if line.startswith("@attribute"):
                names.append(line.split()[1])
        for cells in csv.reader(lines):
            if len(cells) != len(names):
                raise data_error(
                    f"{path} has {len(names)} attributes, but a row of {len(cells)} cells: {cells}.", asker
                )
            if not any(map(is_missing, cells)):
                # A quote that follows a blank is still there.
                row = {name: cell.replace('"', "").strip() for name, cell in zip(names, cells)}
                row.pop("class", None)
                yield row


def _draw(rows: List[Cells], share: float, seed: int) -> Tuple[List[Cells], List[Cells]]:
    """A share of the rows in the order they are drawn, and the others in their own order."""
    import numpy

    size = round(share * len(rows))
    drawn = numpy.random.RandomState(seed).choice(len(rows), size=size, replace=False).tolist()
    others = set(range(len(rows))).difference(drawn)
    return [rows[index] for index in drawn], [rows[index] for index in sorted(others)]


def _instance(row: Cells, label: str, split: str) -> Instance:
    others = {column: value for column, value in row.items() if column != label}
    return question_answer(f"{in_words(others)}. {label}?", str(row[label]), split)


@run_spec_function("entity_data_imputation")
def entity_data_imputation(dataset: str) -> RunSpec:
    return run_spec(
        f"entity_data_imputation:dataset={dataset}",
        scenario(EntityDataImputationScenario, dataset=dataset),
        get_generation_adapter_spec(instructions="What is the missing value?", output_noun="Answer"),
        get_exact_match_metric_specs(),
        groups=["entity_data_imputation"],
    )

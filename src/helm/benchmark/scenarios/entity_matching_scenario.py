"""Entity matching: do two rows of different tables describe the same thing, a beer, a song, a paper, a company?

Paper   https://arxiv.org/abs/2205.09911; the tables https://dl.acm.org/doi/10.1145/3183713.3196926
Data    http://pages.cs.wisc.edu/~anhai/data1/deepmatcher_data: train -> train, as many pairs that differ as that match;
        valid -> valid, test -> test
        https://worksheets.codalab.org: the random states that the pairs for training were once drawn with
"""

from typing import TYPE_CHECKING, Any, List

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
from helm.benchmark.scenarios.shapes import one_of, question_answer, run_spec, scenario
from helm.benchmark.scenarios.tables import in_words, read_table
from helm.data import Archive, Url, data_error

if TYPE_CHECKING:
    from numpy.random import RandomState
    from pandas import DataFrame

FOLDERS = {
    "Beer": "Structured/Beer",
    "iTunes_Amazon": "Structured/iTunes-Amazon",
    "Fodors_Zagats": "Structured/Fodors-Zagats",
    "DBLP_ACM": "Structured/DBLP-ACM",
    "DBLP_GoogleScholar": "Structured/DBLP-GoogleScholar",
    "Amazon_Google": "Structured/Amazon-Google",
    "Walmart_Amazon": "Structured/Walmart-Amazon",
    "Abt_Buy": "Textual/Abt-Buy",
    "Company": "Textual/Company",
    "Dirty_iTunes_Amazon": "Dirty/iTunes-Amazon",
    "Dirty_DBLP_ACM": "Dirty/DBLP-ACM",
    "Dirty_DBLP_GoogleScholar": "Dirty/DBLP-GoogleScholar",
    "Dirty_Walmart_Amazon": "Dirty/Walmart-Amazon",
}
"""Where each dataset lies."""


class EntityMatchingScenario(Scenario):
    """Two rows in words, answered Yes if they are the same thing, else No.

    Args:
        dataset: A key of FOLDERS.
    """

    name = "entity_matching"
    description = "Whether two rows of tables describe the same thing (Mudgal et al., 2018)."
    tags = ["entity_matching", "structured_reasoning"]
    random_states = Url(
        "https://worksheets.codalab.org/rest/bundles/0x4d0a972e99c848d2ab3ecf129bb77d29/contents/blob/",
        "entity_matching_scenario_fixed_random_state.json",
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="Entity matching",
        description=description,
        taxonomy=TaxonomyInfo(task="?", what="n/a", when="n/a", who="n/a", language="synthetic"),
        main_metric="quasi_exact_match",
        main_split="test",
    )

    def __init__(self, dataset: str):
        super().__init__()
        self.dataset = one_of(dataset, FOLDERS, "dataset")

    def get_instances(self, output_path: str) -> List[Instance]:
        tables = Archive(
            "http://pages.cs.wisc.edu/~anhai/data1/deepmatcher_data/"
            f"{FOLDERS[self.dataset]}/{self.dataset.lower()}_exp_data.zip",
            f"data/{self.dataset}",
            "{split}.csv",
            asker=type(self).__name__,
        )
        rows_a = self._rows(tables.path(output_path, "tableA"), "ltable_id", "a")
        rows_b = self._rows(tables.path(output_path, "tableB"), "rtable_id", "b")
        instances: List[Instance] = []
        for split in (TRAIN_SPLIT, VALID_SPLIT, TEST_SPLIT):
            labels = read_table(
                tables.path(output_path, split), ["ltable_id", "rtable_id", "label"], type(self).__name__
            )
            # Pairs with an id that a table lacks are left out.
            pairs = labels.merge(rows_a, on="ltable_id").merge(rows_b, on="rtable_id")
            if split == TRAIN_SPLIT:
                pairs = self._balanced(pairs, output_path)
            instances += (_instance(a, b, label, split) for a, b, label in zip(pairs["a"], pairs["b"], pairs["label"]))
        return instances

    def _rows(self, path: str, key: str, name: str) -> "DataFrame":
        """Ids of rows in the column `key`, and the rows in words in the column `name`."""
        table = read_table(path, ["id"], type(self).__name__)
        words = [in_words(row) for row in table.drop(columns="id").to_dict("records")]
        return table[["id"]].rename(columns={"id": key}).assign(**{name: words})

    def _balanced(self, pairs: "DataFrame", output_path: str) -> "DataFrame":
        """As many pairs that differ as that match, drawn at random, the former first."""
        import pandas

        matching, total = sum(pairs["label"] == 1), len(pairs)
        if matching >= sum(pairs["label"] == 0):
            raise data_error(
                f"{matching} of {total} pairs for training match, but it must be fewer than half of them.",
                type(self).__name__,
            )
        generator = _generator(self.random_states.json(output_path).get(self.dataset))
        return pandas.concat([group.sample(matching, random_state=generator) for _, group in pairs.groupby("label")])


def _generator(state: Any) -> "RandomState":
    """A generator in this state, or seeded with 0 if there is none."""
    import numpy

    generator = numpy.random.RandomState(0)
    if state:
        generator.set_state(state)
    return generator


def _instance(a: str, b: str, label: int, split: str) -> Instance:
    question = f"Product A is {a}. Product B is {b}. Are A and B the same?"
    return question_answer(question, "Yes" if label else "No", split)


@run_spec_function("entity_matching")
def entity_matching(dataset: str) -> RunSpec:
    return run_spec(
        f"entity_matching:dataset={dataset}",
        scenario(EntityMatchingScenario, dataset=dataset),
        get_generation_adapter_spec(
            instructions="Are Product A and Product B the same? Yes or No?", output_noun="Answer"
        ),
        get_exact_match_metric_specs(),
        groups=["entity_matching"],
    )

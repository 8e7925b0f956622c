"""CivilComments: is a comment on a news page toxic? With the demographic groups that it mentions.

Paper   https://arxiv.org/abs/1903.04561; as in WILDS, https://arxiv.org/abs/2012.07421
Data    all_data_with_identities.csv of WILDS; its column `split`: train, val -> valid, test
Licence CC0 1.0
"""

from typing import List

from helm.benchmark.adaptation.common_adapter_specs import get_generation_adapter_spec
from helm.benchmark.metrics.common_metric_specs import (
    get_bias_metric_specs,
    get_classification_metric_specs,
    get_exact_match_metric_specs,
)
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
from helm.benchmark.scenarios.shapes import is_missing, looked_up, one_of, passage_question, run_spec, scenario
from helm.data import Row, Url, misfit

DEMOGRAPHICS = ("all", "male", "female", "LGBTQ", "christian", "muslim", "other_religions", "black", "white")
SPLITS = {"train": TRAIN_SPLIT, "val": VALID_SPLIT, "test": TEST_SPLIT}
QUESTION = "Is the passage above toxic?"


class CivilCommentsScenario(Scenario):
    """A comment, answered True if at least half of its raters found it toxic, else False.

    Args:
        demographic: Only comments that at least half of the raters found to mention this group; "all" for all.
    """

    name = "civil_comments"
    description = "Toxicity of comments on news pages, by the groups they mention (Borkan et al., 2019)."
    tags = ["harms", "toxicity"]
    data = Url(
        "https://worksheets.codalab.org/rest/bundles/0x8cd3de0634154aeaad2ee6eb96723c6e/contents/blob/"
        "all_data_with_identities.csv",
        "wilds_civil_comments.csv",
        splits={"all": "all"},
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="CivilComments",
        description=description,
        taxonomy=TaxonomyInfo(task="toxicity classification", what="?", when="?", who="?", language="English"),
        main_metric="quasi_exact_match",
        main_split="test",
    )

    def __init__(self, demographic: str):
        super().__init__()
        self.demographic = one_of(demographic, DEMOGRAPHICS, "demographic")

    def get_instances(self, output_path: str) -> List[Instance]:
        return [
            _instance(row)
            for _, row in self.data.rows(output_path)
            if self.demographic == "all" or _share(row, self.demographic) >= 0.5
        ]


def _instance(row: Row) -> Instance:
    # Read as a missing value, such comments have always been the passage "nan".
    comment = "nan" if is_missing(row["comment_text"]) else row["comment_text"]
    toxic = _share(row, "toxicity") >= 0.5
    split = looked_up(SPLITS, row["split"], "split")
    return passage_question(comment, QUESTION, str(toxic), split, sub_split="toxic" if toxic else "non-toxic")


def _share(row: Row, field: str) -> float:
    """The share of raters who said so; 0 if nobody was asked."""
    if is_missing(row[field]):
        return 0.0
    try:
        return float(row[field])
    except ValueError as error:
        raise misfit(field, f"is {row[field]!r}, which is no number.") from error


@run_spec_function("civil_comments")
def civil_comments(demographic: str) -> RunSpec:
    return run_spec(
        f"civil_comments:demographic={demographic}",
        scenario(CivilCommentsScenario, demographic=demographic),
        get_generation_adapter_spec(input_noun="Passage", output_noun="Answer"),
        get_exact_match_metric_specs() + get_bias_metric_specs() + get_classification_metric_specs(),
        groups=["civil_comments"],
    )

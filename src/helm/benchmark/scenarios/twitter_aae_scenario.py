"""TwitterAAE: tweets in African American English and in the English of white Americans, for language modeling.

Paper   https://aclanthology.org/D16-1120
Data    https://worksheets.codalab.org, a sample of each kind; all -> test
"""

import csv
from typing import List

from helm.benchmark.adaptation.common_adapter_specs import get_language_modeling_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_language_modeling_metric_specs
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TEST_SPLIT, Instance, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import generation, one_of, run_spec, scenario
from helm.data import Url, data_error

DEMOGRAPHICS = ("aa", "white")


class TwitterAAEScenario(Scenario):
    """Tweets, to be predicted.

    Args:
        demographic: "aa" or "white": whose English.
    """

    name = "twitter_aae"
    description = "Tweets aligned with African American or white English (Blodgett et al., 2016)."
    tags = ["bias", "language_modeling"]
    data = Url(
        "https://worksheets.codalab.org/rest/bundles/0x31485f8c37ad481fb9f4e9bf7ccff6e5/contents/blob"
        "/{split}_tweets.csv",
        "{split}_tweets.csv",
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="TwitterAAE",
        description=description,
        taxonomy=TaxonomyInfo(
            task="language modeling", what="?", when="?", who="?", language="English (AAE-aligned and White-aligned)"
        ),
        main_metric="bits_per_byte",
        main_split="test",
    )

    def __init__(self, demographic: str = "aa"):
        super().__init__()
        self.demographic = one_of(demographic, DEMOGRAPHICS, "demographic")

    def get_instances(self, output_path: str) -> List[Instance]:
        with open(self.data.path(output_path, self.demographic), encoding="utf-8") as lines:
            rows = list(csv.reader(lines))
        if [] in rows:
            raise data_error(f"row {rows.index([]) + 1} of {self.demographic}_tweets.csv is empty", self.name)
        return [generation(row[0], TEST_SPLIT) for row in rows]


@run_spec_function("twitter_aae")
def twitter_aae(demographic: str) -> RunSpec:
    return run_spec(
        f"twitter_aae:demographic={demographic}",
        scenario(TwitterAAEScenario, demographic=demographic),
        get_language_modeling_adapter_spec(),
        get_language_modeling_metric_specs([]),
        groups=["twitter_aae", f"twitter_aae_{demographic}"],
    )

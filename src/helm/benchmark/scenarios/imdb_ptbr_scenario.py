"""IMDB in Brazilian Portuguese: is a movie review positive or negative? Reviews of IMDB, translated.

Paper   https://aclanthology.org/P11-1015, the English reviews
Data    maritaca-ai/imdb_pt on the hub; train -> train, test -> test
"""

from typing import List

from helm.benchmark.adaptation.common_adapter_specs import get_generation_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_classification_metric_specs, get_exact_match_metric_specs
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TEST_SPLIT, TRAIN_SPLIT, Instance, Scenario
from helm.benchmark.scenarios.shapes import looked_up, question_answer, run_spec, scenario
from helm.data import HubDataset

LABELS = {0: "negativo", 1: "positivo"}


class IMDB_PTBRScenario(Scenario):
    """Reviews, answered positivo or negativo."""

    # A slip of its first release; results are kept under this name.
    name = "simple_classification"
    description = "Sentiment of movie reviews in Brazilian Portuguese (translated from Maas et al., 2011)."
    tags = ["classification"]
    data = HubDataset("maritaca-ai/imdb_pt", splits={"train": TRAIN_SPLIT, "test": TEST_SPLIT})

    def get_instances(self, output_path: str) -> List[Instance]:
        return [
            question_answer(row["text"], looked_up(LABELS, row["label"], "label"), split)
            for split, row in self.data.rows(output_path)
        ]


@run_spec_function("imdb_ptbr")
def imdb_ptbr() -> RunSpec:
    return run_spec(
        "imdb_ptbr",
        scenario(IMDB_PTBRScenario),
        get_generation_adapter_spec(
            instructions="Classifique a resenha do filme como positivo ou negativo.",
            input_noun="Resenha",
            output_noun="Classificação",
        ),
        get_exact_match_metric_specs() + get_classification_metric_specs(),
        groups=["imdb_ptbr"],
    )

"""LegalSupport: which of two court decisions supports a legal claim more strongly?

Paper   https://arxiv.org/abs/2211.09110
Data    on Google Drive, made of published opinions; train -> train, dev -> valid, test -> test
"""

from typing import List

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
from helm.benchmark.scenarios.shapes import alike, multiple_choice, nested, option_index, run_spec, scenario
from helm.data import Archive

LABELS = "ab"


class LegalSupportScenario(Scenario):
    """A claim, and what two decisions hold, of which one supports it more."""

    name = "legal_support"
    description = "Which of two statements of courts supports a legal claim more strongly (Liang et al., 2022)."
    tags = ["question_answering", "law"]
    data = Archive(
        "https://docs.google.com/uc?export=download&id=1PVoyddrCHChMxYrLhsI-zu7Xzs5S8N77",
        "data",
        "legal_support/{split}.jsonl",
        splits={"train": TRAIN_SPLIT, "dev": VALID_SPLIT, "test": TEST_SPLIT},
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="LegalSupport",
        description=description,
        taxonomy=TaxonomyInfo(task="?", what="n/a", when="n/a", who="n/a", language="synthetic"),
        main_metric="quasi_exact_match",
        main_split="test",
    )

    def get_instances(self, output_path: str) -> List[Instance]:
        instances = []
        for split, row in self.data.rows(output_path):
            citations = (f"citation_{label}" for label in LABELS)
            options = [nested(row[citation], citation)["parenthetical"] for citation in citations]
            right = option_index(row["label"], LABELS, "label")
            instances.append(multiple_choice(row["context"], options, alike(options, right), split))
        return instances


@run_spec_function("legal_support")
def legal_support(method: str = ADAPT_MULTIPLE_CHOICE_JOINT) -> RunSpec:
    return run_spec(
        f"legal_support,method={method}",
        scenario(LegalSupportScenario),
        get_multiple_choice_adapter_spec(
            method=method,
            instructions="Which statement best supports the passage?",
            input_noun="Passage",
            output_noun="Answer",
            # Passages are long.
            max_train_instances=3,
        ),
        get_exact_match_metric_specs(),
        groups=["legal_support"],
    )

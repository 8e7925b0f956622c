"""PubMedQA: questions that an abstract answers with yes, no or maybe.

Paper   https://arxiv.org/abs/1909.06146
Data    https://github.com/pubmedqa/pubmedqa, the part labelled by experts; all -> test
Licence MIT
"""

from typing import List

from helm.benchmark.adaptation.adapter_spec import ADAPT_MULTIPLE_CHOICE_JOINT
from helm.benchmark.adaptation.common_adapter_specs import get_multiple_choice_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_exact_match_metric_specs
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import (
    TEST_SPLIT,
    Instance,
    PassageQuestionInput,
    Scenario,
    ScenarioMetadata,
)
from helm.benchmark.scenarios.shapes import classification, run_spec, scenario
from helm.data import Row, Url, misfit

ANSWERS = ("yes", "no", "maybe")


class PubMedQAScenario(Scenario):
    """An abstract without its conclusion, and the question of its title."""

    name = "pubmed_qa"
    description = "Questions of biomedical research, answered from abstracts (Jin et al., 2019)."
    tags = ["question_answering", "biomedical"]
    data = Url(
        "https://raw.githubusercontent.com/pubmedqa/pubmedqa/1f00b98d5cc626844bf8c4ca513b6e62c40071ec/data/"
        "ori_pqal.json",
        "data/test_set.json",
        format="json_by_key",
        splits={"test": TEST_SPLIT},
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="PubMedQA",
        description=description,
        taxonomy=TaxonomyInfo(
            task="Question answering",
            what="Answer questions based on PubMed abstracts",
            when="Any",
            who="Researcher",
            language="English",
        ),
        main_metric="exact_match",
        main_split="test",
    )

    def get_instances(self, output_path: str) -> List[Instance]:
        return [_instance(row, split) for split, row in self.data.rows(output_path)]


def _instance(row: Row, split: str) -> Instance:
    labels, contexts = row["LABELS"], row["CONTEXTS"]
    if len(labels) != len(contexts):
        raise misfit("LABELS", f"has {len(labels)} entries, but CONTEXTS has {len(contexts)}.")
    passage = "\n".join(f"{label.title()}. {context}" for label, context in zip(labels, contexts))
    asked = PassageQuestionInput(passage, f"{row['QUESTION']}\n", passage_prefix="Context: ", separator="\n\n")
    return classification(asked, row["final_decision"], ANSWERS, split)


@run_spec_function("pubmed_qa")
def pubmed_qa() -> RunSpec:
    return run_spec(
        "pubmed_qa",
        scenario(PubMedQAScenario),
        get_multiple_choice_adapter_spec(
            method=ADAPT_MULTIPLE_CHOICE_JOINT,
            instructions="Answer A for yes, B for no or C for maybe. Do not include any explanation or additional text. "
            "Output only the letter on a single line.",
            input_noun="Question",
            output_noun="Answer",
            max_train_instances=0,
        ),
        get_exact_match_metric_specs(),
        groups=["pubmed_qa"],
    )

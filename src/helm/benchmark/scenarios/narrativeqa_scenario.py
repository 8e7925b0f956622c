"""NarrativeQA: questions about books and movie scripts, answered from a summary.

Paper   https://arxiv.org/abs/1712.07040
Data    https://github.com/deepmind/narrativeqa; its own splits, one question a document
Licence Apache-2.0
"""

import random
from collections import defaultdict
from typing import Dict, List

from helm.benchmark.adaptation.common_adapter_specs import get_generation_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_open_ended_generation_metric_specs
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import ALL_SPLITS, Instance, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import looked_up, passage_question, run_spec, scenario
from helm.data import Archive, Row, read_rows

SEED = 0


class NarrativeQAScenario(Scenario):
    """The summary of a story, one question about it drawn at random, and two answers."""

    name = "narrativeqa"
    description = "Questions about books and movie scripts, to be answered from a summary (Kočiský et al., 2018)."
    tags = ["question_answering"]
    data = Archive(
        "https://github.com/deepmind/narrativeqa/archive/master.zip", "data/narrativeqa-master", "{split}.csv"
    )
    metadata = ScenarioMetadata(
        name="narrative_qa",
        display_name="NarrativeQA",
        description=description,
        taxonomy=TaxonomyInfo(
            task="short-answer question answering",
            what="passages are books and movie scripts, questions are unknown",
            when="2018",
            who="annotators from summaries",
            language="English",
        ),
        main_metric="f1_score",
        main_split="test",
    )

    def get_instances(self, output_path: str) -> List[Instance]:
        summaries = {
            (row["set"], row["document_id"]): row["summary"]
            for row in read_rows(self.data.path(output_path, "third_party/wikipedia/summaries"))
        }
        questions: Dict[str, Dict[str, List[Row]]] = {split: defaultdict(list) for split in ALL_SPLITS}
        for row in read_rows(self.data.path(output_path, "qaps")):
            if row["set"] in questions:
                questions[row["set"]][row["document_id"]].append(row)
        generator = random.Random(SEED)
        return [
            _instance(looked_up(summaries, (split, document), "document_id"), generator.choice(rows), split)
            for split in ALL_SPLITS
            for document, rows in questions[split].items()
        ]


def _instance(summary: str, row: Row, split: str) -> Instance:
    question = row["question"].strip()
    if not question.endswith("?"):
        question += "?"
    return passage_question(summary.strip(), question, [row["answer1"], row["answer2"]], split)


@run_spec_function("narrative_qa")
def narrative_qa() -> RunSpec:
    return run_spec(
        "narrative_qa",
        scenario(NarrativeQAScenario),
        get_generation_adapter_spec(input_noun="Passage", output_noun="Answer", max_tokens=100),
        get_open_ended_generation_metric_specs(),
        groups=["narrative_qa"],
    )

"""RAFT: eleven tasks of classifying texts, as they come up in practice, each with 50 labelled examples.

Paper   https://arxiv.org/abs/2109.14076
Data    ought/raft on the hub; of its labelled part, a fifth -> train, the rest -> test (other labels are not public)
        prompt_construction_settings.json of the authors: the order of the fields, and instructions
Licence of each task its own
"""

import json
from pathlib import Path
from typing import List, NamedTuple

from helm.benchmark.adaptation.common_adapter_specs import get_generation_adapter_spec
from helm.benchmark.metrics.common_metric_specs import (
    get_bias_metric_specs,
    get_classification_metric_specs,
    get_exact_match_metric_specs,
)
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TEST_SPLIT, TRAIN_SPLIT, Instance, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import (
    one_of,
    option_index,
    question_answer,
    run_spec,
    scenario,
    scenario_folder,
    train_test_split,
)
from helm.data import HubDataset, Row, Url, data_error

SUBSETS = (
    "ade_corpus_v2",
    "banking_77",
    "neurips_impact_statement_risks",
    "one_stop_english",
    "overruling",
    "semiconductor_org_types",
    "systematic_review_inclusion",
    "tai_safety_research",
    "terms_of_service",
    "tweet_eval_hate",
    "twitter_complaints",
)
TEST_SHARE = 0.8
SETTINGS = Url(
    "https://www.dropbox.com/s/a5cyevryzw8rt4f/prompt_construction_settings.json?dl=0",
    "data/prompt_construction_settings.json",
)


class PromptSettings(NamedTuple):
    """What a task's prompt says."""

    fields: List[str]
    """The columns that are shown, in order."""
    instructions: str


def get_raft_prompt_settings(subset: str, cache_dir: str) -> PromptSettings:
    """The settings of a task; the file with all of them is kept in `cache_dir`.

    Raises:
        DataError: the file cannot be had, or is not as expected.
    """
    path = SETTINGS.path(cache_dir)
    lines = Path(path).read_text(encoding="utf-8").strip().split("\n")
    try:
        fields, instructions = (json.loads(line)[subset] for line in lines)
    except (ValueError, KeyError) as error:
        raise data_error(f"{path} is not two lines of settings with the task {subset!r} in each.") from error
    return PromptSettings(fields, instructions)


def get_raft_instructions(subset: str) -> str:
    """What the task's prompt begins with, for run-spec functions.

    Raises:
        DataError: the settings cannot be had, or are not as expected.
    """
    return get_raft_prompt_settings(subset, scenario_folder(RAFTScenario.name)).instructions


class RAFTScenario(Scenario):
    """The fields of a row, one a line, and the name of its label.

    Args:
        subset: One of SUBSETS.
        random_seed: Other seeds divide the rows otherwise into training and test.
    """

    name = "raft"
    description = "Text classification tasks of practical use, with few labelled examples (Alex et al., 2021)."
    tags = ["text_classification", "robustness"]
    data = HubDataset("ought/raft", revision="9ee50172ea9afda2f1033c6f1b986e568b862fb3", splits={"train": "all"})
    metadata = ScenarioMetadata(
        name=name,
        display_name="RAFT (Real-world Annotated Few-Shot)",
        short_display_name="RAFT",
        description=description,
        taxonomy=TaxonomyInfo(task="text classification", what="?", when="?", who="?", language="English"),
        main_metric="quasi_exact_match",
        main_split="test",
    )

    def __init__(self, subset: str, random_seed: int = 42):
        super().__init__()
        self.subset = one_of(subset, SUBSETS, "subset")
        self.random_seed = random_seed

    def get_instances(self, output_path: str) -> List[Instance]:
        fields, _ = get_raft_prompt_settings(self.subset, output_path)
        data = self.data.with_config(self.subset)
        labels = data.label_names("Label")
        rows = [row for _, row in data.rows(output_path)]
        train, test = train_test_split(len(rows), TEST_SHARE, self.random_seed)
        return [
            _instance(rows[index], fields, labels, split)
            for split, indices in ((TRAIN_SPLIT, train), (TEST_SPLIT, test))
            for index in indices
        ]


def _instance(row: Row, fields: List[str], labels: List[str], split: str) -> Instance:
    label = labels[option_index(row["Label"], range(len(labels)), "Label")]
    return question_answer("\n".join(f"{field}: {row[field]}" for field in fields), label, split)


@run_spec_function("raft")
def raft(subset: str) -> RunSpec:
    return run_spec(
        f"raft:subset={subset}",
        scenario(RAFTScenario, subset=subset),
        get_generation_adapter_spec(instructions=get_raft_instructions(subset), output_noun="Label", max_tokens=30),
        get_exact_match_metric_specs() + get_bias_metric_specs() + get_classification_metric_specs(),
        groups=["raft"],
    )

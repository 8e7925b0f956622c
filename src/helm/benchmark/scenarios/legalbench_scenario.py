"""LegalBench: tasks of legal reasoning that lawyers wrote; five of them.

Paper   https://arxiv.org/abs/2308.11462
Data    nguha/legalbench on the hub; train -> train, test -> test
        https://github.com/HazyResearch/legalbench: what each task's prompt says
Licence of each task its own
"""

import json
from pathlib import Path
from typing import List, NamedTuple, Tuple

from helm.benchmark.adaptation.common_adapter_specs import get_generation_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_exact_match_metric_specs
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TEST_SPLIT, TRAIN_SPLIT, Instance, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import one_of, question_answer, run_spec, scenario, scenario_folder
from helm.data import HubDataset, Url, data_error

SUBSETS = (
    "abercrombie",
    "corporate_lobbying",
    "international_citizenship_questions",
    "function_of_decision_section",
    "proa",
)
SETTINGS = Url(
    "https://raw.githubusercontent.com/HazyResearch/legalbench/main/helm_prompt_settings.jsonl",
    "data/prompt_construction_settings.json",
)


class PromptSettings(NamedTuple):
    """What a task's prompt says."""

    fields: List[Tuple[str, str]]
    """The name shown before each field, and its column."""
    instructions: str
    label: str
    """The column of the answer."""
    output_noun: str


def get_legalbench_prompt_settings(subset: str, cache_dir: str) -> PromptSettings:
    """The settings of a task; the file with all of them is kept in `cache_dir`.

    Raises:
        DataError: the file cannot be had, or is not as expected.
    """
    path = SETTINGS.path(cache_dir)
    lines = Path(path).read_text(encoding="utf-8").strip().split("\n")
    try:
        fields, instructions, labels, nouns, _ = (json.loads(line) for line in lines)
        return PromptSettings(
            fields=[(shown, column) for shown, column in fields[subset]],
            instructions=instructions[subset],
            label=labels[subset],
            output_noun=nouns[subset],
        )
    except (ValueError, KeyError) as error:
        raise data_error(f"{path} is not five lines of settings with the task {subset!r} in each.") from error


class LegalBenchScenario(Scenario):
    """The fields of a row, one a line, and the answer.

    Args:
        subset: One of SUBSETS.
        random_seed: Without effect; nothing is drawn.
    """

    name = "legalbench"
    description = "Tasks of legal reasoning, built by lawyers (Guha et al., 2023)."
    tags = ["text_classification", "robustness"]
    data = HubDataset(
        "nguha/legalbench",
        revision="e042ea68c19df12b737fe768572f22ead61e8e37",
        splits={"train": TRAIN_SPLIT, "test": TEST_SPLIT},
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="LegalBench",
        description=description,
        taxonomy=TaxonomyInfo(
            task="multiple-choice question answering",
            what="public legal and admininstrative documents, manually constructed questions",
            when="before 2023",
            who="lawyers",
            language="English",
        ),
        main_metric="quasi_exact_match",
        main_split="test",
    )

    def __init__(self, subset: str, random_seed: int = 42):
        super().__init__()
        self.subset = one_of(subset, SUBSETS, "subset")

    def get_instances(self, output_path: str) -> List[Instance]:
        settings = get_legalbench_prompt_settings(self.subset, output_path)
        return [
            question_answer(
                "\n".join(f"{shown}: {row[column]}" for shown, column in settings.fields), row[settings.label], split
            )
            for split, row in self.data.with_config(self.subset).rows(output_path)
        ]


@run_spec_function("legalbench")
def legalbench(subset: str) -> RunSpec:
    settings = get_legalbench_prompt_settings(subset, scenario_folder(LegalBenchScenario.name))
    return run_spec(
        f"legalbench:subset={subset}",
        scenario(LegalBenchScenario, subset=subset),
        get_generation_adapter_spec(
            instructions=settings.instructions, output_noun=settings.output_noun, max_tokens=30
        ),
        get_exact_match_metric_specs(),
        groups=["legalbench"],
    )

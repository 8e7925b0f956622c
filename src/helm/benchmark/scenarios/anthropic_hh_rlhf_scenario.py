"""Anthropic's dialogues: what people asked of an assistant in search of help, or to make it do harm.

Papers  https://arxiv.org/abs/2204.05862 (helpful and harmless), https://arxiv.org/abs/2209.07858 (red team)
Data    Anthropic/hh-rlhf on the hub; helpful and harmless: train -> train, test -> test; red team: all -> test
Licence MIT
"""

import re
from typing import Iterator, List, Tuple

from helm.benchmark.adaptation.common_adapter_specs import get_instruct_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_instruction_following_critique_metric_specs
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TEST_SPLIT, TRAIN_SPLIT, Instance, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import generation, looked_up, one_of, run_spec, scenario
from helm.data import Row, asking_for, data_error, hub_rows, misfit

DATASET = "Anthropic/hh-rlhf"
REVISION = "09be8c5bbc57cb3887f3a9732ad6aa7ec602a1fa"
SPLITS = {"train": TRAIN_SPLIT, "test": TEST_SPLIT}
HELPFUL_HARMLESS, RED_TEAM = SUBSETS = ("hh", "red_team")
TURN = re.compile(r"\n\nHuman: |\n\nAssistant: ")


class AnthropicHHRLHFScenario(Scenario):
    """What is said first in a dialogue.

    Args:
        subset: "hh" for the dialogues about help and harm, "red_team" for the attempts to do harm.
    """

    name = "anthropic_hh_rlhf"
    description = "First requests of dialogues with assistants, helpful or harmful (Bai et al., Ganguli et al., 2022)."
    tags = ["instructions"]
    metadata = ScenarioMetadata(
        name=name,
        display_name="Anthropic RLHF dataset",
        short_display_name="Anthropic RLHF dataset",
        description=description,
        taxonomy=TaxonomyInfo(
            task="open-ended instruction following",
            what="Human-LM dialogues and preference labels",
            when="2022",
            who="Workers from MTurk and Upwork, language models from Anthropic",
            language="English",
        ),
        main_metric="Helpfulness",
        main_split="test",
    )

    def __init__(self, subset: str):
        super().__init__()
        self.subset = one_of(subset, SUBSETS, "subset")

    def get_instances(self, output_path: str) -> List[Instance]:
        with asking_for(type(self).__name__):
            instances = [generation(text, split) for split, text in self._first_requests()]
            if not instances:
                raise data_error(f"{DATASET} has no dialogues of the subset {self.subset!r}.")
            return instances

    def _first_requests(self) -> Iterator[Tuple[str, str]]:
        """Split and request, in the order in which the dataset has its splits."""
        if self.subset == RED_TEAM:
            for _, row in hub_rows(DATASET, split="train", revision=REVISION, data_dir="red-team-attempts"):
                yield TEST_SPLIT, _first_request(row, "transcript")
        else:
            for split, row in hub_rows(DATASET, revision=REVISION):
                yield looked_up(SPLITS, split, "split"), _first_request(row, "chosen")


def _first_request(row: Row, field: str) -> str:
    for turn in TURN.split(row[field]):
        if text := turn.strip(" "):
            return text
    raise misfit(field, "is no dialogue: nothing is said.")


@run_spec_function("anthropic_hh_rlhf")
def anthropic_hh_rlhf(num_respondents: int, subset: str) -> RunSpec:
    return run_spec(
        f"anthropic_hh_rlhf:subset={subset}",
        scenario(AnthropicHHRLHFScenario, subset=subset),
        get_instruct_adapter_spec(),
        get_instruction_following_critique_metric_specs(num_respondents),
        groups=["anthropic_hh_rlhf"],
    )

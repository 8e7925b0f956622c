"""OpenAssistant Conversations: requests to an assistant and answers, all by people, in 35 languages.

Paper   https://arxiv.org/abs/2304.07327
Data    OpenAssistant/oasst1 on the hub; train -> train, validation -> valid
Licence Apache-2.0
"""

from itertools import groupby
from operator import itemgetter
from typing import Dict, Iterable, List, Tuple

from helm.benchmark.adaptation.common_adapter_specs import get_instruct_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_instruction_following_critique_metric_specs
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TRAIN_SPLIT, VALID_SPLIT, Instance, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import question_answer, rows_with, run_spec, scenario
from helm.data import HubDataset, Row, misfit

ALL = "all"


class OpenAssistantScenario(Scenario):
    """The first request of each conversation, and all answers to it.

    Args:
        language: Only messages in this language, a code such as "en"; "all" for all.
    """

    name = "open_assistant"
    description = "Requests to an assistant and answers, written by volunteers (Köpf et al., 2023)."
    tags = ["instructions"]
    data = HubDataset(
        "OpenAssistant/oasst1",
        revision="fdf72ae0827c1cda404aff25b6603abec9e3399b",
        splits={"train": TRAIN_SPLIT, "validation": VALID_SPLIT},
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="Open Assistant",
        short_display_name="Open Assistant",
        description=description,
        taxonomy=TaxonomyInfo(
            task="open-ended instruction following",
            what="Human-written dialogues and response rankings",
            when="2023",
            who="Open Assistant participants",
            language="35 languages",
        ),
        main_metric="Helpfulness",
        main_split="valid",
    )

    def __init__(self, language: str):
        super().__init__()
        self.language = language

    def get_instances(self, output_path: str) -> List[Instance]:
        rows = map(_by_people, self.data.rows(output_path))
        chosen = rows if self.language == ALL else rows_with(rows, "lang", self.language)
        return [
            instance
            for split, messages in groupby(chosen, key=itemgetter(0))
            for instance in _instances(split, (row for _, row in messages))
        ]


def _by_people(split_and_row: Tuple[str, Row]) -> Tuple[str, Row]:
    """The same, unless a model wrote the message."""
    _, row = split_and_row
    if row["model_name"] is not None:
        raise misfit("model_name", f"is {row['model_name']!r}, but all messages must be by people.")
    return split_and_row


def _instances(split: str, rows: Iterable[Row]) -> List[Instance]:
    prompts: Dict[str, str] = {}
    # An answer may stand before what it answers.
    answers: Dict[str, List[str]] = {}
    for row in rows:
        if row["parent_id"] is None:
            if row["role"] != "prompter" or row["message_id"] in prompts:
                raise misfit("message_id", "begins a conversation, but not as the prompter or not for the first time.")
            prompts[row["message_id"]] = row["text"]
        elif row["role"] == "assistant":
            answers.setdefault(row["parent_id"], []).append(row["text"])
    return [question_answer(text, answers.get(name, []), split) for name, text in prompts.items()]


@run_spec_function("open_assistant")
def open_assistant(num_respondents: int, language: str) -> RunSpec:
    return run_spec(
        f"open_assistant:language={language}",
        scenario(OpenAssistantScenario, language=language),
        get_instruct_adapter_spec(),
        get_instruction_following_critique_metric_specs(num_respondents),
        groups=["open_assistant"],
    )

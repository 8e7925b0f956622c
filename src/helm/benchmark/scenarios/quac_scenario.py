"""QuAC: questions of a dialogue about a section of Wikipedia that only the one who answers can see.

Paper   https://arxiv.org/abs/1808.07036
Data    https://quac.ai; train -> train, val -> valid
Licence CC BY-SA 4.0
Size    77 MB
"""

import json
import random
from typing import Any, Dict, List

from helm.benchmark.adaptation.common_adapter_specs import get_generation_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_f1_metric_specs
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TRAIN_SPLIT, VALID_SPLIT, Instance, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import question_answer, run_spec, scenario
from helm.data import Url, data_error

SEED = 0
MIN_TURNS = 3
NO_ANSWER = "CANNOTANSWER"
OTHER_WORDS_FOR_NO_ANSWER = ["Not enough information", "Cannot answer", "Do not know"]


class QuACScenario(Scenario):
    """The beginning of a dialogue, up to a question drawn at random, with all answers given to it."""

    name = "quac"
    description = "Questions of an information-seeking dialogue about a Wikipedia section (Choi et al., 2018)."
    tags = ["question_answering"]
    data = Url(
        "https://s3.amazonaws.com/my89public/quac/{split}_v0.2.json",
        "data/{split}.json",
        splits={"train": TRAIN_SPLIT, "val": VALID_SPLIT},
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="QuAC (Question Answering in Context)",
        short_display_name="QuAC",
        description=description,
        taxonomy=TaxonomyInfo(task="question answering", what="?", when="?", who="?", language="English"),
        main_metric="f1_score",
        main_split="valid",
    )

    def get_instances(self, output_path: str) -> List[Instance]:
        generator = random.Random(SEED)
        return [
            _instance(dialogue, split, generator)
            for theirs, split in self.data.splits.items()
            for dialogue in _dialogues(self.data.path(output_path, theirs))
        ]


def _dialogues(path: str) -> List[Dict[str, Any]]:
    with open(path, encoding="utf-8") as file:
        dialogues: List[Dict[str, Any]] = json.load(file)["data"]
    return dialogues


def _instance(dialogue: Dict[str, Any], split: str, generator: random.Random) -> Instance:
    paragraph = dialogue["paragraphs"][0]
    turns = paragraph["qas"]
    if len(turns) < MIN_TURNS:
        raise data_error(f"the dialogue about {dialogue['title']!r} has {len(turns)} turns, not {MIN_TURNS}", "quac")
    asked = generator.randint(MIN_TURNS, len(turns)) - 1
    # The turn right before the question is left out, as it always was.
    history = "".join(
        f"Question: {turn['question']}\nAnswer: {turn['orig_answer']['text']}\n\n" for turn in turns[: asked - 1]
    )
    prompt = (
        f"Title: {dialogue['title']}\n\nBackground: {dialogue['background']}\n\n"
        f"Section: {dialogue['section_title']}\nPassage: {_passage(paragraph['context'])}\n\n"
        f"{history}Question: {turns[asked]['question']}"
    )
    answers = list(dict.fromkeys(answer["text"] for answer in turns[asked]["answers"]))
    if answers == [NO_ANSWER]:
        answers += OTHER_WORDS_FOR_NO_ANSWER
    return question_answer(prompt, answers, split)


def _passage(context: str) -> str:
    """The passage without the mark at its end, which annotators chose where there was no answer."""
    mark = f" {NO_ANSWER}"
    if not context.endswith(mark):
        raise data_error(f"the passage {context[:50]!r}... does not end in {mark!r}", "quac")
    return context[: -len(mark)]


@run_spec_function("quac")
def quac() -> RunSpec:
    return run_spec(
        "quac",
        scenario(QuACScenario),
        get_generation_adapter_spec(output_noun="Answer", max_tokens=100),
        get_f1_metric_specs(),
        groups=["quac"],
    )

"""BoolQ: yes/no questions that people asked a search engine, each with a Wikipedia passage.

Paper   https://arxiv.org/abs/1905.10044; contrast sets https://arxiv.org/abs/2004.02709
Data    stanford-crfm/helm-scenarios on the hub; train -> train, dev -> valid
        https://github.com/allenai/contrast-sets: small changes of dev questions that change the answer
Licence CC BY-SA 3.0
"""

import json
from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Tuple, Union

from helm.benchmark.adaptation.common_adapter_specs import get_generation_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_bias_metric_specs, get_exact_match_metric_specs
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import (
    TRAIN_SPLIT,
    VALID_SPLIT,
    Instance,
    PassageQuestionInput,
    Scenario,
    ScenarioMetadata,
)
from helm.benchmark.scenarios.shapes import correct_reference, flag, passage_question, run_spec, scenario
from helm.data import Row, Url, data_error, misfit


@dataclass(frozen=True)
class _Contrast:
    """What is known of a question in the contrast sets."""

    answer: str
    perturbed: List[Tuple[str, str]]
    """Changed questions with their answers, which differ from the original's."""


class BoolQScenario(Scenario):
    """Passages and questions, answered Yes or No.

    Args:
        only_contrast: Leave out the validation questions that are not in the contrast sets.
    """

    name = "boolq"
    description = "Yes/no questions from web search about passages of Wikipedia (Clark et al., 2019)."
    tags = ["question_answering"]
    data = Url(
        "https://huggingface.co/datasets/stanford-crfm/helm-scenarios/resolve/main/boolq/{split}.jsonl",
        "data/{split}",
        splits={"train": TRAIN_SPLIT, "dev": VALID_SPLIT},
    )
    contrast_data = Url(
        "https://raw.githubusercontent.com/allenai/contrast-sets/main/BoolQ/boolq_perturbed.json",
        "data/boolq_perturbed.jsonl",
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="BoolQ",
        description=description,
        taxonomy=TaxonomyInfo(
            task="question answering",
            what="passages from Wikipedia, questions from search queries",
            when="2010s",
            who="web users",
            language="English",
        ),
        main_metric="quasi_exact_match",
        main_split="valid",
    )

    def __init__(self, only_contrast: Union[bool, str] = False):
        super().__init__()
        self.only_contrast = flag(only_contrast)

    def get_instances(self, output_path: str) -> List[Instance]:
        contrasts = self._contrasts(output_path)
        return [
            self._instance(row, split, contrasts.get(row["question"]) if split == VALID_SPLIT else None)
            for split, row in self.data.rows(output_path)
            if not (self.only_contrast and split == VALID_SPLIT and row["question"] not in contrasts)
        ]

    def _contrasts(self, output_path: str) -> Dict[str, _Contrast]:
        """Contrast sets by question; those that never change the answer are left out."""
        with open(self.contrast_data.path(output_path), encoding="utf-8") as stream:
            entries = json.load(stream)["data"][1:]
        contrasts: Dict[str, _Contrast] = {}
        for entry in entries:
            contrast, question = _contrast(entry), entry["question"]
            if not contrast.perturbed:
                continue
            if question in contrasts:
                raise data_error(f"question {question!r} is in the contrast sets twice.")
            contrasts[question] = contrast
        return contrasts

    def _instance(self, row: Row, split: str, contrast: Optional[_Contrast]) -> Instance:
        passage, answer = row["passage"], _yes_or_no(row["answer"])
        if contrast is None:
            return passage_question(passage, _as_question(row["question"]), answer, split)
        if contrast.answer != answer:
            raise misfit("answer", f"is {answer}, but {contrast.answer} in the contrast sets.", row.place)
        return passage_question(
            passage,
            _as_question(row["question"]),
            answer,
            split,
            contrast_inputs=[
                PassageQuestionInput(passage, _as_question(question)) for question, _ in contrast.perturbed
            ],
            contrast_references=[[correct_reference(changed)] for _, changed in contrast.perturbed],
        )


def _contrast(entry: Dict[str, Any]) -> _Contrast:
    # Only capitals count: "true" is a No here, as in earlier releases.
    answer = _yes_or_no(entry["answer"] == "TRUE")
    perturbed = [
        (changed["perturbed_q"], _yes_or_no(changed["answer"] == "TRUE")) for changed in entry["perturbed_questions"]
    ]
    return _Contrast(answer, [(question, other) for question, other in perturbed if question and other != answer])


def _yes_or_no(answer: object) -> str:
    return "Yes" if answer else "No"


def _as_question(text: str) -> str:
    """The question with a capital and a question mark, everything else in lower case."""
    stripped = text.strip()
    if stripped.endswith("?"):
        raise misfit("question", "ends in a question mark already.")
    return stripped.capitalize() + "?"


@run_spec_function("boolq")
def boolq(only_contrast: Union[bool, str] = False) -> RunSpec:
    return run_spec(
        "boolq" + (f":only_contrast={only_contrast}" if flag(only_contrast) else ""),
        scenario(BoolQScenario, only_contrast=only_contrast),
        get_generation_adapter_spec(input_noun="Passage", output_noun="Answer"),
        get_exact_match_metric_specs() + get_bias_metric_specs(),
        groups=["boolq"],
    )

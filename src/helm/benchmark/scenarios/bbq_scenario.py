"""BBQ: questions about two people of whom one belongs to a group that is stereotyped, with or without enough context.

Paper   https://arxiv.org/abs/2110.08193
Data    https://github.com/nyu-mll/BBQ, one file a category; all rows shuffled, the last 1000 -> test, the rest -> train
Licence CC BY 4.0
"""

import random
from dataclasses import replace
from typing import Dict, List, Sequence

from helm.benchmark.adaptation.adapter_spec import ADAPT_MULTIPLE_CHOICE_JOINT
from helm.benchmark.adaptation.common_adapter_specs import get_multiple_choice_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_bbq_metric_specs
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import (
    CORRECT_TAG,
    DEFAULT_TEST_SIZE,
    TEST_SPLIT,
    TRAIN_SPLIT,
    Instance,
    Output,
    PassageQuestionInput,
    Reference,
    Scenario,
    ScenarioMetadata,
)
from helm.benchmark.scenarios.shapes import alike, nested, one_of, option_index, run_spec, scenario, with_split
from helm.data import Row, Url

SEED = 0
ALL = "all"
CATEGORIES = (
    "Age",
    "Disability_status",
    "Gender_identity",
    "Nationality",
    "Physical_appearance",
    "Race_ethnicity",
    "Race_x_SES",
    "Race_x_gender",
    "Religion",
    "SES",
    "Sexual_orientation",
)
LETTERS = "ABC"
TARGET, NON_TARGET, UNKNOWN = "target", "non-target", "unknown"
# Answers are known to name nobody by their wording; other wordings count as naming somebody.
UNKNOWN_ANSWERS = {
    "Cannot answer",
    "Can't be determined",
    "Cannot be determined",
    "Can't answer",
    "Not known",
    "Not enough info",
    "Not enough information",
    "Not answerable",
    "Undetermined",
    "Unknown",
}


class BBQScenario(Scenario):
    """Questions with three answers: one person, the other, or that it cannot be told.

    What the metrics need to know of a question is in the tags of each reference, after `correct`: polarity of the
    question, ambiguity of the context, and the letters of the right answer, the stereotyped person, the other person
    and the answer that names nobody ("" where there is none).

    Args:
        subject: One of CATEGORIES, or "all".
    """

    name = "bbq"
    description = "Social bias in answers to questions about people, in eleven categories (Parrish et al., 2022)."
    tags = ["harms", "bias"]
    data = Url("https://raw.githubusercontent.com/nyu-mll/BBQ/main/data/{split}.jsonl", "data/{split}")
    metadata = ScenarioMetadata(
        name=name,
        display_name="BBQ (Bias Benchmark for Question Answering)",
        short_display_name="BBQ",
        description=description,
        taxonomy=TaxonomyInfo(task="?", what="n/a", when="n/a", who="n/a", language="synthetic"),
        main_metric="bbq_accuracy",
        main_split="test",
    )

    def __init__(self, subject: str = ALL):
        super().__init__()
        self.subject = one_of(subject, (ALL, *CATEGORIES), "subject")

    def get_instances(self, output_path: str) -> List[Instance]:
        categories = CATEGORIES if self.subject == ALL else [self.subject]
        data = replace(self.data, splits={category: category for category in categories})
        instances = [_instance(category, row) for category, row in data.rows(output_path)]
        random.Random(SEED).shuffle(instances)
        num_train = max(len(instances) - DEFAULT_TEST_SIZE, 0)
        return with_split(instances[:num_train], TRAIN_SPLIT) + instances[num_train:]


def _instance(category: str, row: Row) -> Instance:
    """The question, for testing."""
    answers = [row[f"ans{index}"] for index in range(len(LETTERS))]
    right = option_index(row["label"], range(len(LETTERS)), "label")
    people = _people(category, row)
    tags = [
        "negative" if row["question_polarity"] == "neg" else "non-negative",
        "ambiguous" if row["context_condition"] == "ambig" else "non-ambiguous",
        LETTERS[right],
        *(people.get(kind, "") for kind in (TARGET, NON_TARGET, UNKNOWN)),
    ]
    correct = alike(answers, right)
    references = [
        Reference(Output(text=answer), tags=[CORRECT_TAG, *tags] if index in correct else list(tags))
        for index, answer in enumerate(answers)
    ]
    return Instance(PassageQuestionInput(row["context"], row["question"]), references, split=TEST_SPLIT)


def _people(category: str, row: Row) -> Dict[str, str]:
    """Whom an answer names (TARGET, NON_TARGET or UNKNOWN) -> the answer's letter, of several the last one."""
    infos = nested(row["answer_info"], "answer_info")
    groups = nested(row["additional_metadata"], "additional_metadata")["stereotyped_groups"]
    people = {}
    for index, letter in enumerate(LETTERS):
        info = infos[f"ans{index}"]
        if not UNKNOWN_ANSWERS.isdisjoint(info):
            kind = UNKNOWN
        else:
            kind = TARGET if any(_belongs(info, group, category) for group in groups) else NON_TARGET
        people[kind] = letter
    return people


def _belongs(info: Sequence[str], group: str, category: str) -> bool:
    """Whether what is known of an answer's person puts them in the stereotyped group."""
    if group in info:
        return True
    marks = [f"lowSES-M-{group}", f"lowSES-F-{group}"]
    if category == "Race_ethnicity" and group in ("Black", "African American", "Latino"):
        marks.append(group)
    if category == "SES" and group == "low SES":
        marks.append("lowSES")
    if category == "Race_x_SES":
        marks.append(f"lowSES-{group}")
    return any(mark in word for mark in marks for word in info)


@run_spec_function("bbq")
def bbq(subject: str, method: str = ADAPT_MULTIPLE_CHOICE_JOINT) -> RunSpec:
    return run_spec(
        f"bbq:subject={subject},method={method}",
        scenario(BBQScenario, subject=subject),
        get_multiple_choice_adapter_spec(
            method=method,
            instructions="The following are multiple choice questions (with answers).",
            input_noun="Passage",
            output_noun="Answer",
        ),
        get_bbq_metric_specs(),
        groups=["bbq"],
    )

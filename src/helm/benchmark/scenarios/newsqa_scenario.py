"""NewsQA: questions about articles of CNN, answered by spans of them.

Paper   https://arxiv.org/abs/1611.09830
Data    https://github.com/Maluuba/newsqa, which only those who accept its terms can make; put it at PATH.
        One question a story; train -> train, dev and test -> valid
"""

import random
from pathlib import Path
from typing import Iterator, List

from helm.benchmark.adaptation.common_adapter_specs import get_generation_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_f1_metric_specs
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TRAIN_SPLIT, VALID_SPLIT, Instance, Scenario
from helm.benchmark.scenarios.shapes import nested, question_answer, run_spec, scenario
from helm.data import Row, asking_for, data_error
from helm.data.place import numbered
from helm.data.readers import read_json

PATH = Path("restricted", "newsqa", "combined-newsqa-data-v1.json")
"""Below the working directory."""
SEED = 0
NO_ANSWER = "No Answer"


class NewsQAScenario(Scenario):
    """An article, one question about it drawn at random, and the answers that annotators marked."""

    name = "newsqa"
    description = "Questions about news articles, answered by spans of the text (Trischler et al., 2017)."
    tags = ["question_answering"]

    def get_instances(self, output_path: str) -> List[Instance]:
        generator = random.Random(SEED)
        with asking_for(type(self).__name__):
            return [
                _instance(story, generator.choice(asked)) for story in _stories() if (asked := _good_questions(story))
            ]


def _stories() -> Iterator[Row]:
    if not PATH.exists():
        raise data_error(
            f"{PATH.absolute()} does not exist; make this file as https://github.com/Maluuba/newsqa tells, which asks "
            "you to accept the terms of the articles, and put it there."
        )
    content = read_json(str(PATH))
    if not isinstance(content, dict) or not content.get("data"):
        raise data_error(f"{PATH} must hold a list of stories under 'data', but has none.")
    return numbered(content["data"], str(PATH))


def _good_questions(story: Row) -> List[Row]:
    """The questions of a story that no annotator called bad."""
    questions = (nested(question, "questions") for question in story["questions"])
    return [
        question
        for question in questions
        if question.get("isQuestionBad", 0.0) == 0.0
        and nested(question["consensus"], "consensus").get("badQuestion") is not True
    ]


def _instance(story: Row, question: Row) -> Instance:
    consensus = nested(question["consensus"], "consensus")
    # Only the first answer of each annotator counts. That it has the key "noAnswer" is enough, whatever the value.
    given = (nested(answer, "answers")["sourcerAnswers"][:1] for answer in question["answers"])
    marked = [nested(span, "sourcerAnswers") for spans in given for span in spans]
    answers = [_answer(story["text"], consensus, consensus.get("noAnswer") is True)]
    answers += [_answer(story["text"], span, "noAnswer" in span) for span in marked]
    return question_answer(
        f"{story['text']}\n\nQuestion: {question['q']}",
        list(dict.fromkeys(answers)),
        TRAIN_SPLIT if story["type"] == "train" else VALID_SPLIT,
    )


def _answer(text: str, span: Row, is_absent: bool) -> str:
    return NO_ANSWER if is_absent else text[span["s"] : span["e"]]


@run_spec_function("news_qa")
def news_qa() -> RunSpec:
    return run_spec(
        "news_qa",
        scenario(NewsQAScenario),
        get_generation_adapter_spec(input_noun="Passage", output_noun="Answer", max_tokens=50),
        get_f1_metric_specs(),
        groups=["news_qa"],
    )

"""Natural Questions: what people asked a search engine, answered from Wikipedia.

Paper   https://aclanthology.org/Q19-1026
Data    https://ai.google.com/research/NaturalQuestions, the five files of the dev set; in each, questions with a short
        answer go to train and valid by turns
Licence CC BY-SA 3.0
Size    about 1 GB
"""

import gzip
import html
import json
import random
import re
from pathlib import Path
from typing import Any, Dict, Iterator, List

from helm.benchmark.adaptation.common_adapter_specs import get_generation_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_f1_metric_specs
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TRAIN_SPLIT, VALID_SPLIT, Instance, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import one_of, question_answer, run_spec, scenario
from helm.common.atomic_files import atomic_write
from helm.data import Url

SEED = 0
NUM_FILES = 5
CLOSED_BOOK = "closedbook"
OPEN_BOOK_WIKI = "openbook_wiki"
OPEN_BOOK_LONG_ANSWER = "openbook_longans"
DISPLAY_NAMES = {
    CLOSED_BOOK: "NaturalQuestions (closed-book)",
    OPEN_BOOK_LONG_ANSWER: "NaturalQuestions (open-book)",
    OPEN_BOOK_WIKI: "NaturalQuestions (open-book Wiki)",
}
NO_BREAK_SPACE = b"\xc2\xa0"
TAG = re.compile("<([^>]*)>")

Question = Dict[str, Any]
"""title, document, question, and two parallel lists: short_answers and the long_answers they stand in."""


class NaturalQAScenario(Scenario):
    """Questions with their short answers.

    Args:
        mode: What goes before the question: nothing (closedbook), the whole page (openbook_wiki) or the paragraph with
            the answer (openbook_longans).
    """

    name = "natural_qa"
    description = "Questions from web search with short answers found in Wikipedia (Kwiatkowski et al., 2019)."
    tags = ["question_answering"]
    data = Url(
        "https://storage.googleapis.com/natural_questions/v1.0/dev/{split}.jsonl.gz",
        "data/{split}.jsonl.gz",
    )

    def __init__(self, mode: str):
        super().__init__()
        self.mode = one_of(mode, DISPLAY_NAMES, "mode")

    def get_instances(self, output_path: str) -> List[Instance]:
        generator = random.Random(SEED)
        return [
            self._instance(question, (TRAIN_SPLIT, VALID_SPLIT)[index % 2], generator)
            for number in range(NUM_FILES)
            for index, question in enumerate(_questions(self.data.path(output_path, f"nq-dev-0{number}")))
        ]

    def _instance(self, question: Question, split: str, generator: random.Random) -> Instance:
        answers = question["short_answers"]
        chosen = generator.randint(0, len(answers) - 1)
        expected = [answers[chosen]] if split == TRAIN_SPLIT else list(dict.fromkeys(answers))
        return question_answer(self._context(question, chosen) + question["question"], expected, split)

    def _context(self, question: Question, chosen: int) -> str:
        """What goes before the question, if the answer at index `chosen` is the expected one."""
        if self.mode == OPEN_BOOK_WIKI:
            return f"Title: {question['title']}\n\nPassage: {question['document']}\n\nQuestion: "
        if self.mode == OPEN_BOOK_LONG_ANSWER:
            return f"Passage: {question['long_answers'][chosen]}\n\nQuestion: "
        return ""

    def get_metadata(self) -> ScenarioMetadata:
        return ScenarioMetadata(
            name=f"natural_qa_{self.mode}",
            display_name=DISPLAY_NAMES[self.mode],
            description=self.description,
            taxonomy=TaxonomyInfo(
                task="question answering",
                what="passages from Wikipedia, questions from search queries",
                when="2010s",
                who="web users",
                language="English",
            ),
            main_metric="f1_score",
            main_split="valid",
        )


def _questions(path: str) -> Iterator[Question]:
    """The questions of a file that have a short answer. They are kept beside it, since reading it takes minutes."""
    kept = Path(f"{path}-instances.jsonl")
    if not kept.exists():
        with atomic_write(kept) as file:
            file.writelines(json.dumps(question) + "\n" for question in _read(path))
    with kept.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _read(path: str) -> Iterator[Question]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            question = _question(json.loads(line))
            if question["short_answers"]:
                yield question


def _question(row: Dict[str, Any]) -> Question:
    page = row["document_html"].encode("utf-8")
    answers = [
        (_text(page, short), _text(page, annotation["long_answer"]))
        for annotation in row["annotations"]
        for short in annotation["short_answers"]
    ]
    # The capital letter is the only one: capitalize() puts all others in lower case.
    question = row["question_text"].capitalize()
    return {
        "title": row["document_title"],
        "document": " ".join(_token(token["token"]) for token in row["document_tokens"]),
        "question": question if question.endswith("?") else f"{question}?",
        "long_answers": [long for _, long in answers],
        "short_answers": [short for short, _ in answers],
    }


def _text(page: bytes, place: Dict[str, int]) -> str:
    """The text of a part of the page, which is given in bytes."""
    return _plain(page[place["start_byte"] : place["end_byte"]].replace(NO_BREAK_SPACE, b" ").decode("utf-8"))


def _token(token: str) -> str:
    return _plain(token.replace(" ", "_"))


def _plain(text: str) -> str:
    """The text without entities and tags; a tag written with entities goes too."""
    return TAG.sub("", html.unescape(text))


@run_spec_function("natural_qa")
def natural_qa(mode: str) -> RunSpec:
    return run_spec(
        f"natural_qa:mode={mode}",
        scenario(NaturalQAScenario, mode=mode),
        # Open-book inputs bring their own headings.
        get_generation_adapter_spec(
            input_noun="Question" if mode == CLOSED_BOOK else None, output_noun="Answer", max_tokens=300
        ),
        get_f1_metric_specs(),
        groups=[f"natural_qa_{mode}"],
    )

"""bAbI: questions about short made-up stories, twenty kinds of reasoning.

Paper   https://arxiv.org/abs/1502.05698
Data    http://www.thespermwhale.com/jaseweston/babi/tasks_1-20_v1-2.tar.gz, folder en-valid; its own splits
Licence CC BY 3.0
Size    19 MB
"""

from typing import Iterator, List, Union

from helm.benchmark.adaptation.common_adapter_specs import get_generation_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_exact_match_metric_specs
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import ALL_SPLITS, Instance, PassageQuestionInput, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import looked_up, one_of, question_answer, run_spec, scenario
from helm.data import Archive, data_error

TASKS = range(1, 21)
PATH_FINDING = 19
DIRECTIONS = {"s": "south", "n": "north", "e": "east", "w": "west"}


class BabiQAScenario(Scenario):
    """The story so far, a question, and its answer of a word or a few.

    Args:
        task: 1 to 20, or "all".
    """

    name = "babi_qa"
    description = "Questions about short simulated stories that need twenty kinds of reasoning (Weston et al., 2015)."
    tags = ["question_answering"]
    data = Archive(
        "http://www.thespermwhale.com/jaseweston/babi/tasks_1-20_v1-2.tar.gz",
        "data/tasks_1-20_v1-2",
        "en-valid/{split}.txt",
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="bAbI",
        description=description,
        taxonomy=TaxonomyInfo(
            task="question answering", what="reasoning", when="2015", who="synthetic", language="English"
        ),
        main_metric="quasi_exact_match",
        main_split="test",
    )

    def __init__(self, task: Union[int, str]):
        super().__init__()
        self.tasks = list(TASKS) if task == "all" else [int(one_of(str(task), map(str, TASKS), "task"))]

    def get_instances(self, output_path: str) -> List[Instance]:
        return [
            instance
            for task in self.tasks
            for split in ALL_SPLITS
            for instance in _read(self.data.path(output_path, f"qa{task}_{split}"), task, split)
        ]


def _read(path: str, task: int, split: str) -> Iterator[Instance]:
    """The questions of a file, each with the facts before it in its story. Line number 1 begins a new story."""
    story = ""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            number, _, text = line.partition(" ")
            if number == "1":
                story = ""
            if "?" not in text:
                story += text
                continue
            question, tab, rest = text.partition("\t")
            if not tab:
                raise data_error(f"line {line!r} of {path} has a question but no answer after a tab.")
            answer = rest.split("\t")[0].strip()
            # The facts end in line breaks already.
            passage = PassageQuestionInput(passage=story, question=question.strip(), separator="")
            yield question_answer(passage, _directions(answer) if task == PATH_FINDING else answer, split)


def _directions(letters: str) -> str:
    return " ".join(looked_up(DIRECTIONS, letter, "answer") for letter in letters.split(","))


@run_spec_function("babi_qa")
def babi_qa(task: Union[int, str] = "all") -> RunSpec:
    return run_spec(
        f"babi_qa:task={task}",
        scenario(BabiQAScenario, task=task),
        get_generation_adapter_spec(input_noun="Passage", output_noun="Answer"),
        get_exact_match_metric_specs(),
        groups=["babi_qa"],
    )

"""LMentry: tasks that are trivial for people, such as writing the last word of a sentence.

Paper   https://arxiv.org/abs/2211.02069
Data    https://github.com/aviaefrat/lmentry; all -> test
"""

from typing import Callable, Iterator, List, NamedTuple, Tuple

from helm.benchmark.adaptation.adapter_spec import ADAPT_GENERATION, ADAPT_MULTIPLE_CHOICE_JOINT
from helm.benchmark.adaptation.common_adapter_specs import (
    get_generation_adapter_spec,
    get_multiple_choice_joint_adapter_spec,
)
from helm.benchmark.metrics.common_metric_specs import get_basic_metric_specs, get_exact_match_metric_specs
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TEST_SPLIT, Instance, Scenario
from helm.benchmark.scenarios.shapes import multiple_choice, nested, one_of, run_spec, scenario
from helm.data import Row, Url, asking_for, data_error
from helm.data.place import numbered

METHODS = (ADAPT_GENERATION, ADAPT_MULTIPLE_CHOICE_JOINT)


class Options(NamedTuple):
    """What can be answered, and what is right."""

    texts: List[str]
    answer: str


def _all_words(facts: Row) -> Options:
    return Options(["yes", "no"], "yes" if facts["num_distractors"] == 0 else "no")


def _any_words(facts: Row) -> Options:
    return Options(["yes", "no"], "yes" if facts["category_words"] else "no")


def _numbers(facts: Row) -> Options:
    return Options([str(facts["n1"]), str(facts["n2"])], str(facts["answer"]))


def _words(facts: Row) -> Options:
    return Options([facts["word1"], facts["word2"]], facts["answer"])


def _answer(facts: Row) -> Options:
    return Options([facts["answer"]], facts["answer"])


def _distractor(facts: Row) -> Options:
    return Options([facts["answer"], facts["distractor"]], facts["answer"])


def _distractors(facts: Row) -> Options:
    return Options([facts["answer"], *facts["distractors"]], facts["answer"])


class Task(NamedTuple):
    """One task: what its files are called besides the task itself, and what can be answered."""

    options: Callable[[Row], Options]
    variants: Tuple[str, ...] = ()


LENGTHS = ("_length_diff_1", "_length_diff_3plus")
TASKS = {
    "all_words_from_category": Task(_all_words, ("_0_distractors", "_1_distractors", "_2_distractors")),
    "any_words_from_category": Task(_any_words, ("_3_distractors", "_4_distractors", "_5_distractors")),
    "bigger_number": Task(_numbers),
    "smaller_number": Task(_numbers),
    "first_alphabetically": Task(
        _words, ("_consecutive_first_letter", "_different_first_letter", "_far_first_letter", "_same_first_letter")
    ),
    "less_letters": Task(_words, LENGTHS),
    "more_letters": Task(_words, LENGTHS),
    "first_letter": Task(_answer),
    "last_letter": Task(_answer),
    "first_word": Task(_answer),
    "last_word": Task(_answer),
    "word_after": Task(_answer),
    "word_before": Task(_answer),
    "homophones": Task(_distractor),
    "rhyming_word": Task(_distractor, ("_orthographically_different", "_orthographically_similar")),
    "least_associated_word": Task(_distractors),
    "most_associated_word": Task(_distractors),
}


class LMEntryScenario(Scenario):
    """A question, and what can be answered; where that is not limited, the right answer only.

    Args:
        task: A key of TASKS.
    """

    name = "lm_entry"
    description = "Questions about words, letters and numbers that are trivial for people (Efrat et al., 2022)."
    tags: List[str] = []
    data = Url("https://raw.githubusercontent.com/aviaefrat/lmentry/main/data/{split}.json", "{split}.json")

    def __init__(self, task: str):
        super().__init__()
        self.task = one_of(task, TASKS, "task")

    def get_instances(self, output_path: str) -> List[Instance]:
        return [
            self._instance(row)
            for variant in ("", *TASKS[self.task].variants)
            for row in self._rows(output_path, self.task + variant)
        ]

    def _rows(self, output_path: str, file: str) -> Iterator[Row]:
        content = self.data.json(output_path, file)
        examples = content.get("examples") if isinstance(content, dict) else None
        address = self.data.address.format(split=file)
        with asking_for(type(self).__name__):
            if not isinstance(examples, dict) or not examples:
                raise data_error(f"{address} has no 'examples', which must be an object of examples.")
            return numbered(examples.values(), address)

    def _instance(self, row: Row) -> Instance:
        options = TASKS[self.task].options(nested(row["metadata"], "metadata"))
        right = [index for index, text in enumerate(options.texts) if text == options.answer]
        return multiple_choice(_question(row["input"]), options.texts, right, TEST_SPLIT)


def _question(text: str) -> str:
    """The question without the `Q:` and `A:` that run specs add."""
    text = text.removeprefix("Q: ")
    return text.removesuffix("\n") if text.endswith("\n") else text.removesuffix("\nA:")


@run_spec_function("lm_entry")
def lm_entry(task: str, method: str = ADAPT_GENERATION) -> RunSpec:
    one_of(task, TASKS, "task")
    has_options = TASKS[task].options is not _answer
    if (
        one_of(method, METHODS if has_options else [ADAPT_GENERATION], f"method for the task {task}")
        == ADAPT_GENERATION
    ):
        adapter_spec = get_generation_adapter_spec(
            instructions="Answer the following question in one word.",
            input_noun="Q",
            output_noun="\nA",
            max_tokens=10,
            stop_sequences=[],
        )
        metric_specs = get_basic_metric_specs(["quasi_exact_match", "quasi_prefix_exact_match", "f1_score"])
    else:
        adapter_spec = get_multiple_choice_joint_adapter_spec(
            instructions="Answer the following multiple choice question with a single letter.",
            input_noun="Question",
            output_noun="\nAnswer",
        )
        metric_specs = get_exact_match_metric_specs()
    return run_spec(
        f"lm_entry:task={task},method={method}",
        scenario(LMEntryScenario, task=task),
        adapter_spec,
        metric_specs,
        groups=["lm_entry"],
    )

"""Legal texts with labels, of which there can be many: what the tasks of LexGLUE and LEXTREME have in common."""

from abc import abstractmethod
from dataclasses import dataclass
from random import Random
from typing import ClassVar, Iterable, Iterator, List, Mapping, NamedTuple, Sequence, Union

from helm.benchmark.adaptation.common_adapter_specs import get_generation_adapter_spec
from helm.benchmark.metrics.common_metric_specs import (
    get_basic_generation_metric_specs,
    get_classification_metric_specs,
    get_generic_metric_specs,
)
from helm.benchmark.run_spec import RunSpec
from helm.benchmark.scenarios.scenario import (
    TEST_SPLIT,
    TRAIN_SPLIT,
    VALID_SPLIT,
    Input,
    Instance,
    Reference,
    Scenario,
    ScenarioSpec,
)
from helm.benchmark.scenarios.shapes import correct_reference, one_of, run_spec, wrong_reference

SPLITS = {"train": TRAIN_SPLIT, "validation": VALID_SPLIT, "test": TEST_SPLIT}
ALL = "all"
MAX_WRONG_LABELS = 30
SEVERAL_LABELS = (
    " If there is no label reply n/a, if there are multiple labels specify all of them separated by a comma."
)


class TaskType:
    """What there is to be said of a text."""

    SLTC = "SingleLabelTextClassification"
    MLTC = "MultiLabelTextClassification"
    NER = "NamedEntityRecognition"
    QA = "QuestionAnswering"


@dataclass(frozen=True)
class LegalTask:
    """One task, and how models are asked."""

    type: str
    """One of TaskType."""
    max_train_instances: int
    max_tokens: int
    instructions: str
    """What is asked; how to answer, or which tags there are, is added to it."""
    tag_list: str = ""
    """For NER, what a token can be: the tag 0, 1, and so on, with commas between them."""

    @property
    def tags(self) -> List[str]:
        return self.tag_list.split(", ")

    @property
    def has_several_labels(self) -> bool:
        return self.type == TaskType.MLTC

    @property
    def full_instructions(self) -> str:
        return self.instructions + (SEVERAL_LABELS if self.has_several_labels else self.tag_list)


class LabelledText(NamedTuple):
    """A row as it is read; the wrong labels are only known when all rows are."""

    split: str
    text: Union[str, List[str]]
    """Or texts of the same meaning, of which one is to be drawn."""
    labels: List[str]


class LegalTasksScenario(Scenario):
    """The instances of one of `tasks`, or of all of them.

    Args:
        subset: A key of `tasks`; "all" for all of them, one after the other.

    Raises:
        ConfigError: there is no such subset.
    """

    tasks: ClassVar[Mapping[str, LegalTask]]

    def __init__(self, subset: str):
        super().__init__()
        known = list(self.tasks)
        self.subsets = known if subset == ALL else [one_of(subset, [*known, ALL], "subset")]

    def get_instances(self, output_path: str) -> List[Instance]:
        rng = Random(42)
        return [instance for subset in self.subsets for instance in self._of_subset(subset, rng, output_path)]

    @abstractmethod
    def _of_subset(self, subset: str, rng: Random, output_path: str) -> Iterator[Instance]:
        """The instances of a task; what is drawn for them is drawn with `rng`."""


def occurring_labels(texts: Iterable[LabelledText]) -> List[str]:
    """All labels that the texts have, in alphabetical order (numbers too)."""
    return sorted({label for text in texts for label in text.labels})


def labelled_instance(rng: Random, text: LabelledText, classes: Sequence[str]) -> Instance:
    """A text with its labels, and of the other classes some, drawn at random."""
    references = label_references(rng, [label for label in classes if label not in text.labels], text.labels)
    # Drawn after the references, as the order of random numbers decides what they are.
    shown = text.text if isinstance(text.text, str) else rng.choice(text.text)
    return Instance(Input(text=shown), references, split=text.split)


def label_references(rng: Random, wrong: Sequence[str], right: Sequence[str]) -> List[Reference]:
    """Some of the wrong answers, drawn at random, and then all right ones."""
    drawn = list(wrong)
    rng.shuffle(drawn)
    return [*map(wrong_reference, drawn[:MAX_WRONG_LABELS]), *map(correct_reference, right)]


def legal_run_spec(group: str, subset: str, task: LegalTask, scenario_spec: ScenarioSpec) -> RunSpec:
    """How a task is run: the model writes the label, or several with commas between them."""
    delimiter = ", " if task.has_several_labels else None
    is_classification = task.type in (TaskType.SLTC, TaskType.MLTC)
    scores = get_classification_metric_specs(delimiter=delimiter) if is_classification else []
    return run_spec(
        f"{group}:subset={subset}",
        scenario_spec,
        get_generation_adapter_spec(
            instructions=task.full_instructions,
            input_noun="Passage",
            output_noun="Answer",
            max_train_instances=task.max_train_instances,
            max_tokens=task.max_tokens,
            multi_label=task.has_several_labels,
        ),
        get_basic_generation_metric_specs([]) + get_generic_metric_specs() + scores,
        groups=[group],
    )

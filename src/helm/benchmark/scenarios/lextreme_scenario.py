"""LEXTREME: tasks of understanding legal texts in 24 languages.

Paper   https://arxiv.org/abs/2301.13126
Data    joelito/lextreme on the hub; train -> train, validation -> valid, test -> test
Licence of each task its own
"""

import ast
from random import Random
from typing import Iterator, List, Sequence

from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.legal_tasks import (
    SPLITS,
    LabelledText,
    LegalTasksScenario,
    TaskType,
    label_references,
    labelled_instance,
    legal_run_spec,
    occurring_labels,
)
from helm.benchmark.scenarios.lextreme_tasks import TASKS
from helm.benchmark.scenarios.scenario import (
    Input,
    Instance,
    ScenarioMetadata,
)
from helm.benchmark.scenarios.shapes import one_of, option_index, scenario
from helm.data import HubDataset, Row, misfit

NO_ENTITY = "O"
# Texts of these tasks are given in many languages, of which one is drawn.
MULTILINGUAL = "multi_eurlex"


class LEXTREMEScenario(LegalTasksScenario):
    """A text; some wrong labels and then all right ones. Of tasks with several labels a text, labels are numbers; of
    named entity recognition, a label is the sequence of all tags.

    Args:
        subset: A key of TASKS; "all" for all of them, one after the other.
    """

    name = "lextreme"
    description = "Eighteen tasks on legal texts in 24 European languages (Niklaus et al., 2023)."
    tasks = TASKS
    tags = ["single_label_text_classification", "multi_label_text_classification", "named_entity_recognition"]
    data = HubDataset("joelito/lextreme", splits=SPLITS)
    metadata = ScenarioMetadata(
        name=name,
        display_name="LEXTREME",
        description=description,
        main_metric="classification_macro_f1",
        main_split="test",
    )

    def _of_subset(self, subset: str, rng: Random, output_path: str) -> Iterator[Instance]:
        task, rows = TASKS[subset], self.data.with_config(subset).rows(output_path)
        if task.type == TaskType.NER:
            return (_tagged(rng, row, task.tags, split) for split, row in rows)
        names = self.data.with_config(subset).label_names("label") if task.type == TaskType.SLTC else []
        texts = [_labelled(row, names, subset, split) for split, row in rows]
        classes = names or occurring_labels(texts)
        return (labelled_instance(rng, text, classes) for text in texts)


def _tagged(rng: Random, row: Row, known: Sequence[str], split: str) -> Instance:
    tags = [known[option_index(label, range(len(known)), "label")] for label in row["label"]]
    references = label_references(rng, _wrong_sequences(tags, known), [_quoted(tags)])
    return Instance(Input(text=_quoted(row["input"])), references, split=split)


def _labelled(row: Row, names: List[str], subset: str, split: str) -> LabelledText:
    if names:
        labels = [names[option_index(row["label"], range(len(names)), "label")]]
    else:
        labels = [str(label) for label in row["label"]]
    return LabelledText(split, _by_language(row["input"]) if subset.startswith(MULTILINGUAL) else row["input"], labels)


def _by_language(literal: str) -> List[str]:
    """The texts of the literal {language: text or None}."""
    try:
        texts = [text for text in ast.literal_eval(literal).values() if text is not None]
    except (ValueError, SyntaxError, AttributeError) as error:
        raise misfit("input", f"is no dictionary of texts: {literal[:100]!r}.") from error
    if not texts:
        raise misfit("input", "has no text in any language.")
    return texts


def _quoted(words: Sequence[str]) -> str:
    return " ".join(f'"{word}"' for word in words)


def _wrong_sequences(tags: List[str], known: Sequence[str]) -> List[str]:
    """Sequences in which all entities have the same, wrong tag; none for a text with one kind of tag only."""
    if len(set(tags)) < 2:
        return []
    wrong = [tag for tag in known if tag not in tags and tag != NO_ENTITY]
    return [_quoted([NO_ENTITY if tag == NO_ENTITY else other for tag in tags]) for other in wrong]


@run_spec_function("lextreme")
def lextreme(subset: str) -> RunSpec:
    task = TASKS[one_of(subset, TASKS, "subset")]
    return legal_run_spec("lextreme", subset, task, scenario(LEXTREMEScenario, subset=subset))

"""The regular part of a benchmark file: instances of the shapes that recur, and short forms of specs.

    return [
        multiple_choice(row["question"], row["options"], correct=row["answer_index"], split=split)
        for split, row in self.data.rows(output_path)
    ]

Where rows come from is declared by `helm.data` (HubDataset, Url, Archive, HubFile). Values of a row that do not fit are
a DataError that names scenario, source, row and field.
"""

import math
import os
import re
from dataclasses import replace
from typing import Any, Dict, Iterable, Iterator, List, Mapping, Optional, Sequence, Tuple, TypeVar, Union

from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.annotation.annotator import AnnotatorSpec
from helm.benchmark.metrics.metric import MetricSpec
from helm.benchmark.run_spec import RunSpec
from helm.benchmark.scenarios.scenario import (
    CORRECT_TAG,
    Input,
    Instance,
    Output,
    PassageQuestionInput,
    Reference,
    Scenario,
    ScenarioSpec,
)
from helm.common.errors import ConfigError, nearest
from helm.common.output_paths import find_folder, folder_name, get_benchmark_output_path
from helm.data import Row, data_error, misfit
from helm.data.place import Place

T = TypeVar("T")
_MISSING = re.compile(r"|#N/A( N/A)?|#NA|-?1\.#(IND|QNAN)|-?NaN|-?nan|<NA>|N/A|NA|NULL|None|n/a|null")


def one_of(value: T, allowed: Iterable[T], name: str) -> T:
    """`value`, which must be among `allowed`.

    Raises:
        ConfigError: it is not; the message calls it `name`.
    """
    known = list(allowed)
    if value not in known:
        hint = nearest(str(value), map(str, known))
        raise ConfigError(f"{name} is {value!r}, but must be one of {', '.join(map(repr, known))}{hint}")
    return value


def flag(value: Union[bool, str]) -> bool:
    """A yes/no argument of a run entry: True, or "true" in any case."""
    return str(value).lower() == "true"


def correct_reference(text: str) -> Reference:
    """A right answer."""
    return Reference(Output(text=text), tags=[CORRECT_TAG])


def wrong_reference(text: str) -> Reference:
    """A wrong answer."""
    return Reference(Output(text=text), tags=[])


def option_references(options: Sequence[str], correct: Union[int, Sequence[int]]) -> List[Reference]:
    """The options as references, those at the index (or indices) `correct` tagged.

    Raises:
        DataError: there is no option of such an index.
    """
    indices = [correct] if isinstance(correct, int) else list(correct)
    for index in indices:
        _check_index(index, options)
    return [
        correct_reference(option) if index in indices else wrong_reference(option)
        for index, option in enumerate(options)
    ]


def alike(options: Sequence[str], index: int) -> List[int]:
    """Indices of the options that read like the one at `index`, itself among them, for benchmarks that compare texts.

    Raises:
        DataError: there is no option of this index.
    """
    _check_index(index, options)
    return [other for other, option in enumerate(options) if option == options[index]]


def _check_index(index: int, options: Sequence[str]) -> None:
    if not 0 <= index < len(options):
        raise misfit("correct option", f"has index {index}, but there are {len(options)} options.")


def multiple_choice(
    question: Union[str, Input],
    options: Sequence[str],
    correct: Union[int, Sequence[int]],
    split: str,
    **fields: Any,
) -> Instance:
    """A question with options.

    Args:
        question: Its text, or an input.
        options: The texts to choose from.
        correct: Index of the right option, from 0, or indices of all right ones.
        split: train, valid or test.
        fields: Other fields of the instance.

    Raises:
        DataError: there is no option of such an index.
    """
    return Instance(_input(question), option_references(options, correct), split=split, **fields)


def classification(text: Union[str, Input], label: str, labels: Sequence[str], split: str, **fields: Any) -> Instance:
    """A text with all labels as references, the right one tagged.

    Raises:
        DataError: the label is not among the labels.
    """
    return multiple_choice(text, labels, option_index(label, labels, "label"), split, **fields)


def question_answer(
    question: Union[str, Input], answers: Union[str, Sequence[str]], split: str, **fields: Any
) -> Instance:
    """A question with its right answer or answers: generation, short answers, summaries, translations."""
    texts = [answers] if isinstance(answers, str) else answers
    return Instance(_input(question), [correct_reference(text) for text in texts], split=split, **fields)


def passage_question(
    passage: str, question: str, answers: Union[str, Sequence[str]], split: str, **fields: Any
) -> Instance:
    """A passage, a question about it, and its right answer or answers."""
    return question_answer(PassageQuestionInput(passage=passage, question=question), answers, split, **fields)


def generation(text: Union[str, Input], split: str, **fields: Any) -> Instance:
    """A text to go on from, without references: open-ended generation, language modeling."""
    return Instance(_input(text), references=[], split=split, **fields)


def _input(text: Union[str, Input]) -> Input:
    return text if isinstance(text, Input) else Input(text=text)


def with_split(instances: Iterable[Instance], split: str) -> List[Instance]:
    """The instances in another split, for benchmarks that divide theirs after a shuffle."""
    return [replace(instance, split=split) for instance in instances]


def option_index(value: Any, labels: Sequence[Any], field: str) -> int:
    """Which of the options' labels (letters, usually) the value of a row's field is, from 0.

    Raises:
        DataError: it is none of them.
    """
    return looked_up({label: index for index, label in enumerate(labels)}, value, field)


def looked_up(table: Mapping[Any, T], value: Any, field: str) -> T:
    """What `table` has for the value of a row's field.

    Raises:
        DataError: the table has nothing for it.
    """
    if value not in table:
        raise misfit(field, f"is {value!r}, but must be one of {', '.join(map(repr, table))}.")
    return table[value]


def nested(value: Any, field: str) -> Row:
    """The object in a row's field (or in a list there), whose missing fields are errors like the row's own.

    Raises:
        DataError: `value` is no object.
    """
    if not isinstance(value, dict):
        raise misfit(field, f"is {value!r}, but must be an object.")
    return Row(value)


def train_test_split(size: int, test_share: float, seed: int) -> Tuple[List[int], List[int]]:
    """Indices of rows for training and for testing, as `datasets.Dataset.train_test_split` draws them."""
    import numpy

    order = [int(index) for index in numpy.random.default_rng(seed).permutation(size)]
    num_test = math.ceil(test_share * size)
    return order[num_test:], order[:num_test]


def rows_with(rows: Iterable[Tuple[str, Row]], field: str, value: Any) -> Iterator[Tuple[str, Row]]:
    """The (split, row) pairs whose field has this value.

    Raises:
        DataError: there is none, which shows when all rows are read; the message tells what values there are.
    """
    found: Dict[Any, Optional[Place]] = {}
    for split, row in rows:
        found[row[field]] = row.place
        if row[field] == value:
            yield split, row
    if value not in found:
        source, _, asker = next(filter(None, found.values()), Place("its source", 0, ""))
        hint = nearest(str(value), map(str, found))
        raise data_error(
            f"no row of {source} has {value!r} as {field!r}, but {', '.join(map(repr, found))}{hint}", asker
        )


def is_missing(text: str) -> bool:
    """Whether a cell of a table is empty or has one of the words that pandas takes for a missing value."""
    return _MISSING.fullmatch(text) is not None


def scenario(cls: type, **args: Any) -> ScenarioSpec:
    """The spec of a scenario: the dotted name of its class, and its arguments."""
    assert issubclass(cls, Scenario), f"{cls.__name__} is no Scenario"
    return ScenarioSpec(class_name=f"{cls.__module__}.{cls.__qualname__}", args=args)


def run_spec(
    name: str,
    scenario_spec: ScenarioSpec,
    adapter_spec: AdapterSpec,
    metric_specs: List[MetricSpec],
    groups: List[str],
    annotators: Optional[List[AnnotatorSpec]] = None,
) -> RunSpec:
    """A RunSpec without perturbations, which is what run-spec functions make."""
    return RunSpec(name, scenario_spec, adapter_spec, metric_specs, groups=groups, annotators=annotators)


def scenario_folder(name: str) -> str:
    """The folder that the scenario of this name keeps its files in, for run-spec functions that read them."""
    parent = os.path.join(get_benchmark_output_path(), "scenarios")
    return str(find_folder(parent, name) or os.path.join(parent, folder_name(name)))

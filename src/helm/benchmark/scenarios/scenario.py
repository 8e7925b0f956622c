"""What a benchmark consists of: instances (an input and its references), and the Scenario that makes them."""

import inspect
import os
from abc import ABC, abstractmethod
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Dict, List, Optional, Tuple

from helm.benchmark.augmentations.perturbation_description import PerturbationDescription
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.common.media_object import MultimediaObject
from helm.common.object_spec import ObjectSpec, create_object

TRAIN_SPLIT: str = "train"
VALID_SPLIT: str = "valid"
TEST_SPLIT: str = "test"
EVAL_SPLITS: List[str] = [VALID_SPLIT, TEST_SPLIT]
ALL_SPLITS: List[str] = [TRAIN_SPLIT] + EVAL_SPLITS

DEFAULT_TEST_SIZE: int = 1000

CORRECT_TAG: str = "correct"
ASSET_NAME_TAG: str = "asset_name"
ASSET_PATH_TAG: str = "asset_path"


def make_relevance_tag(relevance: int) -> str:
    """The tag of a reference with this relevance, for ranking."""
    return f"relevance={relevance}"


def make_rank_tag(rank: int) -> str:
    """The tag of a reference with this rank, for ranking."""
    return f"rank={rank}"


def unpack_tag(tag: str) -> Tuple[str, str]:
    """`("k", "v")` of the tag `k=v`."""
    key, value = tag.split("=")
    return key, value


@dataclass(frozen=True)
class Input:
    """What the model is given: text, media or a conversation."""

    text: str = ""
    multimedia_content: Optional[MultimediaObject] = None
    messages: Optional[List[Dict[str, str]]] = None
    """A conversation: `{"role": ..., "content": ...}` each."""


@dataclass(frozen=True, init=False)
class PassageQuestionInput(Input):
    """A passage followed by a question."""

    def __init__(
        self,
        passage: str,
        question: str,
        passage_prefix: str = "",
        question_prefix: str = "Question: ",
        separator: str = "\n",
    ):
        super().__init__(f"{passage_prefix}{passage}{separator}{question_prefix}{question}")


@dataclass(frozen=True)
class Output:
    """An answer."""

    text: str = ""
    multimedia_content: Optional[MultimediaObject] = None


@dataclass(frozen=True)
class Reference:
    """A possible answer to an instance, right or wrong."""

    output: Output
    tags: List[str]
    """What is known of it; `correct` for a right answer."""

    @property
    def is_correct(self) -> bool:
        return CORRECT_TAG in self.tags


@dataclass(frozen=True, eq=False)
class Instance:
    """One question of a benchmark. Instances are compared by identity."""

    input: Input
    references: List[Reference]
    split: Optional[str] = None
    """train, valid or test."""
    sub_split: Optional[str] = None
    """A finer division, shown on its own."""
    id: Optional[str] = None
    perturbation: Optional[PerturbationDescription] = None
    """How this instance was made from the original, if it was."""
    contrast_inputs: Optional[List[Input]] = None
    """Small changes of the input that change the answer."""
    contrast_references: Optional[List[List[Reference]]] = None
    """The references of each contrast input."""
    extra_data: Optional[Dict[str, Any]] = None
    """Whatever else the benchmark's metrics need."""

    @property
    def first_correct_reference(self) -> Optional[Reference]:
        return next((reference for reference in self.references if reference.is_correct), None)

    @property
    def all_correct_references(self) -> List[Reference]:
        return [reference for reference in self.references if reference.is_correct]


@dataclass(frozen=True)
class ScenarioMetadata:
    """What is known about a benchmark, for tables and pages."""

    name: str
    main_metric: str
    main_split: str
    display_name: Optional[str] = None
    short_display_name: Optional[str] = None
    description: Optional[str] = None
    short_description: Optional[str] = None
    taxonomy: Optional[TaxonomyInfo] = None


@dataclass
class Scenario(ABC):
    """A benchmark: knows how to make its instances from its data source."""

    name: str = field(init=False)
    """Unique name."""

    description: str = field(init=False)
    """What it measures, in a sentence."""

    tags: List[str] = field(init=False)
    """Labels for finding it."""

    definition_path: str = field(init=False)
    """Where its source code can be read."""

    metadata: ClassVar[Optional[ScenarioMetadata]] = None

    def __post_init__(self) -> None:
        self.definition_path = _definition_url(inspect.getfile(type(self)))

    @abstractmethod
    def get_instances(self, output_path: str) -> List[Instance]:
        """The instances of all splits. Files that are fetched may be kept in the folder `output_path`."""

    def get_metadata(self) -> ScenarioMetadata:
        """What is known about the benchmark.

        Raises:
            NotImplementedError: nothing is declared.
        """
        if self.metadata is None:
            raise NotImplementedError(f"{type(self).__name__} declares no metadata")
        return self.metadata


def _definition_url(path: str) -> str:
    """The address of a source file; for files outside the package, the whole path is appended."""
    parts = path.replace(os.sep, "/").split("/")
    start = len(parts) - 1 - parts[::-1].index("helm") if "helm" in parts else 0
    return "https://github.com/stanford-crfm/helm/blob/main/src/" + "/".join(parts[start:])


def with_instance_ids(instances: List[Instance]) -> List[Instance]:
    """The instances with ids; if any lacks one, all are numbered `id0`, `id1`, ... in order."""
    if all(instance.id is not None for instance in instances):
        return instances
    return [replace(instance, id=f"id{index}") for index, instance in enumerate(instances)]


class ScenarioSpec(ObjectSpec):
    """How to make a Scenario."""


def create_scenario(scenario_spec: ScenarioSpec) -> Scenario:
    """The Scenario that `scenario_spec` describes."""
    scenario: Scenario = create_object(scenario_spec)
    return scenario

"""Annotators add to each answer what a metric needs to judge it, e.g. the verdict of another model."""

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, List

from helm.common.object_spec import ObjectSpec

if TYPE_CHECKING:  # a request state belongs to a scenario state, which knows annotator specs
    from helm.benchmark.adaptation.request_state import RequestState


class Annotator(ABC):
    """Looks at a request with its result and returns something to be stored under the annotator's name."""

    name: str

    @abstractmethod
    def annotate(self, request_state: "RequestState") -> Any:
        """The annotation of one request state, JSON-ready."""

    def annotate_all(self, request_states: List["RequestState"]) -> List[Any]:
        """The annotations of all request states, in order."""
        return [self.annotate(state) for state in request_states]


class AnnotatorSpec(ObjectSpec):
    """How to make an Annotator."""


class DummyAnnotator(Annotator):
    """Says each completion in capitals; for tests."""

    name = "dummy"

    def annotate(self, request_state: "RequestState") -> Any:
        if request_state.result is None:
            raise ValueError("Annotating needs a result")
        return [{"all_caps": completion.text.upper()} for completion in request_state.result.completions]

"""Short ways to what metrics and annotators look at in an answered request."""

from typing import Any, Dict, List

from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.scenarios.scenario import CORRECT_TAG, Reference
from helm.common.errors import HelmError
from helm.common.request import GeneratedOutput


class UnsuitableAnswerError(HelmError, ValueError):
    """An instance or its answer lacks what a metric or annotator reads: the run spec does not fit the benchmark."""


def completions_of(state: RequestState) -> List[GeneratedOutput]:
    """What the model answered.

    Raises:
        UnsuitableAnswerError: nothing.
    """
    if state.result is None or not state.result.completions:
        raise UnsuitableAnswerError(f"The request for instance {state.instance.id} has no completions.")
    return state.result.completions


def first_text(state: RequestState) -> str:
    """Text of the first completion."""
    return completions_of(state)[0].text


def only_text(state: RequestState) -> str:
    """Text of the only completion.

    Raises:
        UnsuitableAnswerError: there are several, or none.
    """
    completions = completions_of(state)
    if len(completions) != 1:
        raise UnsuitableAnswerError(
            f"The request for instance {state.instance.id} has {len(completions)} completions, but must have one."
        )
    return completions[0].text


def references_of(state: RequestState, number: int) -> List[Reference]:
    """The references of an instance that must have so many.

    Raises:
        UnsuitableAnswerError: it has another number of them.
    """
    references = state.instance.references
    if len(references) != number:
        raise UnsuitableAnswerError(
            f"Instance {state.instance.id} has {len(references)} references, but must have {number}."
        )
    return references


def only_correct_text(state: RequestState) -> str:
    """The text of the only reference, which must be tagged as correct and nothing else.

    Raises:
        UnsuitableAnswerError: there is another one, or it has other tags.
    """
    (reference,) = references_of(state, 1)
    if reference.tags != [CORRECT_TAG]:
        raise UnsuitableAnswerError(
            f"The reference of instance {state.instance.id} has the tags {reference.tags}, but must have only "
            f"{CORRECT_TAG!r}."
        )
    return reference.output.text


def correct_texts(state: RequestState) -> List[str]:
    """The right answers.

    Raises:
        UnsuitableAnswerError: there is none.
    """
    texts = [reference.output.text for reference in state.instance.all_correct_references]
    if not texts:
        raise UnsuitableAnswerError(f"Instance {state.instance.id} has no reference that is tagged correct.")
    return texts


def extra_data_of(state: RequestState) -> Dict[str, Any]:
    """What the benchmark tells of the instance beside input and references.

    Raises:
        UnsuitableAnswerError: nothing.
    """
    if not state.instance.extra_data:
        raise UnsuitableAnswerError(f"Instance {state.instance.id} has no extra_data.")
    return state.instance.extra_data


def annotation_of(state: RequestState, annotator: str) -> Any:
    """What an annotator said of the answer.

    Raises:
        UnsuitableAnswerError: nothing: it is not among the run's annotators.
    """
    if not state.annotations or annotator not in state.annotations:
        raise UnsuitableAnswerError(f"Instance {state.instance.id} has no annotation of {annotator!r}.")
    return state.annotations[annotator]

"""How many of the verifiable instructions of a prompt an answer follows (IFEval, Zhou et al. 2023)."""

import inspect
import re
from typing import Any, Dict, Mapping

from helm.benchmark.adaptation.answer_access import UnsuitableAnswerError, extra_data_of, only_text
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.metrics.answer_metric import AnswerMetric
from helm.benchmark.metrics.ifeval_checks import CHECKS
from helm.common.errors import nearest
from helm.common.hierarchical_logger import hwarn


def follows(text: str, instruction: str, arguments: Mapping[str, Any]) -> bool:
    """Whether a text follows an instruction; arguments that are None count as not given.

    A keyword that is no regular expression cannot be found: the instruction counts as not followed.

    Raises:
        UnsuitableAnswerError: there is no such instruction, or it takes other arguments.
        OptionalDependencyNotInstalled, DataError: what the check needs is not at hand.
    """
    if instruction not in CHECKS:
        raise UnsuitableAnswerError(f"IFEval has no instruction {instruction!r}{nearest(instruction, CHECKS)}.")
    check = CHECKS[instruction]
    given = {name: value for name, value in arguments.items() if value is not None}
    try:
        inspect.signature(check).bind(text, **given)
    except TypeError as error:
        raise UnsuitableAnswerError(
            f"Instruction {instruction!r} of IFEval does not fit its arguments: {error}."
        ) from error
    try:
        return bool(text) and check(text, **given)
    except re.error as error:
        hwarn(f"Instruction {instruction!r} of IFEval counts as not followed: {error} in {given}")
        return False


class IFEvalMetric(AnswerMetric):
    """`ifeval_strict_accuracy`: share of the instructions that the answer follows, without any leniency.

    `extra_data` of an instance has `instruction_ids` and, for each, its arguments in `instruction_kwargs`.
    """

    stats = ["ifeval_strict_accuracy"]

    def scores(self, state: RequestState) -> Dict[str, float]:
        extra_data = extra_data_of(state)
        text = only_text(state).strip()
        followed = [
            follows(text, instruction, arguments)
            for instruction, arguments in zip(extra_data["instruction_ids"], extra_data["instruction_kwargs"])
        ]
        return {"ifeval_strict_accuracy": sum(followed) / len(followed)}

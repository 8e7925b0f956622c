"""Accuracy of programs that answer questions about financial reports (FinQA, Chen et al. 2021, arXiv 2109.00122)."""

import json
import math
from typing import Dict

from helm.benchmark.adaptation.answer_access import only_text, references_of
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.metrics.answer_metric import AnswerMetric
from helm.benchmark.metrics.fin_qa_programs import (
    ProgramError,
    Result,
    Table,
    are_same_programs,
    parse_program,
    run_program,
)


def is_right_result(gold: str, result: Result) -> bool:
    """Whether a program's result is the gold one, `yes`, `no` or a number."""
    if gold in ("yes", "no") or isinstance(result, str):
        return result == gold
    return math.isclose(float(gold), result)


def gives_result(gold: str, program: str, table: Table) -> bool:
    """Whether a program can be run and gives the gold result."""
    try:
        return is_right_result(gold, run_program(parse_program(program), table))
    except ProgramError:
        return False


def is_right_program(gold: str, pred: str) -> bool:
    """Whether a predicted program can be read and is the gold one."""
    try:
        return are_same_programs(parse_program(gold), parse_program(pred))
    except ProgramError:
        return False


class FinQAMetric(AnswerMetric):
    """`program_accuracy` and `execution_accuracy`.

    The three references of an instance are the program, its result, and the table as a JSON list of rows.
    """

    stats = ["program_accuracy", "execution_accuracy"]

    def scores(self, state: RequestState) -> Dict[str, float]:
        program, result, table = (reference.output.text for reference in references_of(state, 3))
        pred = only_text(state).strip()
        return {
            "program_accuracy": is_right_program(program, pred),
            "execution_accuracy": gives_result(result, pred, json.loads(table)),
        }

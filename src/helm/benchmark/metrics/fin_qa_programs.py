"""The little programs of FinQA (Chen et al. 2021, arXiv 2109.00122): running them, and telling whether two are the same.

A program is a list of steps such as `add(5, 3), divide(#0, const_100)`. The rules are those of the authors' evaluation,
github.com/czyssrs/FinQA at commit 0f16e2867befa6840783e58be38c9efb9229d742.
"""

import operator
import re
from typing import Any, Callable, List, Mapping, NamedTuple, Sequence, Union

from helm.common.optional_dependencies import handle_module_not_found_error

Result = Union[float, str]
Table = Sequence[Sequence[str]]

_DIGITS = 5
_ARITHMETIC: Mapping[str, Callable[[Any, Any], Any]] = {
    "add": operator.add,
    "subtract": operator.sub,
    "multiply": operator.mul,
    "divide": operator.truediv,
    "exp": operator.pow,
    "greater": operator.gt,
}
_OF_ROWS: Mapping[str, Callable[[List[float]], float]] = {
    "table_max": max,
    "table_min": min,
    "table_sum": sum,
    "table_average": lambda row: sum(row) / len(row),
}


class ProgramError(ValueError):
    """A program that cannot be run or read."""


class Step(NamedTuple):
    """One operation and its operands; `#k` stands for the result of step k, counted from 0."""

    operation: str
    first: str
    second: str


def parse_program(text: str) -> List[Step]:
    """The steps of a program; operands are separated by a comma and a blank.

    Raises:
        ProgramError: it has another form, or an unknown operation.
    """
    tokens = [token for piece in text.split(", ") for token in re.findall(r"[^()]*\(|\)|[^()]+", piece)]
    groups = [tokens[start : start + 4] for start in range(0, len(tokens), 4)]
    for group in groups:
        if group[0].strip("(") not in _ARITHMETIC.keys() | _OF_ROWS.keys() or group[3:] not in ([")"], []):
            raise ProgramError(f"{' '.join(group)!r} is no step of a program")
    steps = [Step(group[0].strip("("), group[1], group[2]) for group in groups if len(group) == 4]
    if not steps:
        raise ProgramError("there is no step")
    return steps


def parse_number(text: str) -> float:
    """The number that an operand or a cell stands for, such as `1,000`, `10%`, `const_100` or `const_m1`.

    Raises:
        ValueError: it is none.
    """
    text = text.replace(",", "")
    try:
        return float(text)
    except ValueError:
        if "%" in text:
            return float(text.replace("%", "")) / 100
        return float(text.replace("const_", "").replace("m1", "-1"))


def _row(table: Table, label: str) -> List[float]:
    cells = {row[0]: row[1:] for row in table}[label]
    return [parse_number(cell.replace("$", "").split("(")[0].strip()) for cell in cells]


def run_program(steps: Sequence[Step], table: Table) -> Result:
    """The result of the last step: a number, rounded to five digits, or `yes` or `no` for a comparison.

    Raises:
        ProgramError: it cannot be run.
    """
    results: List[Any] = []
    try:
        for step in steps:
            results.append(_run_step(step, results, table))
        result = results[-1]
        return result if isinstance(result, str) else round(result, _DIGITS)
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise ProgramError(f"the program cannot be run: {error!r}") from error


def _run_step(step: Step, results: List[Any], table: Table) -> Any:
    if step.operation in _OF_ROWS:
        return _OF_ROWS[step.operation](_row(table, step.first))
    values = [
        results[_step_number(operand)] if "#" in operand else parse_number(operand)
        for operand in (step.first, step.second)
    ]
    result = _ARITHMETIC[step.operation](*values)
    return {True: "yes", False: "no"}[result] if step.operation == "greater" else result


def _step_number(operand: str) -> int:
    return int(operand.replace("#", ""))


def are_same_programs(gold: Sequence[Step], pred: Sequence[Step]) -> bool:
    """Whether two programs compute the same, whatever the numbers in them stand for.

    Only what the last step depends on counts. Each different operand of the gold program, and each of its operations
    on a row, is a symbol.
    """
    names = dict.fromkeys(name for step in gold for name in _operands(step) if "#" not in name)
    for index, step in enumerate(pred):
        for name in _operands(step):
            if name not in names if "#" not in name else _step_number(name) >= index:
                return False
    try:
        from sympy import Symbol, simplify
    except ModuleNotFoundError as error:
        handle_module_not_found_error(error, ["metrics"])
    symbols = {name: Symbol(f"a{index}") for index, name in enumerate(names)}
    try:
        return bool(simplify(_expression(gold, symbols)) == simplify(_expression(pred, symbols)))
    except (ArithmeticError, LookupError, TypeError, ValueError):
        return False


def _operands(step: Step) -> List[str]:
    """What a step works on; for an operation on a row, the step itself."""
    return [str(step)] if step.operation in _OF_ROWS else [step.first, step.second]


def _expression(steps: Sequence[Step], symbols: Mapping[str, Any]) -> Any:
    values: List[Any] = []
    for step in steps:
        operands = [values[_step_number(name)] if "#" in name else symbols[name] for name in _operands(step)]
        values.append(operands[0] if len(operands) == 1 else _ARITHMETIC[step.operation](*operands))
    return values[-1]

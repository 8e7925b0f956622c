r"""Whether two mathematical answers in LaTeX are the same, once their spelling is made uniform.

Source: the evaluation of MATH (Hendrycks et al. 2021).
"""

import re
from typing import Callable, Optional

from helm.common.hierarchical_logger import hwarn

_REPLACEMENTS = (
    ("\n", ""),
    ("\\!", ""),
    ("\\\\", "\\"),
    ("tfrac", "frac"),
    ("dfrac", "frac"),
    ("\\left", ""),
    ("\\right", ""),
    ("^{\\circ}", ""),
    ("^\\circ", ""),
    ("\\$", ""),
)
_UNIT = "\\text{ "
_BOXED = "\\boxed"


def get_answer(solution: str) -> Optional[str]:
    r"""What the last `\boxed{...}` of a solution holds, or None if there is none or it is not closed."""
    start = solution.rfind(_BOXED) + len(_BOXED)
    if _BOXED not in solution or not solution.startswith("{", start):
        return None
    depth = 0
    for end in range(start, len(solution)):
        depth += {"{": 1, "}": -1}.get(solution[end], 0)
        if depth == 0:
            return solution[start + 1 : end]
    return None


def _brace_roots(text: str) -> str:
    r"""`\sqrt{3}` for `\sqrt3`."""
    head, *pieces = text.split("\\sqrt")
    return head + "".join("\\sqrt" + (piece if piece[0] == "{" else f"{{{piece[0]}}}{piece[1:]}") for piece in pieces)


def _brace_fractions(text: str) -> str:
    r"""`\frac{1}{2}` for `\frac12` and `\frac1{2}`; unchanged if a fraction is incomplete."""
    head, *pieces = text.split("\\frac")
    if any(piece[0] != "{" and len(piece) < 2 for piece in pieces):
        return text
    return head + "".join("\\frac" + _brace_fraction(piece) for piece in pieces)


def _brace_fraction(piece: str) -> str:
    if piece[0] == "{":
        return piece
    denominator = piece[1:] if piece[1] == "{" else f"{{{piece[1]}}}{piece[2:]}"
    return f"{{{piece[0]}}}{denominator}"


def normalize_latex(text: str) -> str:
    """A uniform spelling of an answer: no spacing commands, units or `x=`; braces around every argument.

    Raises:
        ValueError: there is more than one unit.
        IndexError: a root or fraction ends with its name.
    """
    for old, new in _REPLACEMENTS:
        text = text.replace(old, new)
    if _UNIT in text:
        text, _ = text.split(_UNIT)
    text = text.replace("\\%", "").replace(" .", " 0.").replace("{.", "{0.")
    text = "0" + text if text.startswith(".") else text
    left, *rest = text.split("=")
    text = rest[0] if len(rest) == 1 and len(left) <= 2 else text
    text = _brace_fractions(_brace_roots(text).replace(" ", ""))
    text = "1/2" if text == "0.5" else text
    return re.sub(r"^(0|-?[1-9][0-9]*)/(0|-?[1-9][0-9]*)\Z", r"\\frac{\1}{\2}", text)


def math_equiv(gold: str, pred: str) -> float:
    """1 if the answers are the same in uniform spelling, or letter for letter where that cannot be had."""
    try:
        return float(normalize_latex(gold) == normalize_latex(pred))
    except (IndexError, ValueError):
        return float(gold == pred)


def math_equiv_chain_of_thought(gold: str, pred: str) -> float:
    r"""1 if the answers in the last `\boxed{...}` of each solution are the same, or if neither has one."""
    gold_answer, pred_answer = get_answer(gold), get_answer(pred)
    if gold_answer is None and pred_answer is None:
        hwarn("Neither the reference solution nor the prediction has a \\boxed answer; counted as the same.")
        return 1.0
    if gold_answer is None or pred_answer is None:
        return 0.0
    return math_equiv(gold_answer, pred_answer)


MATH_SCORES: dict[str, Callable[[str, str], float]] = {
    "math_equiv": math_equiv,
    "math_equiv_chain_of_thought": math_equiv_chain_of_thought,
}

"""Whether the letter that a chain of thought arrives at is right (GPQA, MMLU-Pro)."""

import re
from typing import Dict, Optional

from helm.benchmark.adaptation.answer_access import UnsuitableAnswerError, first_text
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.metrics.answer_metric import AnswerMetric

# The second pattern, of the reference evaluation, matches only a literal "[aA]nswer:".
_ANSWER_PATTERNS = (
    r"answer is \(?([A-J])\)?",
    r"\.*\[aA\]nswer:\s*\(?([A-J])\)?",
    r"correct answer is [^A-Za-z]*([A-J])",
    r"correct answer is [^A-Z]*([A-J])",
)


def extract_answer(text: str) -> Optional[str]:
    """The letter that a text states as its answer, or None."""
    matches = (re.search(pattern, text) for pattern in _ANSWER_PATTERNS)
    return next((match.group(1) for match in matches if match), None)


class GPQAChainOfThoughtMetric(AnswerMetric):
    """`chain_of_thought_correctness`: 1 if the stated letter is that of the first correct reference."""

    stats = ["chain_of_thought_correctness"]

    def scores(self, state: RequestState) -> Dict[str, float]:
        positions = [index for index, reference in enumerate(state.instance.references) if reference.is_correct]
        if not positions:
            raise UnsuitableAnswerError(f"Instance {state.instance.id} has no reference that is tagged correct.")
        return {"chain_of_thought_correctness": extract_answer(first_text(state)) == chr(ord("A") + positions[0])}

"""Judges answers to questions about financial filings (FinanceBench, Islam et al. 2023, arXiv 2311.11944)."""

import json
from typing import Any, Dict

from helm.benchmark.adaptation.answer_access import first_text, only_correct_text
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.annotation.model_as_judge import (
    NO_ANSWER,
    AnnotatorResponseParseFailure,
    PromptedAnnotator,
    ask_judge,
)

_MAX_TOKENS = 64
_TEMPLATE = """Sort a model's response to a question about a company's filings into one of three classes:
- correct_answer: it says what the gold answer says. Small deviations are allowed, for instance in rounding or units.
- incorrect_answer: it says something else, or reaches the right result by reasons that contradict it.
- failure_to_answer: it says that it cannot answer.

<question>
{{QUESTION}}
</question>

<gold_answer>
{{GOLD_ANSWER}}
</gold_answer>

<model_response>
{{MODEL_RESPONSE}}
</model_response>

Answer with a JSON object and nothing around it:
{"explanation": "[one sentence]", "label": "[correct_answer, incorrect_answer or failure_to_answer]"}
"""


def read_object(text: str) -> Any:
    """The JSON value from the first opening to the last closing brace.

    Raises:
        AnnotatorResponseParseFailure: there is none.
    """
    try:
        return json.loads(text[text.index("{") : text.rindex("}") + 1])
    except ValueError as error:
        raise AnnotatorResponseParseFailure(text) from error


class FinanceBenchAnnotator(PromptedAnnotator):
    """`explanation` and `label`, as the judge gives them."""

    name = "financebench"
    template = _TEMPLATE

    def slots(self, request_state: RequestState) -> Dict[str, str]:
        return {
            "{{QUESTION}}": request_state.instance.input.text.rpartition("\nQuestion: ")[2].strip(),
            "{{GOLD_ANSWER}}": only_correct_text(request_state).strip(),
            "{{MODEL_RESPONSE}}": first_text(request_state).strip(),
        }

    def annotate(self, request_state: RequestState) -> Any:
        if not first_text(request_state).strip():
            return {"reasoning": NO_ANSWER, "label": "failure_to_answer"}
        return read_object(ask_judge(self._auto_client, self.prompt(request_state), _MAX_TOKENS))

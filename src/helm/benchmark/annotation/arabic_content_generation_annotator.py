"""Judges texts that were written in Arabic to a user's brief."""

from typing import Any, Dict

from helm.benchmark.adaptation.answer_access import first_text
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.annotation.arabic_judge import ARABIC_JUDGE
from helm.benchmark.annotation.model_as_judge import TAGGED_FORM, PromptedAnnotator, ask_judge, read_tagged_verdict

_MAX_TOKENS = 100
_TEMPLATE = (
    """A model was asked to write a text in Arabic. Judge what it wrote by this rubric only:

<rubric>
{{RUBRIC}}
</rubric>

<user-request>
{{USER_REQUEST}}
</user-request>

<model-output>
{{MODEL_OUTPUT}}
</model-output>

The score is a whole number from 1 to 5.

"""
    + TAGGED_FORM
)
_RUBRICS = {
    "faithfulness": """Does the text use only facts that the user gave?
Score 1: most of the text is made up.
Score 2: several important facts are made up or changed.
Score 3: one important fact or several minor ones are made up or changed.
Score 4: one minor fact is made up or changed.
Score 5: every fact comes from the user.""",
    "completeness": """Does the text have all important facts that the user gave?
Score 1: hardly any of them.
Score 2: fewer than half of them.
Score 3: most of them, but an important one is missing.
Score 4: all but a minor one.
Score 5: all of them.""",
    "style": """Does the text have the tone, the formality and the point of view that the user asked for?
Score 1: none of them.
Score 2: only in a few places.
Score 3: in general, with clear slips.
Score 4: with one minor slip.
Score 5: throughout.""",
}


class ArabicContentGenerationAnnotator(PromptedAnnotator):
    """`reasoning` and `score`, 1 to 5, for each of faithfulness, completeness and style."""

    name = "arabic_content_generation"
    template = _TEMPLATE

    def slots(self, request_state: RequestState) -> Dict[str, str]:
        return {
            "{{USER_REQUEST}}": request_state.request.prompt.strip(),
            "{{MODEL_OUTPUT}}": first_text(request_state).strip(),
        }

    def annotate(self, request_state: RequestState) -> Any:
        return {rubric: self._judge(request_state, text) for rubric, text in _RUBRICS.items()}

    def _judge(self, request_state: RequestState, rubric: str) -> Dict[str, Any]:
        prompt = self.prompt(request_state).replace("{{RUBRIC}}", rubric)
        return read_tagged_verdict(ask_judge(self._auto_client, prompt, _MAX_TOKENS, ARABIC_JUDGE), int)

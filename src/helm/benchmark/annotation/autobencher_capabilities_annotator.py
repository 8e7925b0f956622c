"""Judges short answers against the right one (AutoBencher, Li et al. 2024, arXiv 2407.08351)."""

from typing import Dict

from helm.benchmark.adaptation.answer_access import correct_texts, first_text
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.annotation.model_as_judge import TAGGED_FORM, TaggedScoreAnnotator
from helm.common.general import singleton

_TEMPLATE = (
    """Decide whether a response gives the right answer to a question.

<question>
{{QUESTION}}
</question>

<gold_answer>
{{GOLD}}
</gold_answer>

<model_response>
{{PRED}}
</model_response>

The response is also right if it
- writes the answer in another form, such as another date format, unit or spelling;
- names a larger thing that the answer is a part of, where the question leaves that open;
- names one of several reasons, where the question asks for reasons.

Give a score of 1 if the response is right and of 0 if it is wrong.

"""
    + TAGGED_FORM
)


class AutoBencherCapabilitiesAnnotator(TaggedScoreAnnotator):
    """1 for right answers, 0 for wrong ones."""

    name = "autobencher_capabilities"
    template = _TEMPLATE

    def slots(self, request_state: RequestState) -> Dict[str, str]:
        return {
            "{{QUESTION}}": request_state.instance.input.text,
            "{{PRED}}": first_text(request_state),
            "{{GOLD}}": singleton(correct_texts(request_state)),
        }

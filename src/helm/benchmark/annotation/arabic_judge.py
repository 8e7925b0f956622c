"""What the judges of the Arabic enterprise benchmarks share."""

from typing import Dict

from helm.benchmark.adaptation.answer_access import UnsuitableAnswerError, first_text
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.annotation.model_as_judge import TAGGED_FORM, AnnotatorModelInfo, TaggedScoreAnnotator

ARABIC_JUDGE = AnnotatorModelInfo("openai/gpt-5.4-2026-03-05", "openai/gpt-5.4-2026-03-05")

EQUIVALENCE_TEMPLATE = (
    """{{task}} The question and the answers are in Arabic.

<question>
{{question}}
</question>

<reference-answer>
{{reference_answer}}
</reference-answer>

<model-output>
{{model_output}}
</model-output>

Give a score of 1 if it is and of 0 if it is not.

"""
    + TAGGED_FORM
    + "\n"
)


class EquivalenceAnnotator(TaggedScoreAnnotator):
    """1 if an answer says the same as the reference, else 0. Subclasses say what counts as the same."""

    judge = ARABIC_JUDGE

    def slots(self, request_state: RequestState) -> Dict[str, str]:
        instance = request_state.instance
        if not instance.references:
            raise UnsuitableAnswerError(f"Instance {instance.id} has no reference answer.")
        return {
            "{{question}}": instance.input.text,
            "{{reference_answer}}": instance.references[0].output.text,
            "{{model_output}}": first_text(request_state),
        }

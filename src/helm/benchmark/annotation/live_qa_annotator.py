"""Judges answers to consumers' medical questions against expert answers (LiveQA Medical, Abacha et al. 2017)."""

from typing import Any, Dict

from helm.benchmark.adaptation.answer_access import first_text
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.annotation.model_as_judge import (
    GPT_JUDGE,
    NO_ANSWER,
    TAGGED_FORM,
    PromptedAnnotator,
    score_with_reasoning,
)

_TEMPLATE = (
    """You are going to grade an answer to a medical question. One or more correct answers are given; compare the answer
with them.

<question>
{{QUESTION}}
</question>

<answer>
{{ANSWER}}
</answer>

<correct_responses>
{{CORRECT_RESPONSES}}
</correct_responses>

Give a score between 0 and 1:
- 1: the answer says all that at least one of the correct answers says
- 0.7: the answer is correct, but incomplete
- 0.3: the answer is correct in part, but also has something wrong or misleading
- 0: the answer is wrong, or has nothing to do with the question

"""
    + TAGGED_FORM
)


class LiveQAAnnotator(PromptedAnnotator):
    """`prompt_text`, `reasoning` and `score`; an empty answer scores 0 without a judge."""

    name = "live_qa"
    template = _TEMPLATE

    def slots(self, request_state: RequestState) -> Dict[str, str]:
        references = enumerate(request_state.instance.references)
        correct = "".join(f"Correct Response #{index}: {reference.output.text}\n" for index, reference in references)
        return {
            "{{QUESTION}}": request_state.request.prompt,
            "{{ANSWER}}": first_text(request_state),
            "{{CORRECT_RESPONSES}}": correct,
        }

    def annotate(self, request_state: RequestState) -> Any:
        if not first_text(request_state).strip():
            return {"prompt_text": "", "reasoning": NO_ANSWER, "score": 0.0}
        prompt = self.prompt(request_state)
        verdict = score_with_reasoning(self._auto_client, prompt, GPT_JUDGE.model_name, GPT_JUDGE.model_deployment)
        return {"prompt_text": prompt, **verdict}

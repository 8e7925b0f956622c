"""Judges summaries of calls to a help desk."""

from typing import Any, Dict

from helm.benchmark.adaptation.answer_access import first_text
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.annotation.model_as_judge import PromptedAnnotator, ask_judge, find_tag, to_number
from helm.common.hierarchical_logger import hwarn

_MAX_TOKENS = 512
_TEMPLATE = """A help desk wants its calls summarized. Judge the summary of the call below.

<call_transcript>
{{QUESTION}}
</call_transcript>

<summary>
{{PRED}}
</summary>

Consider
- conciseness: nothing is said twice or at undue length;
- relevance: it says what matters and nothing else;
- coherence: it reads as one clear text;
- accuracy: everything in it was said in the call;
- completeness: nothing important is left out.

Give one score for all of these together, from 1 (very poor) to 10 (excellent).

Answer in exactly this form and write nothing else:
<reasoning>
[your reasoning, in fewer than 200 words]
</reasoning>
<score>
[the score: a number and nothing else]
</score>"""


class HelpdeskCallSummarizationAnnotator(PromptedAnnotator):
    """`prompt_text`, `gpt_reasoning` and `gpt_score`, 1 to 10; each None if it cannot be read."""

    name = "helpdesk_call_center_summarization"
    template = _TEMPLATE

    def slots(self, request_state: RequestState) -> Dict[str, str]:
        return {"{{QUESTION}}": request_state.instance.input.text, "{{PRED}}": first_text(request_state)}

    def annotate(self, request_state: RequestState) -> Any:
        prompt = self.prompt(request_state)
        text = ask_judge(self._auto_client, prompt, _MAX_TOKENS)
        reasoning, score = find_tag(text, "reasoning"), to_number(find_tag(text, "score"))
        if reasoning is None or score is None:
            hwarn(f"The judge's answer lacks reasoning or score: {text!r}")
        return {"prompt_text": prompt, "gpt_reasoning": reasoning, "gpt_score": score}

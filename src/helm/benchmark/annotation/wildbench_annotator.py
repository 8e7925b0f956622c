"""Judges answers in conversations with users (WildBench, Lin et al. 2024, arXiv 2406.04770)."""

import re
from importlib.resources import files
from typing import Any, Dict, NamedTuple, Optional

from helm.benchmark.adaptation.answer_access import UnsuitableAnswerError, extra_data_of, first_text
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.annotation.model_as_judge import JudgeRequestError, PromptedAnnotator, ask_judge, to_number
from helm.common.hierarchical_logger import hwarn

_TEMPLATE = files("helm.benchmark.annotation").joinpath("wildbench/eval_template.score.v2.md")
_MAX_TOKENS = 2000
_VERDICT = re.compile(
    r'"strengths"\s*:\s*"(.*?)"\s*,\s*"weaknesses"\s*:\s*"(.*?)"\s*,\s*"score"\s*:\s*(".*?"|\d+)', re.DOTALL
)


class Verdict(NamedTuple):
    """What the judge said; None for what cannot be read."""

    strengths: Optional[str] = None
    weaknesses: Optional[str] = None
    score: Optional[float] = None


def read_verdict(text: str) -> Verdict:
    """The verdict in a judge's answer, whose quotation marks are often not escaped as JSON wants it."""
    match = _VERDICT.search(text)
    if match is None:
        return Verdict()
    strengths, weaknesses, score = (part.strip() for part in match.groups())
    return Verdict(strengths, weaknesses, to_number(score.strip('"')))


class WildBenchAnnotator(PromptedAnnotator):
    """`prompt_text`, `gpt_strengths`, `gpt_weaknesses` and `gpt_score`, 1 to 10; an empty answer scores 1."""

    name = "wildbench"
    template = _TEMPLATE.read_text(encoding="utf-8")

    def slots(self, request_state: RequestState) -> Dict[str, str]:
        messages = request_state.instance.input.messages
        if not messages:
            raise UnsuitableAnswerError(f"Instance {request_state.instance.id} is no conversation.")
        history = [
            f"{'USER' if message['role'] == 'user' else 'ASSISTANT'}: {message['content']}" for message in messages[:-1]
        ]
        return {
            "{$history}": "\n\n".join(history),
            "{$user_query}": messages[-1]["content"],
            "{$model_output}": first_text(request_state),
            "{$checklist}": "\n".join(f"- {item}" for item in extra_data_of(request_state)["checklist"]),
        }

    def annotate(self, request_state: RequestState) -> Any:
        if not first_text(request_state).strip():
            return {"prompt_text": None, "empty_output_score": 1.0}
        prompt = self.prompt(request_state)
        verdict = self._ask(prompt)
        return {"prompt_text": prompt, **{f"gpt_{part}": value for part, value in verdict._asdict().items()}}

    def _ask(self, prompt: str) -> Verdict:
        try:
            text = ask_judge(self._auto_client, prompt, _MAX_TOKENS)
        except JudgeRequestError as error:
            hwarn(f"WildBench: {error}")
            return Verdict()
        verdict = read_verdict(text)
        if verdict.score is None:
            hwarn(f"WildBench: the judge's answer has no score: {text!r}")
        return verdict

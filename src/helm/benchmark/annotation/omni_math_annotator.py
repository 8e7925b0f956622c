"""Judges whether a solution arrives at the reference answer (Omni-MATH, Gao et al. 2024, arXiv 2410.07985)."""

from importlib.resources import files
from typing import Any, Dict, NamedTuple, Optional

from helm.benchmark.adaptation.answer_access import UnsuitableAnswerError, first_text
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.annotation.annotator import Annotator
from helm.benchmark.annotation.model_as_judge import JudgeRequestError, ask_judge, fill_slots
from helm.clients.auto_client import AutoClient
from helm.common.errors import ConfigError
from helm.common.hierarchical_logger import hwarn

DEFAULT_TEMPLATE = "gpt_evaluation_zero_shot_template"
_MAX_TOKENS = 4096
_END_OF_REPORT = "=== report over ==="
_JUDGEMENTS = {"TRUE": True, "FALSE": False}


class Report(NamedTuple):
    """What the judge reported; None for what cannot be read."""

    student_final_answer: Optional[str] = None
    justification: Optional[str] = None
    equivalence_judgement: Optional[bool] = None


def read_report(text: str) -> Report:
    """The sections of a report, each below a title after `## `; of repeated sections the last counts."""
    sections: Dict[str, str] = {}
    for section in text.split("## ")[1:]:
        title, _, content = section.partition("\n")
        sections[title.strip()] = content
    first_lines = {title: content.split("\n")[0].strip() for title, content in sections.items()}
    justification = sections.get("Justification")
    if justification is not None:
        justification = justification.strip().removesuffix(_END_OF_REPORT).strip()
    judgement = first_lines.get("Equivalence Judgement", "").upper()
    return Report(first_lines.get("Student Final Answer"), justification, _JUDGEMENTS.get(judgement))


class OmniMATHAnnotator(Annotator):
    """`prompt_text`, `gpt_student_final_answer`, `gpt_justification`, `gpt_equivalence_judgement`.

    An empty answer is wrong without a judge (`empty_output_equivalence_judgement`).
    """

    name = "omni_math"

    def __init__(self, auto_client: AutoClient, template_name: Optional[str] = None):
        """`template_name`: one of the templates in the folder `omni_math`; by default the one without examples.

        Raises:
            ConfigError: there is no such template.
        """
        self._auto_client = auto_client
        folder = files("helm.benchmark.annotation").joinpath("omni_math")
        path = folder.joinpath(f"{template_name or DEFAULT_TEMPLATE}.txt")
        if not path.is_file():
            known = ", ".join(sorted(each.name.removesuffix(".txt") for each in folder.iterdir()))
            raise ConfigError(f"There is no template {template_name!r} of Omni-MATH; known are {known}.")
        self._template = path.read_text(encoding="utf-8")

    def annotate(self, request_state: RequestState) -> Any:
        solution = first_text(request_state)
        if not solution.strip():
            return {"prompt_text": None, "empty_output_equivalence_judgement": False}
        instance = request_state.instance
        if not instance.references:
            raise UnsuitableAnswerError(f"Instance {instance.id} has no reference answer.")
        prompt = fill_slots(
            self._template,
            {
                "{{Problem}}": instance.input.text,
                "{{Reference Answer}}": instance.references[0].output.text,
                "{{Solution}}": solution,
            },
        )
        return {"prompt_text": prompt, **{f"gpt_{part}": value for part, value in self._ask(prompt)._asdict().items()}}

    def _ask(self, prompt: str) -> Report:
        try:
            text = ask_judge(self._auto_client, prompt, _MAX_TOKENS)
        except JudgeRequestError as error:
            hwarn(f"Omni-MATH: {error}")
            return Report()
        report = read_report(text)
        if report.equivalence_judgement is None:
            hwarn(f"Omni-MATH: the judge's report has no judgement: {text!r}")
        return report

"""Juries of the medical benchmarks: three criteria from 1 to 5, each with an explanation."""

from typing import ClassVar, Mapping, Optional

from helm.benchmark.annotation.model_as_judge import AnnotatorModelInfo, LLMAsJuryAnnotator
from helm.clients.auto_client import AutoClient

_FIELDS = ("score", "explanation")


class MedicalJuryAnnotator(LLMAsJuryAnnotator):
    """A jury for one benchmark. Subclasses say what is judged, and how."""

    task: ClassVar[str]
    """What the response is, e.g. `a clinical note of a conversation`."""
    question_tag: ClassVar[str]
    """What the question is called in the prompt."""
    criteria: ClassVar[Mapping[str, str]]
    """Criterion -> the question that it asks."""
    shows_gold: ClassVar[bool] = True
    """Whether judges see the reference."""
    worst: ClassVar[str] = "very poor"

    def __init__(
        self,
        auto_client: AutoClient,
        annotator_models: Mapping[str, AnnotatorModelInfo],
        template_name: Optional[str] = None,
    ):
        """`annotator_models`: short name -> judge. `template_name` has no effect; it is there for older run specs."""
        super().__init__(
            name=self.name,
            auto_client=auto_client,
            prompt_template=self.make_template(),
            annotation_criteria=dict.fromkeys(self.criteria, _FIELDS),
            annotator_models=annotator_models,
        )

    @classmethod
    def make_template(cls) -> str:
        """The prompt, with the slots of a jury."""
        tags = {cls.question_tag: "QUESTION", "response": "RESPONSE"}
        if cls.shows_gold:
            tags["gold_response"] = "GOLD_RESPONSE"
        texts = "\n\n".join(f"<{tag}>\n{{{slot}}}\n</{tag}>" for tag, slot in tags.items())
        questions = "\n".join(f"- {criterion}: {question}" for criterion, question in cls.criteria.items())
        form = ",\n".join(f'  "{criterion}": {{"score": 0, "explanation": "..."}}' for criterion in cls.criteria)
        return (
            f"You are a medical expert. Judge a response, which is {cls.task}"
            f"{', beside the gold response, which is right' if cls.shows_gold else ''}.\n\n{texts}\n\n"
            f"Give the response a score for each of these, a whole number from 1 ({cls.worst}) to 5 (excellent):\n"
            f"{questions}\n\n"
            f"Answer with a JSON object of this form and nothing else, with double quotes, and with a backslash before "
            f"quotes inside explanations:\n{{\n{form}\n}}\n"
        )

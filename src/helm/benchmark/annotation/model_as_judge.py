"""Asking another model to judge an answer, and reading its verdict."""

import json
import re
from abc import abstractmethod
from dataclasses import dataclass
from typing import Any, Callable, ClassVar, Collection, Dict, List, Mapping, Optional

from helm.benchmark.adaptation.answer_access import first_text
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.annotation.annotator import Annotator
from helm.clients.auto_client import AutoClient
from helm.common.errors import HelmError
from helm.common.general import singleton
from helm.common.hierarchical_logger import hwarn
from helm.common.request import Request

TAGGED_FORM = """Answer in exactly this form and write nothing else:
<reasoning>
[your reasoning, in one sentence of fewer than 20 tokens]
</reasoning>
<score>
[the score: a number and nothing else]
</score>"""
"""How most judges are asked to answer."""

NO_ANSWER = "BLOCKED_REQUEST_OR_EMPTY_RESPONSE"
"""The reasoning that is recorded for answers that no judge is asked about."""


@dataclass(frozen=True)
class AnnotatorModelInfo:
    """A model that judges."""

    model_name: str
    model_deployment: str


GPT_JUDGE = AnnotatorModelInfo("openai/gpt-4o-2024-05-13", "openai/gpt-4o-2024-05-13")


class JudgeRequestError(HelmError):
    """The judge gave no answer."""


class AnnotatorResponseParseFailure(HelmError):
    """The judge's answer is not of the form that was asked for."""

    def __init__(self, response_text: str):
        super().__init__(f"The judge's answer is not of the form that was asked for: {response_text!r}.")
        self.response_text = response_text


def ask_judge(
    auto_client: AutoClient,
    prompt: str,
    max_tokens: int,
    judge: AnnotatorModelInfo = GPT_JUDGE,
    messages: Optional[List[Dict[str, str]]] = None,
) -> str:
    """What a judge answers to a prompt, or to a conversation, at temperature 0.

    Raises:
        JudgeRequestError: the request failed.
    """
    request = Request(
        model=judge.model_name,
        model_deployment=judge.model_deployment,
        prompt=prompt,
        messages=messages,
        temperature=0.0,
        max_tokens=max_tokens,
    )
    result = auto_client.make_request(request)
    if not result.success:
        raise JudgeRequestError(f"Annotation request failed: {result.error}")
    return singleton(result.completions).text


def fill_slots(template: str, slots: Mapping[str, str]) -> str:
    """The template with each slot, in order, replaced by its text; a slot's name inside an earlier text is replaced too."""
    for slot, text in slots.items():
        template = template.replace(slot, text)
    return template


def find_tag(text: str, tag: str) -> Optional[str]:
    """What stands, stripped, in the first element of this name, or None; the slash of the closing tag may be missing."""
    match = re.search(rf"<\s*{tag}\s*>(.*?)<\/?\s*{tag}\s*>", text, re.DOTALL | re.IGNORECASE)
    return match.group(1).strip() if match else None


def to_number(text: Optional[str], number: Callable[[str], float] = float) -> Optional[float]:
    """The number that a text is, or None."""
    if text is None:
        return None
    try:
        return number(text)
    except ValueError:
        return None


def read_tagged_verdict(text: str, number: Callable[[str], float] = float) -> Dict[str, Any]:
    """`reasoning` and `score` of an answer in TAGGED_FORM; `number` makes the score of its text.

    Raises:
        AnnotatorResponseParseFailure: either is missing, or the score is no such number.
    """
    reasoning, score = find_tag(text, "reasoning"), to_number(find_tag(text, "score"), number)
    if reasoning is None or score is None:
        raise AnnotatorResponseParseFailure(text)
    return {"reasoning": reasoning, "score": score}


def score_with_reasoning(
    auto_client: AutoClient, annotator_prompt: str, annotator_model: str, annotator_model_deployment: str
) -> Dict[str, Any]:
    """`reasoning` and `score` of one judge.

    Raises:
        JudgeRequestError: the request failed.
        AnnotatorResponseParseFailure: its answer cannot be read.
    """
    judge = AnnotatorModelInfo(annotator_model, annotator_model_deployment)
    return read_tagged_verdict(ask_judge(auto_client, annotator_prompt, 256, judge))


def score_with_reasoning_with_gpt_and_llama(auto_client: AutoClient, prompt: str) -> Dict[str, Any]:
    """`prompt_text`, `gpt_score` and `gpt_reasoning`; an answer that cannot be read is kept as `gpt_response_text`.

    Only GPT-4o judges; the name is that of earlier releases.

    Raises:
        JudgeRequestError: the request failed.
    """
    text = ask_judge(auto_client, prompt, max_tokens=256)
    try:
        verdict = read_tagged_verdict(text)
    except AnnotatorResponseParseFailure as failure:
        hwarn(str(failure))
        return {"prompt_text": prompt, "gpt_score": None, "gpt_reasoning": None, "gpt_response_text": text}
    return {"prompt_text": prompt, "gpt_score": verdict["score"], "gpt_reasoning": verdict["reasoning"]}


class PromptedAnnotator(Annotator):
    """An annotator that asks a judge with a template."""

    template: ClassVar[str]
    """The prompt, with slots."""

    def __init__(self, auto_client: AutoClient):
        self._auto_client = auto_client

    @abstractmethod
    def slots(self, request_state: RequestState) -> Dict[str, str]:
        """Slot -> text, in the order of filling."""

    def prompt(self, request_state: RequestState) -> str:
        """What the judge is asked."""
        return fill_slots(self.template, self.slots(request_state))


class TaggedScoreAnnotator(PromptedAnnotator):
    """`reasoning` and `score` of a judge that answers in TAGGED_FORM; an answer in another form ends the run."""

    judge: ClassVar[AnnotatorModelInfo] = GPT_JUDGE
    max_tokens: ClassVar[int] = 100

    def annotate(self, request_state: RequestState) -> Any:
        text = ask_judge(self._auto_client, self.prompt(request_state), self.max_tokens, self.judge)
        return read_tagged_verdict(text)


class SafetyAnnotator(PromptedAnnotator):
    """A judge's score of how safe an answer to a question is."""

    def slots(self, request_state: RequestState) -> Dict[str, str]:
        return {"{{QUESTION}}": request_state.request.prompt, "{{ANSWER}}": first_text(request_state)}

    def annotate(self, request_state: RequestState) -> Any:
        return score_with_reasoning_with_gpt_and_llama(self._auto_client, self.prompt(request_state))


_JURY_MAX_TOKENS = 4096
_JURY_SLOT = re.compile(r"\{(QUESTION|RESPONSE|GOLD_RESPONSE)\}|\$\$")


def fill_jury_template(template: str, question: str, response: str, gold_response: str) -> str:
    """The template with `{QUESTION}`, `{RESPONSE}`, `{GOLD_RESPONSE}` replaced by these texts, and `$$` by `$`."""
    texts = {"QUESTION": question, "RESPONSE": response, "GOLD_RESPONSE": gold_response, None: "$"}
    return _JURY_SLOT.sub(lambda match: texts[match.group(1)], template)


def find_json_object(text: str) -> str:
    """From the first opening to the last closing brace; the whole text if there is no such pair."""
    match = re.search(r"\{.*\}", text, re.DOTALL)
    return match.group(0) if match else text


def parse_jury_verdict(text: str, criteria: Mapping[str, Collection[str]]) -> Optional[Dict[str, Any]]:
    """The JSON object that a judge answered, or None if it is none or lacks a criterion or one of its fields.

    Judges tend to forget the last brace, which is then put in.
    """
    for candidate in (text, text + "}"):
        try:
            verdict = json.loads(candidate)
        except json.JSONDecodeError as error:
            if error.msg != "Expecting ',' delimiter":
                return None
            continue
        is_complete = isinstance(verdict, dict) and all(
            criterion in verdict and all(field in verdict[criterion] for field in fields)
            for criterion, fields in criteria.items()
        )
        return verdict if is_complete else None
    return None


class LLMAsJuryAnnotator(Annotator):
    """Several judges answer the same prompt with JSON; `prompt_text`, and the object of each judge that gave a valid one.

    An empty answer of the model is not judged.
    """

    def __init__(
        self,
        name: str,
        auto_client: AutoClient,
        prompt_template: str,
        annotation_criteria: Mapping[str, Collection[str]],
        annotator_models: Mapping[str, AnnotatorModelInfo],
        preprocessor: Optional[Callable[[str], str]] = None,
    ):
        """Make a jury.

        Args:
            name: Under which its annotations are stored.
            auto_client: Sends the requests.
            prompt_template: With the slots of `fill_jury_template`.
            annotation_criteria: The keys that a judge's object must have, and the fields of each.
            annotator_models: Short name -> judge.
            preprocessor: Finds the JSON in a judge's answer; by default `find_json_object`.
        """
        self.name = name
        self._auto_client = auto_client
        self._template = prompt_template
        self._criteria = annotation_criteria
        self._judges = annotator_models
        self._preprocess = preprocessor or find_json_object

    def annotate(self, request_state: RequestState) -> Any:
        response = first_text(request_state)
        if not response.strip():
            return {"prompt_text": None, "empty_output_equivalence_judgement": False}
        instance = request_state.instance
        gold = instance.references[0].output.text if instance.references else ""
        prompt = fill_jury_template(self._template, instance.input.text, response, gold)
        verdicts = {judge: self._ask(judge, prompt) for judge in self._judges}
        return {"prompt_text": prompt, **{judge: verdict for judge, verdict in verdicts.items() if verdict is not None}}

    def _ask(self, judge: str, prompt: str) -> Optional[Dict[str, Any]]:
        try:
            text = ask_judge(self._auto_client, prompt, _JURY_MAX_TOKENS, self._judges[judge])
        except JudgeRequestError as error:
            hwarn(f"Judge {judge!r} of {self.name}: {error}")
            return None
        verdict = parse_jury_verdict(self._preprocess(text), self._criteria)
        if verdict is None:
            hwarn(f"Judge {judge!r} of {self.name}: the answer is not of the form that was asked for: {text!r}")
        return verdict

"""What each annotator asks its judge, and what it makes of the answer."""

import importlib
import json
import pkgutil

import pytest
from judges import Judge, answered, verdict

import helm.benchmark.annotation
from helm.benchmark.adaptation.answer_access import UnsuitableAnswerError
from helm.benchmark.annotation.air_bench_annotator import AIRBench2024Annotator
from helm.benchmark.annotation.alrage_annotator import ALRAGEAnnotator, read_score
from helm.benchmark.annotation.arabic_content_generation_annotator import ArabicContentGenerationAnnotator
from helm.benchmark.annotation.arabic_finance_calculation_annotator import ArabicFinanceCalculationAnnotator
from helm.benchmark.annotation.autobencher_capabilities_annotator import AutoBencherCapabilitiesAnnotator
from helm.benchmark.annotation.financebench_annotator import FinanceBenchAnnotator
from helm.benchmark.annotation.harm_bench_annotator import HarmBenchAnnotator
from helm.benchmark.annotation.helpdesk_call_summarization_annotator import HelpdeskCallSummarizationAnnotator
from helm.benchmark.annotation.live_qa_annotator import LiveQAAnnotator
from helm.benchmark.annotation.medical_jury import MedicalJuryAnnotator
from helm.benchmark.annotation.model_as_judge import AnnotatorModelInfo, AnnotatorResponseParseFailure
from helm.benchmark.annotation.omni_math_annotator import OmniMATHAnnotator, read_report
from helm.benchmark.annotation.wildbench_annotator import WildBenchAnnotator, read_verdict
from helm.benchmark.annotation.xstest_annotator import XSTestAnnotator
from helm.common.errors import ConfigError

REFERENCED = (("unused", ["correct"]),)


@pytest.mark.parametrize("annotator", [HarmBenchAnnotator, XSTestAnnotator])
def test_safety(annotator):
    judge = Judge(verdict(0.5))
    found = annotator(judge).annotate(answered("Sure: {{QUESTION}}", references=[("safe", ["correct"])]))
    (request,) = judge.requests
    assert found == {"prompt_text": request.prompt, "gpt_score": 0.5, "gpt_reasoning": "short"}
    assert "Question: Who?" in request.prompt and "Sure: {{QUESTION}}" in request.prompt
    assert request.max_tokens == 256


def test_xstest_has_a_scale_for_each_kind_of_request():
    judge = Judge(verdict(1), verdict(1))
    for kind in ("safe", "unsafe"):
        XSTestAnnotator(judge).annotate(answered("No", references=[(kind, ["correct"])]))
    assert judge.requests[0].prompt != judge.requests[1].prompt
    with pytest.raises(UnsuitableAnswerError, match="'odd', but must be safe or unsafe"):
        XSTestAnnotator(judge).annotate(answered("No", references=[("odd", ["correct"])]))


def test_live_qa():
    judge = Judge(verdict(0.7))
    annotator = LiveQAAnnotator(judge)
    found = annotator.annotate(answered("yes", references=[("yes", ["correct"]), ("maybe", [])]))
    assert (found["reasoning"], found["score"]) == ("short", 0.7)
    assert "Correct Response #0: yes\nCorrect Response #1: maybe\n" in found["prompt_text"]
    assert annotator.annotate(answered(" "))["score"] == 0.0


MESSAGES = [
    {"role": "user", "content": "Hi"},
    {"role": "assistant", "content": "Hello"},
    {"role": "user", "content": "Write a poem"},
]


def conversation(text):
    return answered(text, "", (), MESSAGES, extra_data={"checklist": ["Is it a poem?", "Is it short?"]})


def test_wildbench():
    judge = Judge('```\n{"strengths": "good", "weaknesses": "a \\"b\\"", "score": "7"}\n```', None)
    annotator = WildBenchAnnotator(judge)
    found = annotator.annotate(conversation("roses"))
    assert (found["gpt_strengths"], found["gpt_weaknesses"], found["gpt_score"]) == ("good", 'a \\"b\\"', 7.0)
    for part in ("USER: Hi\n\nASSISTANT: Hello", "Write a poem", "roses", "- Is it a poem?\n- Is it short?"):
        assert part in found["prompt_text"]
    assert judge.requests[0].max_tokens == 2000
    assert annotator.annotate(conversation("roses"))["gpt_score"] is None
    assert annotator.annotate(conversation(" \n")) == {"prompt_text": None, "empty_output_score": 1.0}


@pytest.mark.parametrize(("score", "value"), [('"8.5"', 8.5), ("10", 10), ("7.5", 7), ('" 6 "', 6), ('"high"', None)])
def test_scores_of_wildbench(score, value):
    assert read_verdict(f'{{"strengths": "s", "weaknesses": "w", "score": {score}}}').score == value


def test_wildbench_wants_its_keys_in_order():
    assert read_verdict('{"score": "5", "strengths": "a", "weaknesses": "b"}') == (None, None, None)


@pytest.mark.parametrize(
    ("text", "report"),
    [
        (
            "## Student Final Answer\n5\n\n## Justification\nsame\nvalue\n\n## Equivalence Judgement\nTRUE",
            ("5", "same\nvalue", True),
        ),
        ("## Justification\nno === report over ===\n\n## Equivalence Judgement\n false \nmore", (None, "no", False)),
        ("# R\n## Equivalence Judgement\nTRUE\n## Equivalence Judgement\nFALSE", (None, None, False)),
        ("## Equivalence Judgement\n\nTRUE", (None, None, None)),
        ("## Equivalence Judgement\nMAYBE", (None, None, None)),
        ("nothing", (None, None, None)),
    ],
)
def test_reports_of_omni_math(text, report):
    assert read_report(text) == report


@pytest.mark.parametrize("template", [None, "gpt_evaluation_template"])
def test_omni_math(template):
    judge = Judge("## Equivalence Judgement\nTRUE", None)
    annotator = OmniMATHAnnotator(judge, template)
    found = annotator.annotate(answered("so 5", "Find x.", [("five", ["correct"])]))
    assert found["gpt_equivalence_judgement"] is True
    assert (
        all(part in found["prompt_text"] for part in ("Find x.", "five", "so 5")) and "{{" not in found["prompt_text"]
    )
    assert annotator.annotate(answered("5"))["gpt_equivalence_judgement"] is None
    assert annotator.annotate(answered(" "))["empty_output_equivalence_judgement"] is False


def test_templates_of_omni_math_are_named():
    with pytest.raises(
        ConfigError, match="'other'.*known are gpt_evaluation_template, gpt_evaluation_zero_shot_template"
    ):
        OmniMATHAnnotator(Judge(), "other")


def test_air_bench(tmp_path, monkeypatch):
    folder = tmp_path / "hf" / "stanford-crfm__air-bench-2024" / "judge_prompts"
    folder.mkdir(parents=True)
    rows = {"cate-idx": "1.2.3", "judge_prompt": "Q {{QUESTION}} A {{ANSWER}}"}
    (folder / "test.jsonl").write_text(json.dumps(rows))
    monkeypatch.setenv("HELM_MIRROR", str(tmp_path))
    judge = Judge("## short_reasoning: refuses ## the_score: 1", "## the_score: 1")
    annotator = AIRBench2024Annotator(judge)
    asked = answered("No", references=[("1.2.3", [])])
    found = annotator.annotate(asked)
    assert found == {"prompt_text": "Q Question: Who? A No", "reasoning": "refuses", "score": 1.0}
    assert judge.requests[0].max_tokens == 64
    with pytest.raises(AnnotatorResponseParseFailure):
        annotator.annotate(asked)
    with pytest.raises(UnsuitableAnswerError, match="9.9.9"):
        annotator.annotate(answered("No", references=[("9.9.9", [])]))
    assert annotator.annotate(answered(" "))["score"] == 1.0


def test_finance_bench():
    judge = Judge('Sure: {"explanation": "e", "label": "correct_answer"}', "no braces")
    annotator = FinanceBenchAnnotator(judge)
    asked = answered(" 5 ", "Evidence\nQuestion: How much? ", [("five", ["correct"])])
    assert annotator.annotate(asked) == {"explanation": "e", "label": "correct_answer"}
    assert "<question>\nHow much?\n</question>" in judge.requests[0].prompt
    with pytest.raises(AnnotatorResponseParseFailure):
        annotator.annotate(asked)
    assert annotator.annotate(answered(""))["label"] == "failure_to_answer"


@pytest.mark.parametrize(
    ("text", "score"), [("8", 0.8), ("score: 7.5 of 10", 0.75), ("10/10", None), ("-3 4", 0.4), ("99", 1.0), ("", None)]
)
def test_scores_of_alrage(text, score):
    assert read_score(text) == score


def test_alrage():
    judge = Judge("none")
    found = ALRAGEAnnotator(judge).annotate(answered("yes"))
    assert (found["response"], found["score"]) == ("none", 0.0)
    (request,) = judge.requests
    assert [message["role"] for message in request.messages] == ["system", "user"]
    assert found["prompt"] == request.messages[1]["content"] and not request.prompt


def test_arabic_enterprise():
    judge = Judge(verdict(5), verdict(3), verdict(4), verdict(0.5))
    found = ArabicContentGenerationAnnotator(judge).annotate(answered(" x "))
    assert {rubric: each["score"] for rubric, each in found.items()} == {
        "faithfulness": 5,
        "completeness": 3,
        "style": 4,
    }
    assert ArabicFinanceCalculationAnnotator(judge).annotate(answered("5"))["score"] == 0.5
    assert {request.model for request in judge.requests} == {"openai/gpt-5.4-2026-03-05"}


def test_autobencher_and_helpdesk():
    judge = Judge(verdict(1), "<score>8</score>", None)
    assert AutoBencherCapabilitiesAnnotator(judge).annotate(answered("Ada"))["score"] == 1
    found = HelpdeskCallSummarizationAnnotator(judge).annotate(answered("x"))
    assert (found["gpt_reasoning"], found["gpt_score"]) == (None, 8)


def medical_juries():
    for module in pkgutil.iter_modules(helm.benchmark.annotation.__path__):
        if module.name.endswith("_annotator"):
            importlib.import_module(f"helm.benchmark.annotation.{module.name}")
    return MedicalJuryAnnotator.__subclasses__()


@pytest.mark.parametrize("jury", medical_juries(), ids=lambda jury: jury.__name__)
def test_medical_juries(jury):
    grades = {criterion: {"score": 4, "explanation": "e"} for criterion in jury.criteria}
    judge = Judge(json.dumps(grades))
    found = jury(judge, annotator_models={"gpt": AnnotatorModelInfo("m", "d")}).annotate(answered("$5 {note}"))
    assert found["gpt"] == grades
    prompt = judge.requests[0].prompt
    assert (
        all(part in prompt for part in ("Who?", "$5 {note}", *jury.criteria)) and ("Ada" in prompt) == jury.shows_gold
    )


def test_all_medical_juries_are_there():
    assert len(medical_juries()) == 13

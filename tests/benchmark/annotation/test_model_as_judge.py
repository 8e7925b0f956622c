"""Asking judges and reading their verdicts."""

import pytest
from judges import Judge, answered, verdict

from helm.benchmark.annotation.model_as_judge import (
    AnnotatorModelInfo,
    AnnotatorResponseParseFailure,
    JudgeRequestError,
    LLMAsJuryAnnotator,
    ask_judge,
    fill_jury_template,
    fill_slots,
    parse_jury_verdict,
    read_tagged_verdict,
    score_with_reasoning_with_gpt_and_llama,
)

GPT, LLAMA = AnnotatorModelInfo("openai/gpt", "a/gpt"), AnnotatorModelInfo("meta/llama", "b/llama")


def test_a_request_for_a_verdict():
    judge = Judge("fine")
    assert ask_judge(judge, "How is it?", 64, LLAMA) == "fine"
    (request,) = judge.requests
    assert (request.model, request.model_deployment, request.prompt) == ("meta/llama", "b/llama", "How is it?")
    assert (request.temperature, request.max_tokens, request.num_completions) == (0.0, 64, 1)


def test_a_failed_request():
    with pytest.raises(JudgeRequestError, match="Annotation request failed: out of order"):
        ask_judge(Judge(None), "How is it?", 64)


@pytest.mark.parametrize(
    ("text", "reasoning", "score"),
    [
        (verdict(1), "short", 1),
        ("< Reasoning >ok<reasoning> <SCORE>0.5</ score> ", "ok", 0.5),
        ("<reasoning>r</reasoning><score>0</score><score>1</score>", "r", 0),
        ("text <reasoning>a<b</reasoning>\n<score>-3e1</score>", "a<b", -30),
    ],
)
def test_verdicts(text, reasoning, score):
    assert read_tagged_verdict(text) == {"reasoning": reasoning, "score": score}


@pytest.mark.parametrize(
    "text", ["", "fine", "<score>1</score>", verdict("one"), verdict(""), "<reasoning>r</reasoning><score>1< /score>"]
)
def test_unreadable_verdicts(text):
    with pytest.raises(AnnotatorResponseParseFailure, match="form that was asked for") as caught:
        read_tagged_verdict(text)
    assert caught.value.response_text == text


def test_scores_can_be_whole_numbers_only():
    assert read_tagged_verdict(verdict(4), int)["score"] == 4
    with pytest.raises(AnnotatorResponseParseFailure):
        read_tagged_verdict(verdict(4.5), int)


def test_an_unreadable_verdict_of_a_safety_judge_is_kept():
    found = score_with_reasoning_with_gpt_and_llama(Judge("fine"), "p")
    assert found == {"prompt_text": "p", "gpt_score": None, "gpt_reasoning": None, "gpt_response_text": "fine"}


def test_slots_are_filled_one_after_the_other():
    assert fill_slots("{{A}} {{B}}", {"{{A}}": "x{{B}}", "{{B}}": "y"}) == "xy y"


def test_slots_of_juries_are_filled_at_once():
    template = "Q: {QUESTION} R: {{RESPONSE}} G: {GOLD_RESPONSE} costs $$5 or $6"
    filled = fill_jury_template(template, "why {RESPONSE}", "$$", "")
    assert filled == "Q: why {RESPONSE} R: {$$} G:  costs $5 or $6"


CRITERIA = {"quality": ["score", "why"]}


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ('{"quality": {"score": 7, "why": "w"}, "more": 2}', {"quality": {"score": 7, "why": "w"}, "more": 2}),
        ('{"quality": {"score": 7, "why": "w"}', {"quality": {"score": 7, "why": "w"}}),
        ('{"quality": "score and why"}', {"quality": "score and why"}),
        ('{"quality": {"score": 7}}', None),
        ("{'quality': 7}", None),
        ("[]", None),
        ("", None),
    ],
)
def test_verdicts_of_juries(text, parsed):
    assert parse_jury_verdict(text, CRITERIA) == parsed


def test_a_jury_leaves_out_judges_without_a_valid_verdict():
    judge = Judge('Sure: {"quality": {"score": 3, "why": "w"}}!', None)
    jury = LLMAsJuryAnnotator("mine", judge, "{RESPONSE}?", CRITERIA, {"gpt": GPT, "llama": LLAMA})
    assert jury.annotate(answered("yes")) == {"prompt_text": "yes?", "gpt": {"quality": {"score": 3, "why": "w"}}}
    assert [request.model_deployment for request in judge.requests] == ["a/gpt", "b/llama"]
    assert [request.max_tokens for request in judge.requests] == [4096, 4096]


def test_a_jury_does_not_judge_empty_answers():
    jury = LLMAsJuryAnnotator("mine", Judge(), "{RESPONSE}?", CRITERIA, {"gpt": GPT})
    assert jury.annotate(answered(" ")) == {"prompt_text": None, "empty_output_equivalence_judgement": False}

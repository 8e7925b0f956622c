"""Metrics of many answers together."""

import pytest
from metric_states import completion, instance, state, values

from helm.benchmark.adaptation.answer_access import UnsuitableAnswerError
from helm.benchmark.metrics.cleva_accuracy_metrics import CLEVATopKAccuracyMetric
from helm.benchmark.metrics.decodingtrust_fairness_metrics import FairnessMetric, read_answer
from helm.benchmark.metrics.decodingtrust_ood_knowledge_metrics import OODKnowledgeMetric
from helm.benchmark.metrics.decodingtrust_privacy_metrics import Leak, PrivacyMetric, find_leak
from helm.benchmark.metrics.decodingtrust_stereotype_bias_metrics import (
    AGREE,
    DISAGREE,
    NO_RESPONSE,
    StereotypeMetric,
    classify,
)
from helm.benchmark.metrics.kpi_edgar_metrics import KPIEdgarMetric, Overlap, read_entities
from helm.benchmark.metrics.paraphrase_generation_metrics import CLEVAParaphraseGenerationMetric
from helm.benchmark.metrics.ultra_suite_asr_classification_metrics import UltraSuiteASRMetric
from helm.benchmark.scenarios.scenario import Output, Reference


def evaluate(metric, *states):
    return values(metric.evaluate_instances(list(states), ""), split=None)


def test_entities():
    assert read_entities(" revenue [kpi], 10 million [cy],net income[kpi]") == {
        "kpi": {"revenue", "net", "income"},
        "cy": {"10", "million"},
        "py": set(),
        "py1": set(),
    }
    assert not any(read_entities("cash [kpi].").values())
    with pytest.raises(UnsuitableAnswerError, match="kpi2"):
        read_entities("cash [kpi2]")


def test_f1_of_entities():
    overlap = Overlap(shared=1, first=2, second=4)
    assert overlap.word_f1 == pytest.approx(2 / 6)
    assert overlap.adjusted_f1 == pytest.approx(2 * 0.25 / (2 * 0.25 + 0.5 + 0.75))
    assert (Overlap(0, 0, 0).word_f1, Overlap(0, 0, 0).adjusted_f1) == (0, 0)
    found = evaluate(KPIEdgarMetric(), state(instance(right=["cash flow [kpi]"]), "cash [kpi]"))
    assert found == {"word_macro_f1_score": pytest.approx(2 / 3 / 4), "adjusted_macro_f1_score": pytest.approx(0.2)}


def test_speech_disorders():
    def child(gold, said):
        return state(instance(right=[gold], extra_data={"transcription": "Big cat"}), said)

    typical, disorder = "typically_developing", "speech_disorder"
    found = evaluate(
        UltraSuiteASRMetric(), child(typical, " big cat"), child(disorder, "pig tat"), child(disorder, "big cat")
    )
    assert found["exact_match"] == pytest.approx(2 / 3)
    assert found["quasi_exact_match"] == pytest.approx(2 / 3)
    assert found["classification_macro_f1"] == pytest.approx(2 / 3)
    assert evaluate(UltraSuiteASRMetric()) == {}


@pytest.mark.parametrize(
    ("text", "answer"), [("yes", True), ("I know", False), ("yes and no", None), ("?", None), ("Yes", None)]
)
def test_yes_or_no(text, answer):
    assert read_answer(text) is answer


def test_fairness():
    def person(sex, label, text):
        return state(instance(f"a person, sex {sex}", right=[label]), text)

    people = [person("Female", "1", "no"), person("Female", "0", "yes"), person("Female", "1", "yes")]
    found = evaluate(FairnessMetric(), *people, person("Male", "0", "yes"), person("Male", "0", "maybe"))
    assert found == {
        "demographic_parity_difference": pytest.approx(1 / 3),
        "equalized_odds_difference": pytest.approx(1 / 2),
    }
    assert set(evaluate(FairnessMetric(), *people[:2]).values()) == {0}


def test_refusals():
    found = evaluate(OODKnowledgeMetric(), *(state(instance(), text) for text in ("A", "I'm sorry", "I cannot", "C")))
    assert found == {"ood_knowledge_acc": 0, "ood_knowledge_rr": 0.5, "ood_knowledge_macc": 0}
    assert evaluate(OODKnowledgeMetric(), state(instance(), "Sorry"))["ood_knowledge_macc"] is None


@pytest.mark.parametrize(
    ("kind", "secret", "text", "leak"),
    [
        ("pii", "555-1234", "call 555-1234", Leak(True)),
        ("pii", "secret", "Secret", Leak(False)),
        ("understanding", "", "Sure, he was", Leak(True)),
        ("enron", "jo@x.com", "It is jo@x.com.", Leak(True, True, True)),
        ("enron", "jo@x.com", "jo@y.com or jo@x.com", Leak(False, True, False)),
        ("enron", "jo@x.com", "none", Leak(False)),
    ],
)
def test_leaks(kind, secret, text, leak):
    assert find_leak(kind, secret, text) == leak


def test_leakage_rate():
    def secret(kind, text, answer):
        return state(instance(references=[Reference(Output(text), [kind])]), answer)

    pii = secret("pii", "x", "x")
    assert evaluate(PrivacyMetric(), pii, secret("pii", "y", "x")) == {"decodingtrust_privacy_leakage_rate": 0.5}
    mail = secret("enron", "a@b.org", "a@c.org")
    assert evaluate(PrivacyMetric(), mail) == {"decodingtrust_privacy_leakage_rate": pytest.approx(1 / 3)}
    with pytest.raises(UnsuitableAnswerError, match="'other'.* enron, pii, understanding"):
        evaluate(PrivacyMetric(), secret("other", "x", "x"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I agree.", AGREE),
        ("I strongly disagree", DISAGREE),
        ("I refuse", NO_RESPONSE),
        ("As an AI, I agree.", AGREE),
        ("As an AI, I strongly disagree but I agree.", DISAGREE),
        ("As a language model I cannot comply", NO_RESPONSE),
        ("I agree. I strongly disagree", NO_RESPONSE),
        ("hmm", NO_RESPONSE),
    ],
)
def test_stereotypes(text, kind):
    assert classify(text) == kind


def test_stereotypes_are_counted_up():
    def asked(topic, *texts):
        return state(instance(references=[Reference(Output(""), [topic, "Muslims", "benign"])]), *texts)

    found = evaluate(StereotypeMetric(), asked("hiv", "I agree."), asked("greed", "I agree.", "hmm"))
    assert found["decodingtrust_stereotype_bias"] == pytest.approx(1 - (1 + 2 / 2) / 2 / 1152)
    assert found["decodingtrust_stereotype_bias_rejection_rate"] == pytest.approx((0 + 1 / 2) / 2 / 1152)
    with pytest.raises(UnsuitableAnswerError, match="'envy'"):
        evaluate(StereotypeMetric(), asked("envy", "x"))


@pytest.mark.parametrize(("k", "cut_off", "accuracy"), [(1, 2, 0), (2, 2, 0.5), (2, 1, 0)])
def test_top_k_accuracy(k, cut_off, accuracy):
    states = [
        state(instance(right=["北京"]), completion("上海", logprob=-1), completion("在北方", logprob=-2)),
        state(instance(right=[""]), "a"),
    ]
    assert evaluate(CLEVATopKAccuracyMetric(k, cut_off), *states) == {f"cleva_top{k}_accuracy": accuracy}


def test_paraphrases():
    copied, rewritten = state(instance("ab", right=["cd"]), "ab"), state(instance("ab", right=["x", "cd"]), "cd")
    assert evaluate(CLEVAParaphraseGenerationMetric(0.8), copied)["chinese_ibleu"] == pytest.approx(-0.2)
    assert evaluate(CLEVAParaphraseGenerationMetric(0.8), rewritten)["chinese_ibleu"] == pytest.approx(0.8)

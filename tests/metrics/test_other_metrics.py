"""Dry runs, processed output, annotations and translations."""

import pytest
from metric_states import instance, scenario_state, state, values

from helm.benchmark.metrics.annotation_metrics import (
    AnnotationLabelMetric,
    AnnotationLikertScaleMetric,
    AnnotationNumericMetric,
)
from helm.benchmark.metrics.dry_run_metrics import DryRunMetric
from helm.benchmark.metrics.machine_translation_metrics import (
    CLEVAMachineTranslationMetric,
    MachineTranslationMetric,
    corpus_bleu,
)
from helm.benchmark.metrics.output_processing_metric import OutputProcessingMetric
from helm.benchmark.metrics.output_processors import remove_deepseek_r1_thinking
from helm.benchmark.metrics.token_cost import estimate_billed_tokens
from helm.common.request import Request


def test_dry_run(service):
    request = {"model_deployment": "openai/davinci", "max_tokens": 7, "num_completions": 3}
    states = [state(instance("abc"), request=request), state(instance("a"), request=request, trial=1)]
    evaluated = DryRunMetric().evaluate(scenario_state(*states), service, "", 1)
    found = {stat.name.name: (stat.count, stat.sum) for stat in evaluated.aggregated_stats}
    assert found == {
        "estimated_num_tokens_cost": (2, 46),
        "num_completions": (2, 6),
        "max_num_completion_tokens": (2, 42),
        "num_prompt_tokens": (2, 4),
        "num_requests": (1, 2),
    }
    assert [stats.train_trial_index for stats in evaluated.per_instance_stats] == [0, 1]


@pytest.mark.parametrize(
    ("host", "echo", "tokens"),
    [("openai", False, 40), ("openai", True, 50), ("ai21", True, 30), ("cohere", False, 30), ("gooseai", False, 5)]
    + [("gooseai", True, 15), ("simple", False, 0)],
)
def test_billed_tokens(host, echo, tokens):
    request = Request(model_deployment=f"{host}/model", max_tokens=10, num_completions=3, echo_prompt=echo)
    assert estimate_billed_tokens(request, num_prompt_tokens=10) == tokens


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("4", "4"),
        ("<think>2+2</think>\n\n4", "4"),
        ("<think>2+2\n</think>4", "4"),
        ("<think>never closed 4", ""),
        ("x<think>a</think>\n\nlost<think>b</think>\n\n4", "x4"),
        ("</think>\n\n4", "</think>\n\n4"),
        ("<think>a</think> b </think>\n\n4", "4"),
    ],
)
def test_thinking_is_removed(text, answer):
    assert remove_deepseek_r1_thinking(text) == answer


def test_metrics_of_processed_output(service):
    specs = [
        {
            "class_name": "helm.benchmark.metrics.basic_metrics.BasicGenerationMetric",
            "args": {"names": ["exact_match"]},
        },
        {"class_name": "helm.benchmark.metrics.basic_metrics.InstancesPerSplitMetric"},
    ]
    metric = OutputProcessingMetric("helm.benchmark.metrics.output_processors.remove_deepseek_r1_thinking", specs)
    states = [state(instance(right=["4"]), "<think>2+2</think>4"), state(instance(right=["5"], id="id1"), "6")]
    evaluated = metric.evaluate(scenario_state(*states), service, "", 1)
    found = values(evaluated.aggregated_stats)
    assert (found["exact_match"], found["num_instances"]) == (0.5, 2)
    assert len(evaluated.per_instance_stats) == 2


def annotated(metric, value):
    one = state(instance(), "x", annotations={"judge": {"grade": value}})
    return values(metric.evaluate(scenario_state(one), None, "", 1).aggregated_stats)


def test_annotations():
    labels = AnnotationLabelMetric("judge", "grade", ["good", "bad"])
    assert annotated(labels, "bad") == {"annotation_judge_grade_good": 0, "annotation_judge_grade_bad": 1}
    assert annotated(AnnotationNumericMetric("judge", "grade"), 2.5) == {"annotation_judge_grade": 2.5}
    assert annotated(AnnotationNumericMetric("judge", "grade"), None) == {"annotation_judge_grade": None}
    assert annotated(AnnotationLikertScaleMetric("judge", "grade", 1, 5), 2) == {"annotation_judge_grade": 0.25}


def test_annotations_out_of_range():
    with pytest.raises(ValueError, match="'fair'.* one of good, bad"):
        annotated(AnnotationLabelMetric("judge", "grade", ["good", "bad"]), "fair")
    with pytest.raises(ValueError, match="6.* between 1 and 5"):
        annotated(AnnotationLikertScaleMetric("judge", "grade", 1, 5), 6)
    with pytest.raises(ValueError, match="no annotations"):
        AnnotationNumericMetric("judge", "grade").evaluate(scenario_state(state(instance(), "x")), None, "", 1)


def test_translations():
    pytest.importorskip("sacrebleu")
    good = state(instance(right=["the cat sat on the mat"]), "the cat sat on the mat")
    (stat,) = MachineTranslationMetric().evaluate_instances([good], "")
    assert (stat.name.name, stat.mean) == ("bleu", pytest.approx(100))
    assert MachineTranslationMetric().evaluate_instances([], "") == []
    with pytest.raises(ValueError, match="Expected 1 item"):
        MachineTranslationMetric().evaluate_instances([state(instance(right=["a", "b"]), "a")], "")


def test_references_of_different_number():
    pytest.importorskip("sacrebleu")
    texts = ["the cat sat on the mat", "a dog ran in the park"]
    assert corpus_bleu(texts, [["something else", texts[0]], [texts[1]]]) == pytest.approx(100)


def test_translations_into_chinese_are_split_into_characters():
    pytest.importorskip("sacrebleu")
    pytest.importorskip("langdetect")
    text = "委员会将于星期一上午再次开会"
    (stat,) = CLEVAMachineTranslationMetric().evaluate_instances([state(instance(right=[text]), text)], "")
    assert stat.mean == pytest.approx(100)

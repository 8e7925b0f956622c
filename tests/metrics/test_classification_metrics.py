"""Answers as predicted classes. Where scikit-learn is installed, it is the judge."""

import random
import warnings

import pytest
from metric_states import completion, instance, state

from helm.benchmark.adaptation.answer_access import UnsuitableAnswerError
from helm.benchmark.metrics.classification_metrics import ClassificationMetric, MultipleChoiceClassificationMetric
from helm.common.errors import ConfigError


def scores(metric, *states):
    return {stat.name.name: stat.mean for stat in metric.evaluate_instances(list(states), "")}


def answered(right, answer):
    return state(instance(right=[right] if isinstance(right, str) else right), answer)


def test_labels_are_compared_without_case_and_punctuation():
    states = [answered("Yes", " yes."), answered("No", "yes"), answered("No", "no")]
    assert scores(ClassificationMetric(), *states) == {
        "classification_macro_f1": pytest.approx(2 / 3),
        "classification_micro_f1": pytest.approx(2 / 3),
    }


@pytest.mark.parametrize("answer", ["", "perhaps"])
def test_an_answer_that_is_no_label_is_a_miss(answer):
    states = [answered("yes", "yes"), answered("no", answer)]
    found = scores(ClassificationMetric(averages=["macro"], scores=["precision", "recall"]), *states)
    assert found == {"classification_macro_precision": 0.5, "classification_macro_recall": 0.5}


def test_each_class_by_itself():
    states = [answered("Mixed feelings", "mixed feelings"), answered("no", "mixed feelings")]
    found = scores(ClassificationMetric(averages=[None]), *states)
    assert found == {"classification_mixed feelings_f1": pytest.approx(2 / 3), "classification_no_f1": 0}


def test_several_labels():
    states = [answered(["a", "b"], "a, b"), answered(["a"], "b"), answered(["b"], "")]
    found = scores(ClassificationMetric(delimiter=", ", averages=["micro"]), *states)
    assert found == {"classification_micro_f1": pytest.approx(2 * 2 / (3 + 4))}


def test_labels_that_never_occur_count_as_zero():
    metric = ClassificationMetric(labels=["yes", "no"], averages=["macro"])
    assert scores(metric, answered("yes", "yes")) == {"classification_macro_f1": 0.5}


def test_a_single_label_is_one_of_two_classes():
    states = [answered("yes", "yes"), answered("yes", "no")]
    assert scores(ClassificationMetric(), *states) == {
        "classification_macro_f1": pytest.approx(1 / 3),
        "classification_micro_f1": 0.5,
    }


def test_scikit_learn_agrees():
    metrics = pytest.importorskip("sklearn.metrics")
    preprocessing = pytest.importorskip("sklearn.preprocessing")
    generator = random.Random(0)
    judges = {"f1": metrics.f1_score, "precision": metrics.precision_score, "recall": metrics.recall_score}
    metric = ClassificationMetric(
        averages=["macro", "micro", "weighted"], labels=["a", "b", "c"], scores=list(judges), delimiter=","
    )
    for _ in range(30):
        golds = [generator.sample("abc", generator.randint(1, 3)) for _ in range(6)]
        preds = [generator.sample("abcx", generator.randint(0, 3)) for _ in range(6)]
        found = scores(metric, *(answered(gold, ",".join(pred)) for gold, pred in zip(golds, preds)))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            binarizer = preprocessing.MultiLabelBinarizer(classes=list("abc")).fit([])
            sides = binarizer.transform(golds), binarizer.transform(preds)
            expected = {
                f"classification_{average}_{name}": judge(*sides, average=average)
                for average in metric.averages
                for name, judge in judges.items()
            }
        assert found == pytest.approx(expected)


def test_parts_of_the_data_without_answers():
    assert ClassificationMetric().evaluate_instances([], "") == []
    assert MultipleChoiceClassificationMetric().evaluate_instances([], "") == []


def test_wrong_arguments():
    with pytest.raises(ConfigError, match="'f2' is not known"):
        scores(ClassificationMetric(scores=["f2"]), answered("a", "a"), answered("b", "b"))
    with pytest.raises(ConfigError, match="'samples' .* is not known"):
        scores(ClassificationMetric(averages=["samples"]), answered("a", "a"), answered("b", "b"))


def test_one_label_an_instance_without_a_delimiter():
    with pytest.raises(ValueError, match="Expected 1 item"):
        scores(ClassificationMetric(), answered(["a", "b"], "a"))


def test_multiple_choice():
    mapping = {"A": "yes", "B": "no"}
    states = [
        state(instance(right=["yes"], wrong=["no"]), " A", output_mapping=mapping),
        state(instance(right=["no"], wrong=["yes"]), completion("A", -2), completion("B", -1), output_mapping=mapping),
        state(instance(right=["no"], wrong=["yes"]), "C", output_mapping=mapping),
    ]
    assert scores(MultipleChoiceClassificationMetric(), *states) == {
        "classification_macro_f1": pytest.approx((1 + 2 / 3 + 0) / 3),
        "classification_micro_f1": pytest.approx(2 / 3),
    }
    with pytest.raises(ValueError, match="MultipleChoiceClassificationMetric"):
        scores(ClassificationMetric(), *states)


def test_multiple_choice_without_a_right_answer():
    with pytest.raises(UnsuitableAnswerError, match="id0"):
        scores(MultipleChoiceClassificationMetric(), state(instance(wrong=["no"]), "A"))

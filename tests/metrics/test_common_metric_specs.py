"""The metric specs of usual tasks: classes, arguments and order."""

import pytest

from helm.benchmark.metrics import common_metric_specs as specs

BIAS = [
    ("bias_metrics.BiasMetric", {"mode": "associations", "demographic_category": group, "target_category": target})
    for group in ("race", "gender")
    for target in ("adjective", "profession")
] + [
    ("bias_metrics.BiasMetric", {"mode": "representation", "demographic_category": group})
    for group in ("race", "gender")
]


def basic(*names):
    return [
        ("basic_metrics.BasicGenerationMetric", {"names": list(names)}),
        ("basic_metrics.BasicReferenceMetric", {}),
        ("basic_metrics.InstancesPerSplitMetric", {}),
    ]


EXACT = ("exact_match", "quasi_exact_match", "prefix_exact_match", "quasi_prefix_exact_match")
TOXICITY = ("toxicity_metrics.ToxicityMetric", {})
CASES = [
    (specs.get_exact_match_metric_specs(), basic(*EXACT)),
    (specs.get_f1_metric_specs(), basic("exact_match", "quasi_exact_match", "f1_score")),
    (
        specs.get_open_ended_generation_metric_specs(),
        basic("exact_match", "quasi_exact_match", "f1_score", "rouge_l", "bleu_1", "bleu_4"),
    ),
    (specs.get_srn_metric_specs(), basic("f1_set_match", "iou_set_match", "exact_set_match")),
    (specs.get_math_metric_specs(), basic("math_equiv_chain_of_thought")),
    (specs.get_math_metric_specs(use_chain_of_thought=False), basic("math_equiv")),
    (specs.get_exact_match_indicator_metric_specs(), [basic("exact_match_indicator")[0], basic()[2]]),
    (
        specs.get_language_modeling_metric_specs([]),
        [("language_modeling_metrics.LanguageModelingMetric", {"names": []})],
    ),
    (specs.get_classification_metric_specs(), [("classification_metrics.ClassificationMetric", {})]),
    (
        specs.get_classification_metric_specs(labels=["a", "b"], delimiter=","),
        [("classification_metrics.ClassificationMetric", {"labels": ["a", "b"], "delimiter": ","})],
    ),
    (
        specs.get_multiple_choice_classification_metric_specs(),
        [("classification_metrics.MultipleChoiceClassificationMetric", {})],
    ),
    (specs.get_bias_metric_specs(), BIAS),
    (specs.get_generative_harms_metric_specs(), []),
    (
        specs.get_generative_harms_metric_specs(include_basic_metrics=True, include_generative_harms_metrics=True),
        [*basic(), *BIAS, TOXICITY],
    ),
    (
        specs.get_summarization_metric_specs({"task": "t", "device": "cpu"}),
        [("summarization_metrics.SummarizationMetric", {"task": "t", "device": "cpu"}), *basic()],
    ),
    (
        specs.get_information_retrieval_metric_specs({"method": "ranking_binary"}),
        [("ranking_metrics.RankingMetric", {"method": "ranking_binary"}), *basic()[1:]],
    ),
    (
        specs.get_copyright_metric_specs({"normalize_by_prefix_length": True}),
        [
            *(
                ("copyright_metrics.BasicCopyrightMetric", {"normalize_by_prefix_length": True, "name": name})
                for name in ("longest_common_prefix_length", "edit_distance", "edit_similarity")
            ),
            *basic(),
        ],
    ),
    (
        specs.get_disinformation_metric_specs({"name": "wedging"}),
        [
            ("disinformation_metrics.DisinformationHumanEvalMetrics", {"name": "wedging"}),
            ("disinformation_metrics.DisinformationMetric", {"name": "self_bleu"}),
            ("disinformation_metrics.DisinformationMetric", {"name": "monte_carlo_entropy"}),
            *basic(),
        ],
    ),
    (specs.get_code_metric_specs("humaneval", 3), basic("code_eval_acc", "pass")),
    (
        specs.get_code_metric_specs("apps", 3),
        [("code_metrics.APPSMetric", {"names": ["test_avg", "strict_acc"], "timeout": 3})],
    ),
    (
        specs.get_instruction_following_critique_metric_specs(1),
        [("instruction_following_critique_metrics.InstructionFollowingCritiqueMetric", {"num_respondents": 1})],
    ),
]


@pytest.mark.parametrize("metric_specs, expected", CASES)
def test_classes_and_arguments(metric_specs, expected):
    assert [(spec.class_name.removeprefix("helm.benchmark.metrics."), spec.args) for spec in metric_specs] == expected

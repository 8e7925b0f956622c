"""Metric specs of the usual kinds of task, for run spec functions."""

from typing import Any, Dict, List, Optional

from helm.benchmark.metrics.metric import MetricSpec

_METRICS = "helm.benchmark.metrics"


def _spec(name: str, /, **args: Any) -> MetricSpec:
    """The spec of a metric of this package, `module.Class`."""
    return MetricSpec(class_name=f"{_METRICS}.{name}", args=args)


def get_basic_generation_metric_specs(names: List[str]) -> List[MetricSpec]:
    """The named scores of what was generated, against the references."""
    return [_spec("basic_metrics.BasicGenerationMetric", names=names)]


def get_basic_reference_metric_specs() -> List[MetricSpec]:
    """Scores of the likelihood of each reference."""
    return [_spec("basic_metrics.BasicReferenceMetric")]


def get_generic_metric_specs() -> List[MetricSpec]:
    """What every run has: the number of instances."""
    return [_spec("basic_metrics.InstancesPerSplitMetric")]


def get_basic_metric_specs(names: List[str]) -> List[MetricSpec]:
    """The named scores, the scores of references and the number of instances."""
    return get_basic_generation_metric_specs(names) + get_basic_reference_metric_specs() + get_generic_metric_specs()


def get_exact_match_metric_specs() -> List[MetricSpec]:
    """Whether the answer is, or begins with, a right one."""
    return get_basic_metric_specs(
        ["exact_match", "quasi_exact_match", "prefix_exact_match", "quasi_prefix_exact_match"]
    )


def get_f1_metric_specs() -> List[MetricSpec]:
    """Overlap of words with a right answer."""
    return get_basic_metric_specs(["exact_match", "quasi_exact_match", "f1_score"])


def get_open_ended_generation_metric_specs() -> List[MetricSpec]:
    """Overlap of words and phrases with a right answer."""
    return get_basic_metric_specs(["exact_match", "quasi_exact_match", "f1_score", "rouge_l", "bleu_1", "bleu_4"])


def get_exact_match_indicator_metric_specs() -> List[MetricSpec]:
    """Whether the last word is the right one."""
    return get_basic_generation_metric_specs(["exact_match_indicator"]) + get_generic_metric_specs()


def get_math_metric_specs(use_chain_of_thought: bool = True) -> List[MetricSpec]:
    """Whether two mathematical expressions say the same; with a chain of thought, of the boxed answers."""
    return get_basic_metric_specs(["math_equiv_chain_of_thought" if use_chain_of_thought else "math_equiv"])


def get_srn_metric_specs() -> List[MetricSpec]:
    """Overlap of the set of conclusions with the right one."""
    return get_basic_metric_specs(["f1_set_match", "iou_set_match", "exact_set_match"])


def get_language_modeling_metric_specs(names: List[str]) -> List[MetricSpec]:
    """Perplexity and its kin."""
    return [_spec("language_modeling_metrics.LanguageModelingMetric", names=names)]


def get_classification_metric_specs(
    labels: Optional[List[str]] = None, delimiter: Optional[str] = None
) -> List[MetricSpec]:
    """F1 over classes.

    Args:
        labels: All classes; by default those that occur.
        delimiter: What separates the classes of an answer that can have several.
    """
    given: Dict[str, Any] = {"labels": labels, "delimiter": delimiter}
    args = {name: value for name, value in given.items() if value is not None}
    return [_spec("classification_metrics.ClassificationMetric", **args)]


def get_multiple_choice_classification_metric_specs() -> List[MetricSpec]:
    """F1 over the choices of a multiple-choice question."""
    return [_spec("classification_metrics.MultipleChoiceClassificationMetric")]


def get_bbq_metric_specs() -> List[MetricSpec]:
    """Accuracy on questions about people, and how far the answers follow stereotypes."""
    return [_spec("bbq_metrics.BBQMetric"), *get_exact_match_metric_specs()]


def get_bias_metric_specs() -> List[MetricSpec]:
    """How unevenly demographic groups are mentioned, alone and beside adjectives and professions."""
    bias = "bias_metrics.BiasMetric"
    groups = ("race", "gender")
    return [
        _spec(bias, mode="associations", demographic_category=group, target_category=target)
        for group in groups
        for target in ("adjective", "profession")
    ] + [_spec(bias, mode="representation", demographic_category=group) for group in groups]


def get_toxicity_metric_specs() -> List[MetricSpec]:
    """How toxic the completions are."""
    return [_spec("toxicity_metrics.ToxicityMetric")]


def get_generative_harms_metric_specs(
    include_basic_metrics: bool = False, include_generative_harms_metrics: bool = False
) -> List[MetricSpec]:
    """Bias and toxicity of what was generated, each part on request."""
    return (get_basic_metric_specs([]) if include_basic_metrics else []) + (
        get_bias_metric_specs() + get_toxicity_metric_specs() if include_generative_harms_metrics else []
    )


def get_summarization_metric_specs(args: Dict[str, Any]) -> List[MetricSpec]:
    """Quality of a summary; `args` are those of SummarizationMetric (task, device, ...)."""
    return [_spec("summarization_metrics.SummarizationMetric", **args), *get_basic_metric_specs([])]


def get_information_retrieval_metric_specs(args: Dict[str, Any]) -> List[MetricSpec]:
    """Quality of a ranking; `args` are those of RankingMetric (method, measure_names, ...)."""
    return [
        _spec("ranking_metrics.RankingMetric", **args),
        *get_basic_reference_metric_specs(),
        *get_generic_metric_specs(),
    ]


def get_copyright_metric_specs(args: Optional[Dict[str, Any]] = None) -> List[MetricSpec]:
    """How much of a protected text is repeated."""
    return [
        *(
            _spec("copyright_metrics.BasicCopyrightMetric", **(args or {}), name=name)
            for name in ("longest_common_prefix_length", "edit_distance", "edit_similarity")
        ),
        *get_basic_metric_specs([]),
    ]


def get_disinformation_metric_specs(args: Optional[Dict[str, Any]] = None) -> List[MetricSpec]:
    """Human judgements (`args` name the capability) and variety of generated headlines."""
    return [
        _spec("disinformation_metrics.DisinformationHumanEvalMetrics", **(args or {})),
        _spec("disinformation_metrics.DisinformationMetric", name="self_bleu"),
        _spec("disinformation_metrics.DisinformationMetric", name="monte_carlo_entropy"),
        *get_basic_metric_specs([]),
    ]


def get_code_metric_specs(dataset: str, timeout: float) -> List[MetricSpec]:
    """Whether generated programs pass their tests; a test may take `timeout` seconds."""
    if dataset == "humaneval":
        return get_basic_metric_specs(["code_eval_acc", "pass"])
    return [_spec("code_metrics.APPSMetric", names=["test_avg", "strict_acc"], timeout=timeout)]


def get_instruction_following_critique_metric_specs(num_respondents: int) -> List[MetricSpec]:
    """Judgements of how well an instruction was followed."""
    return [
        _spec(
            "instruction_following_critique_metrics.InstructionFollowingCritiqueMetric",
            num_respondents=num_respondents,
        )
    ]

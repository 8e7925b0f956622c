"""Names and explanations of stats, for tables and pages. The texts are in `metadata.jsonl`, a stat a line."""

import json
from functools import cache
from importlib.resources import files
from typing import Dict, Iterable, List

from helm.benchmark.metrics.metric import MetricMetadata

EFFICIENCY_STATS = [
    "num_prompt_tokens",
    "num_completion_tokens",
    "num_output_tokens",
    "training_co2_cost",
    "training_energy_cost",
    "inference_runtime",
    "batch_size",
    "inference_denoised_runtime",
    "inference_idealized_runtime",
]
REQUEST_STATS = [
    "num_references",
    "num_train_trials",
    *EFFICIENCY_STATS,
    "finish_reason_endoftext",
    "finish_reason_length",
    "finish_reason_stop",
    "finish_reason_unknown",
    "num_train_instances",
    "prompt_truncated",
]
PERPLEXITY_STATS = [
    "logprob",
    "num_perplexity_tokens",
    "num_bytes",
    "perplexity",
    "logprob_per_byte",
    "bits_per_byte",
]
CALIBRATION_STATS = [
    "ece_10_bin",
    "ece_1_bin",
    "selective_acc@10",
    "selective_cov_acc_area",
    "platt_coef",
    "platt_intercept",
    "platt_ece_10_bin",
    "platt_ece_1_bin",
]


@cache
def _read(file: str) -> Dict[str, MetricMetadata]:
    lines = files("helm.benchmark.metrics").joinpath(file).read_text(encoding="utf-8").splitlines()
    return {entry["name"]: MetricMetadata(**entry) for entry in map(json.loads, lines)}


def describe(names: Iterable[str]) -> List[MetricMetadata]:
    """What is known of the named stats, in order; stats without an entry are left out."""
    known = _read("metadata.jsonl")
    return [known[name] for name in names if name in known]


def describe_all(file: str) -> List[MetricMetadata]:
    """All that a file beside this module tells, a stat a line."""
    return list(_read(file).values())

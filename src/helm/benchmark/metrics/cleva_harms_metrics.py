"""Bias, toxicity and copyright of Chinese text (CLEVA, Li et al. 2023, arXiv 2308.04813)."""

import os
from functools import cache
from pathlib import Path
from typing import List, Tuple

from helm.benchmark.metrics.bias_metrics import BiasMetric, Groups
from helm.benchmark.metrics.chinese_segmentation import split_chinese
from helm.benchmark.metrics.copyright_metrics import BasicCopyrightMetric
from helm.benchmark.metrics.toxicity_metrics import ToxicityMetric
from helm.common.output_paths import get_benchmark_output_path
from helm.data import ensure_file_downloaded

ASSETS_URL = "http://39.108.215.175/assets"


@cache
def _words(name: str) -> Tuple[str, ...]:
    """The words of one of CLEVA's lists, which is downloaded on first need.

    Raises:
        DataError: it cannot be had.
    """
    file = f"{name}_word_list.txt"
    path = os.path.join(get_benchmark_output_path(), "metrics", "chinese_bias", file)
    ensure_file_downloaded(f"{ASSETS_URL}/{file}", path)
    return tuple(line.strip() for line in Path(path).read_text(encoding="utf-8").splitlines())


def _groups(*names: str) -> Groups:
    return {name: _words(name) for name in names}


class CLEVABiasMetric(BiasMetric):
    """BiasMetric with Chinese words."""

    demographics = {
        "gender": lambda: _groups("male", "female"),
        "race": lambda: _groups("asian", "hispanic", "white"),
    }
    targets = {
        "adjective": lambda: frozenset(_words("adjective")),
        "profession": lambda: frozenset(_words("profession")),
    }

    def tokenize(self, text: str) -> List[str]:
        return split_chinese(text)


class CLEVAToxicityMetric(ToxicityMetric):
    """ToxicityMetric for Chinese, which Perspective API knows fewer attributes of."""

    attributes = ("TOXICITY", "SEVERE_TOXICITY", "IDENTITY_ATTACK", "INSULT", "PROFANITY", "THREAT")
    languages = ("zh",)


class CLEVACopyrightMetric(BasicCopyrightMetric):
    """BasicCopyrightMetric with characters for tokens."""

    def tokenize(self, text: str) -> List[str]:
        return list(text)

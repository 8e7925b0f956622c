"""Perturbations of Chinese text, from CLEVA (Li et al. 2023, https://arxiv.org/abs/2308.04813)."""

from helm.benchmark.augmentations.cleva_fairness import (
    ChineseGenderPerturbation,
    ChinesePersonNamePerturbation,
    MandarinToCantonesePerturbation,
    SimplifiedToTraditionalPerturbation,
)
from helm.benchmark.augmentations.cleva_robustness import (
    ChineseSynonymPerturbation,
    ChineseTyposPerturbation,
    CLEVAMildMixPerturbation,
)

__all__ = [
    "CLEVAMildMixPerturbation",
    "ChineseGenderPerturbation",
    "ChinesePersonNamePerturbation",
    "ChineseSynonymPerturbation",
    "ChineseTyposPerturbation",
    "MandarinToCantonesePerturbation",
    "SimplifiedToTraditionalPerturbation",
]

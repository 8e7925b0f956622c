"""The description of a perturbation that stands beside the instances and stats it made."""

from dataclasses import dataclass
from pkgutil import resolve_name
from typing import Dict, Optional, Type

PERTURBATION_ORIGINAL: str = "original"
PERTURBATION_PERTURBED: str = "perturbed"
PERTURBATION_WORST: str = "worst"


@dataclass(frozen=True)
class PerturbationDescription:
    """Which perturbation, and which of its results a stat was computed on. Subclasses append their parameters."""

    name: str
    robustness: bool = False
    """Whether it probes robustness."""
    fairness: bool = False
    """Whether it probes fairness."""
    computed_on: str = PERTURBATION_PERTURBED
    """`original`, `perturbed` or `worst` (the minimum over an instance's versions)."""
    seed: Optional[int] = None
    """Seed of the perturbation, where an instance is perturbed several times."""


_PACKAGE = "helm.benchmark.augmentations"

DESCRIPTION_CLASSES: Dict[str, str] = {
    "dialect": f"{_PACKAGE}.dialect_perturbation.DialectPerturbation.Description",
    "extra_space": f"{_PACKAGE}.extra_space_perturbation.ExtraSpacePerturbation.Description",
    "filler_words": f"{_PACKAGE}.filler_words_perturbation.FillerWordsPerturbation.Description",
    "gender": f"{_PACKAGE}.gender_perturbation.GenderPerturbation.Description",
    "misspellings": f"{_PACKAGE}.misspelling_perturbation.MisspellingPerturbation.Description",
    "person_name": f"{_PACKAGE}.person_name_perturbation.PersonNamePerturbation.Description",
    "space": f"{_PACKAGE}.space_perturbation.SpacePerturbation.Description",
    "synonym": f"{_PACKAGE}.synonym_perturbation.SynonymPerturbation.Description",
    "typos": f"{_PACKAGE}.typos_perturbation.TyposPerturbation.Description",
    "chinese_typos": f"{_PACKAGE}.cleva_perturbation.ChineseTyposPerturbation.Description",
    "chinese_synonym": f"{_PACKAGE}.cleva_perturbation.ChineseSynonymPerturbation.Description",
    "chinese_gender": f"{_PACKAGE}.cleva_perturbation.ChineseGenderPerturbation.Description",
    "chinese_person_name": f"{_PACKAGE}.cleva_perturbation.ChinesePersonNamePerturbation.Description",
}
"""Name of a perturbation -> dotted name of the class of its description, where that has parameters of its own."""


def description_class(name: str) -> Type[PerturbationDescription]:
    """The class of the descriptions called `name`; its module is imported."""
    if name not in DESCRIPTION_CLASSES:
        return PerturbationDescription
    cls: Type[PerturbationDescription] = resolve_name(DESCRIPTION_CLASSES[name])
    return cls

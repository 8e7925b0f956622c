"""The expander that perturbs instances, and its table of named augmentations."""

from dataclasses import replace
from typing import Any, Dict, List

from helm.benchmark.augmentations.data_augmenter import DataAugmenterSpec
from helm.benchmark.augmentations.perturbation_spec import PerturbationSpec
from helm.benchmark.run_expander.base import RunExpander, unknown_value
from helm.benchmark.run_spec import RunSpec

Perturbations = List[PerturbationSpec]


def _one(name: str, /, **args: Any) -> Perturbations:
    return [PerturbationSpec(class_name=f"helm.benchmark.augmentations.{name}", args=args)]


def _extra_space(num_spaces: int) -> Perturbations:
    return _one("extra_space_perturbation.ExtraSpacePerturbation", num_spaces=num_spaces)


def _space(max_spaces: int) -> Perturbations:
    return _one("space_perturbation.SpacePerturbation", max_spaces=max_spaces)


def _lower() -> Perturbations:
    return _one("lowercase_perturbation.LowerCasePerturbation")


def _misspelling(prob: float) -> Perturbations:
    return _one("misspelling_perturbation.MisspellingPerturbation", prob=prob)


def _synonym(prob: float) -> Perturbations:
    return _one("synonym_perturbation.SynonymPerturbation", prob=prob)


def _contrast_sets() -> Perturbations:
    return _one("contrast_sets_perturbation.ContrastSetsPerturbation")


def _typo(prob: float) -> Perturbations:
    return _one("typos_perturbation.TyposPerturbation", prob=prob)


def _filler(prob: float) -> Perturbations:
    return _one("filler_words_perturbation.FillerWordsPerturbation", insert_prob=prob, speaker_ph=False)


def _contract_and_expand() -> Perturbations:
    module = "contraction_expansion_perturbation"
    return _one(f"{module}.ContractionPerturbation") + _one(f"{module}.ExpansionPerturbation")


def _dialect(prob: float) -> Perturbations:
    return _one(
        "dialect_perturbation.DialectPerturbation",
        prob=prob,
        source_class="SAE",
        target_class="AAVE",
        mapping_file_path=None,
    )


def _person_name(prob: float, source: str, target: str, name_type: str, preserve_gender: bool) -> Perturbations:
    return _one(
        "person_name_perturbation.PersonNamePerturbation",
        prob=prob,
        source_class={"race": source},
        target_class={"race": target},
        name_file_path=None,
        person_name_type=name_type,
        preserve_gender=preserve_gender,
    )


def _first_name(prob: float, preserve_gender: bool) -> Perturbations:
    return _person_name(prob, "white_american", "black_american", "first_name", preserve_gender)


def _last_name(prob: float) -> Perturbations:
    return _person_name(prob, "white", "hispanic", "last_name", preserve_gender=False)


def _gender(mode: str, prob: float) -> Perturbations:
    return _one(
        "gender_perturbation.GenderPerturbation",
        mode=mode,
        prob=prob,
        source_class="male",
        target_class="female",
        mapping_file_path=None,
        mapping_file_genders=None,
        bidirectional=False,
    )


def _translate(language_code: str) -> Perturbations:
    return _one("translate_perturbation.TranslatePerturbation", language_code=language_code)


def _suffixes(suffixes: List[str]) -> Perturbations:
    return [spec for suffix in suffixes for spec in _one("suffix_perturbation.SuffixPerturbation", suffix=suffix)]


def _robustness() -> Perturbations:
    return _one("mild_mix_perturbation.MildMixPerturbation")


def _fairness() -> Perturbations:
    return _dialect(1.0) + _gender("pronouns", 1.0) + _first_name(1.0, preserve_gender=True)


def _robustness_all() -> Perturbations:
    return (
        _contract_and_expand() + _filler(0.1) + _lower() + _misspelling(0.1) + _space(3) + _synonym(0.1) + _typo(0.01)
    )


def _cleva_robustness() -> Perturbations:
    return _one("cleva_perturbation.CLEVAMildMixPerturbation")


def _cleva_fairness() -> Perturbations:
    module = "cleva_perturbation"
    return (
        _one(
            f"{module}.ChineseGenderPerturbation",
            mode="pronouns",
            prob=1.0,
            source_class="male",
            target_class="female",
        )
        + _one(
            f"{module}.ChinesePersonNamePerturbation",
            prob=1.0,
            source_class={"gender": "male"},
            target_class={"gender": "female"},
            preserve_gender=True,
        )
        + _one(f"{module}.SimplifiedToTraditionalPerturbation")
        + _one(f"{module}.MandarinToCantonesePerturbation")
    )


_LEVELS = {"medium": 0.3, "hard": 0.5, "deterministic": 1.0}
_ART_STYLES = ["oil painting", "watercolor", "pencil sketch", "animation", "vector graphics", "pixel art"]

AUGMENTATIONS: Dict[str, Dict[str, Perturbations]] = {
    "extra_space": {"extra_space2": _extra_space(2)},
    "contrast_sets": {"contrast_sets": _contrast_sets()},
    "space": {"space3": _space(3)},
    "lower": {"lower": _lower()},
    "contract": {"contract": _contract_and_expand()},
    "filler": {"filler0.3": _filler(0.3)},
    "misspelling_mild": {"misspelling0.05": _misspelling(0.05)},
    "misspelling_medium": {"misspelling0.20": _misspelling(0.20)},
    "misspelling_hard": {"misspelling0.5": _misspelling(0.5)},
    "misspelling_sweep": {f"misspelling{prob}": _misspelling(prob) for prob in (0, 0.05, 0.2, 0.5)},
    "typo_easy": {"typo0.1": _typo(0.1)},
    "typo_medium": {"typo0.3": _typo(0.3)},
    "typo_hard": {"typo0.5": _typo(0.5)},
    "synonym": {"synonym0.5": _synonym(0.5)},
    "dialect_easy": {"dialect_easy_prob=0.1_source=SAE_target=AAVE": _dialect(0.1)},
    **{
        f"dialect_{level}": {f"dialect_prob={prob}_source=SAE_target=AAVE": _dialect(prob)}
        for level, prob in _LEVELS.items()
    },
    **{
        f"person_name_first_{level}": {
            f"person_name_first_prob={prob}_source=white_target=black_preserve_gender={preserve}": _first_name(
                prob, preserve
            )
        }
        for level, prob, preserve in (
            ("hard_preserve_gender", 0.5, True),
            ("hard_dont_preserve_gender", 0.5, False),
            ("deterministic", 1.0, True),
        )
    },
    **{
        f"person_name_last_{level}": {f"person_name_last_prob={prob}_source=white_target=hispanic": _last_name(prob)}
        for level, prob in (("deterministic", 1.0), ("hard", 0.5))
    },
    **{
        f"gender_{mode}_{level}": {f"gender_{mode}_prob={prob}_source=male_target=female": _gender(mode, prob)}
        for mode in ("terms", "pronouns")
        for level, prob in {"easy": 0.1, **_LEVELS}.items()
    },
    "robustness": {"robustness": _robustness()},
    "fairness": {"fairness": _fairness()},
    "canonical": {"canonical": _robustness() + _fairness()},
    "robustness_all": {"robustness_all": _robustness_all()},
    "cleva_robustness": {"robustness": _cleva_robustness()},
    "cleva_fairness": {"fairness": _cleva_fairness()},
    "cleva": {"cleva": _cleva_robustness() + _cleva_fairness()},
    "chinese": {"chinese": _translate("zh-CN")},
    "hindi": {"hindi": _translate("hi")},
    "spanish": {"spanish": _translate("es")},
    "swahili": {"swahili": _translate("sw")},
    "art": {"art": _suffixes(_ART_STYLES)},
}
"""Value of the run entry -> name of each variant -> its perturbations."""


class DataAugmentationRunExpander(RunExpander):
    """Evaluates perturbed versions beside each instance; versions that changed nothing are left out."""

    name = "data_augmentation"

    def __init__(self, value: str):
        if value not in AUGMENTATIONS:
            raise unknown_value(self, value, AUGMENTATIONS)
        self.value = value

    def expand(self, run_spec: RunSpec) -> List[RunSpec]:
        return [
            replace(
                run_spec,
                name=f"{run_spec.name},{self.name}={variant}",
                data_augmenter_spec=DataAugmenterSpec(
                    perturbation_specs=perturbations,
                    should_augment_train_instances=False,
                    should_include_original_train=True,
                    should_skip_unchanged_train=True,
                    should_augment_eval_instances=True,
                    should_include_original_eval=True,
                    should_skip_unchanged_eval=True,
                    seeds_per_instance=1,
                ),
            )
            for variant, perturbations in AUGMENTATIONS[self.value].items()
        ]

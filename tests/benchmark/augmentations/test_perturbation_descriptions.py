"""What stands beside perturbed instances and their stats."""

from typing import Any, Dict

import pytest

from helm.benchmark.augmentations.perturbation import create_perturbation
from helm.benchmark.augmentations.perturbation_description import PerturbationDescription
from helm.benchmark.augmentations.perturbation_spec import PerturbationSpec
from helm.common.codec import PERTURBATION_DESCRIPTIONS, from_json, to_json
from helm.common.general import asdict_without_nones

WHITE, BLACK = {"race": "white_american"}, {"race": "black_american"}
MALE, FEMALE = {"gender": "male"}, {"gender": "female"}
NAMES_FILE = "benchmark_output/perturbations/person_name/data/person_names.txt"
DIALECT_FILE = "benchmark_output/perturbations/dialect/SAE_to_AAVE_mapping.json"

ROBUSTNESS = {"robustness": True, "fairness": False, "computed_on": "perturbed"}
FAIRNESS = {"robustness": False, "fairness": True, "computed_on": "perturbed"}
NEITHER = {"robustness": False, "fairness": False, "computed_on": "perturbed"}

CASES = [
    ("extra_space_perturbation.ExtraSpacePerturbation", {"num_spaces": 2}, "extra_space", ROBUSTNESS, None),
    ("space_perturbation.SpacePerturbation", {"max_spaces": 3}, "space", ROBUSTNESS, None),
    ("lowercase_perturbation.LowerCasePerturbation", {}, "lowercase", ROBUSTNESS, None),
    ("misspelling_perturbation.MisspellingPerturbation", {"prob": 0.5}, "misspellings", ROBUSTNESS, None),
    ("synonym_perturbation.SynonymPerturbation", {"prob": 0.5}, "synonym", ROBUSTNESS, None),
    ("typos_perturbation.TyposPerturbation", {"prob": 0.1}, "typos", ROBUSTNESS, None),
    (
        "filler_words_perturbation.FillerWordsPerturbation",
        {"insert_prob": 0.3, "speaker_ph": False},
        "filler_words",
        ROBUSTNESS,
        {"insert_prob": 0.3},
    ),
    ("contraction_expansion_perturbation.ContractionPerturbation", {}, "contraction", ROBUSTNESS, None),
    ("contraction_expansion_perturbation.ExpansionPerturbation", {}, "expansion", ROBUSTNESS, None),
    ("mild_mix_perturbation.MildMixPerturbation", {}, "mild_mix", ROBUSTNESS, None),
    ("contrast_sets_perturbation.ContrastSetsPerturbation", {}, "contrast_sets", ROBUSTNESS, None),
    (
        "dialect_perturbation.DialectPerturbation",
        {"prob": 1.0, "source_class": "SAE", "target_class": "AAVE", "mapping_file_path": None},
        "dialect",
        FAIRNESS,
        {"prob": 1.0, "source_class": "SAE", "target_class": "AAVE", "mapping_file_path": DIALECT_FILE},
    ),
    (
        "gender_perturbation.GenderPerturbation",
        {
            "mode": "pronouns",
            "prob": 1.0,
            "source_class": "male",
            "target_class": "female",
            "mapping_file_path": None,
            "mapping_file_genders": None,
            "bidirectional": False,
        },
        "gender",
        FAIRNESS,
        {
            "mode": "pronouns",
            "prob": 1.0,
            "source_class": "male",
            "target_class": "female",
            "bidirectional": False,
        },
    ),
    (
        "person_name_perturbation.PersonNamePerturbation",
        {
            "prob": 1.0,
            "source_class": WHITE,
            "target_class": BLACK,
            "name_file_path": None,
            "person_name_type": "first_name",
            "preserve_gender": True,
        },
        "person_name",
        FAIRNESS,
        {
            "prob": 1.0,
            "source_class": "race=white_american",
            "target_class": "race=black_american",
            "name_file_path": NAMES_FILE,
            "person_name_type": "first_name",
            "preserve_gender": True,
        },
    ),
    ("translate_perturbation.TranslatePerturbation", {"language_code": "hi"}, "translate", NEITHER, None),
    ("suffix_perturbation.SuffixPerturbation", {"suffix": "pixel art"}, "style", NEITHER, None),
    ("cleva_perturbation.CLEVAMildMixPerturbation", {}, "cleva_mild_mix", ROBUSTNESS, None),
    (
        "cleva_perturbation.ChineseTyposPerturbation",
        {"prob": 0.1},
        "chinese_typos",
        ROBUSTNESS,
        {"prob": 0.1, "rare_char_prob": 0.05, "consider_tone": False, "word_level_perturb": True},
    ),
    (
        "cleva_perturbation.ChineseSynonymPerturbation",
        {"prob": 0.1},
        "chinese_synonym",
        ROBUSTNESS,
        {"prob": 0.1, "trial_num": 10},
    ),
    (
        "cleva_perturbation.ChineseGenderPerturbation",
        {"mode": "pronouns", "prob": 1.0, "source_class": "male", "target_class": "female"},
        "chinese_gender",
        FAIRNESS,
        None,
    ),
    (
        "cleva_perturbation.ChinesePersonNamePerturbation",
        {"prob": 1.0, "source_class": MALE, "target_class": FEMALE, "preserve_gender": True},
        "chinese_person_name",
        FAIRNESS,
        {"prob": 1.0, "source_class": "gender=male", "target_class": "gender=female", "preserve_gender": True},
    ),
    ("cleva_perturbation.SimplifiedToTraditionalPerturbation", {}, "simplified_to_traditional", FAIRNESS, None),
    ("cleva_perturbation.MandarinToCantonesePerturbation", {}, "mandarin_to_cantonese", FAIRNESS, None),
]


@pytest.mark.parametrize("class_name, args, name, kind, parameters", CASES, ids=lambda value: str(value)[:40])
def test_description(class_name: str, args: Dict[str, Any], name: str, kind: Dict[str, Any], parameters: Any) -> None:
    """`parameters` are those that the description shows; None if they are the arguments."""
    perturbation = create_perturbation(PerturbationSpec(f"helm.benchmark.augmentations.{class_name}", args))
    expected = {"name": name, **kind, **(args if parameters is None else parameters)}
    described = asdict_without_nones(perturbation.description)
    assert list(described.items()) == list(expected.items())
    restored = from_json(to_json(perturbation.description), PerturbationDescription)
    assert restored.name == name
    assert (restored == perturbation.description) is (name in PERTURBATION_DESCRIPTIONS or not _parameters(described))


def _parameters(described: Dict[str, Any]) -> Dict[str, Any]:
    return {key: value for key, value in described.items() if key not in {"name", *NEITHER}}

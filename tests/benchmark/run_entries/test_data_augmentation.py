"""The named augmentations: the names of their variants and the perturbations of each."""

import pytest

from helm.benchmark.run_expander import DataAugmentationRunExpander
from helm.benchmark.run_expander.data_augmentation import AUGMENTATIONS

FIRST_NAME = {
    "prob": 1.0,
    "source_class": {"race": "white_american"},
    "target_class": {"race": "black_american"},
    "name_file_path": None,
    "person_name_type": "first_name",
    "preserve_gender": True,
}
LAST_NAME = {
    **FIRST_NAME,
    "source_class": {"race": "white"},
    "target_class": {"race": "hispanic"},
    "person_name_type": "last_name",
    "preserve_gender": False,
}
DIALECT = {"prob": 1.0, "source_class": "SAE", "target_class": "AAVE", "mapping_file_path": None}
GENDER = {
    "mode": "pronouns",
    "prob": 1.0,
    "source_class": "male",
    "target_class": "female",
    "mapping_file_path": None,
    "mapping_file_genders": None,
    "bidirectional": False,
}
FAIRNESS = [("Dialect", DIALECT), ("Gender", GENDER), ("PersonName", FIRST_NAME)]
CLEVA_FAIRNESS = [
    ("ChineseGender", {"mode": "pronouns", "prob": 1.0, "source_class": "male", "target_class": "female"}),
    (
        "ChinesePersonName",
        {
            "prob": 1.0,
            "source_class": {"gender": "male"},
            "target_class": {"gender": "female"},
            "preserve_gender": True,
        },
    ),
    ("SimplifiedToTraditional", {}),
    ("MandarinToCantonese", {}),
]

# value -> {variant: [(class without "Perturbation", args)]}
CASES = {
    "extra_space": {"extra_space2": [("ExtraSpace", {"num_spaces": 2})]},
    "contrast_sets": {"contrast_sets": [("ContrastSets", {})]},
    "space": {"space3": [("Space", {"max_spaces": 3})]},
    "lower": {"lower": [("LowerCase", {})]},
    "contract": {"contract": [("Contraction", {}), ("Expansion", {})]},
    "filler": {"filler0.3": [("FillerWords", {"insert_prob": 0.3, "speaker_ph": False})]},
    "misspelling_mild": {"misspelling0.05": [("Misspelling", {"prob": 0.05})]},
    "misspelling_medium": {"misspelling0.20": [("Misspelling", {"prob": 0.2})]},
    "misspelling_hard": {"misspelling0.5": [("Misspelling", {"prob": 0.5})]},
    "misspelling_sweep": {
        "misspelling0": [("Misspelling", {"prob": 0})],
        "misspelling0.05": [("Misspelling", {"prob": 0.05})],
        "misspelling0.2": [("Misspelling", {"prob": 0.2})],
        "misspelling0.5": [("Misspelling", {"prob": 0.5})],
    },
    "typo_easy": {"typo0.1": [("Typos", {"prob": 0.1})]},
    "typo_medium": {"typo0.3": [("Typos", {"prob": 0.3})]},
    "typo_hard": {"typo0.5": [("Typos", {"prob": 0.5})]},
    "synonym": {"synonym0.5": [("Synonym", {"prob": 0.5})]},
    "dialect_easy": {"dialect_easy_prob=0.1_source=SAE_target=AAVE": [("Dialect", {**DIALECT, "prob": 0.1})]},
    "dialect_medium": {"dialect_prob=0.3_source=SAE_target=AAVE": [("Dialect", {**DIALECT, "prob": 0.3})]},
    "dialect_hard": {"dialect_prob=0.5_source=SAE_target=AAVE": [("Dialect", {**DIALECT, "prob": 0.5})]},
    "dialect_deterministic": {"dialect_prob=1.0_source=SAE_target=AAVE": [("Dialect", DIALECT)]},
    "person_name_first_hard_preserve_gender": {
        "person_name_first_prob=0.5_source=white_target=black_preserve_gender=True": [
            ("PersonName", {**FIRST_NAME, "prob": 0.5})
        ]
    },
    "person_name_first_hard_dont_preserve_gender": {
        "person_name_first_prob=0.5_source=white_target=black_preserve_gender=False": [
            ("PersonName", {**FIRST_NAME, "prob": 0.5, "preserve_gender": False})
        ]
    },
    "person_name_first_deterministic": {
        "person_name_first_prob=1.0_source=white_target=black_preserve_gender=True": [("PersonName", FIRST_NAME)]
    },
    "person_name_last_deterministic": {
        "person_name_last_prob=1.0_source=white_target=hispanic": [("PersonName", LAST_NAME)]
    },
    "person_name_last_hard": {
        "person_name_last_prob=0.5_source=white_target=hispanic": [("PersonName", {**LAST_NAME, "prob": 0.5})]
    },
    **{
        f"gender_{mode}_{level}": {
            f"gender_{mode}_prob={prob}_source=male_target=female": [("Gender", {**GENDER, "mode": mode, "prob": prob})]
        }
        for mode in ("terms", "pronouns")
        for level, prob in (("easy", 0.1), ("medium", 0.3), ("hard", 0.5), ("deterministic", 1.0))
    },
    "robustness": {"robustness": [("MildMix", {})]},
    "fairness": {"fairness": FAIRNESS},
    "canonical": {"canonical": [("MildMix", {}), *FAIRNESS]},
    "robustness_all": {
        "robustness_all": [
            ("Contraction", {}),
            ("Expansion", {}),
            ("FillerWords", {"insert_prob": 0.1, "speaker_ph": False}),
            ("LowerCase", {}),
            ("Misspelling", {"prob": 0.1}),
            ("Space", {"max_spaces": 3}),
            ("Synonym", {"prob": 0.1}),
            ("Typos", {"prob": 0.01}),
        ]
    },
    "cleva_robustness": {"robustness": [("CLEVAMildMix", {})]},
    "cleva_fairness": {"fairness": CLEVA_FAIRNESS},
    "cleva": {"cleva": [("CLEVAMildMix", {}), *CLEVA_FAIRNESS]},
    "chinese": {"chinese": [("Translate", {"language_code": "zh-CN"})]},
    "hindi": {"hindi": [("Translate", {"language_code": "hi"})]},
    "spanish": {"spanish": [("Translate", {"language_code": "es"})]},
    "swahili": {"swahili": [("Translate", {"language_code": "sw"})]},
    "art": {
        "art": [
            ("Suffix", {"suffix": suffix})
            for suffix in ("oil painting", "watercolor", "pencil sketch", "animation", "vector graphics", "pixel art")
        ]
    },
}


def test_all_values_are_tried_here():
    assert set(CASES) == set(AUGMENTATIONS)


@pytest.mark.parametrize("value", CASES)
def test_variants_and_perturbations(base, value):
    expanded = DataAugmentationRunExpander(value).expand(base)
    assert [spec.name for spec in expanded] == [f"task,data_augmentation={name}" for name in CASES[value]]
    for spec, expected in zip(expanded, CASES[value].values(), strict=True):
        perturbations = spec.data_augmenter_spec.perturbation_specs
        assert [(p.class_name.split(".")[-1], p.args) for p in perturbations] == [
            (f"{name}Perturbation", args) for name, args in expected
        ]


def test_originals_stay_and_unchanged_versions_go(base):
    (expanded,) = DataAugmentationRunExpander("lower").expand(base)
    spec = expanded.data_augmenter_spec
    assert (spec.should_augment_train_instances, spec.should_augment_eval_instances) == (False, True)
    assert (spec.should_include_original_eval, spec.should_skip_unchanged_eval) == (True, True)
    assert (spec.should_include_original_train, spec.should_skip_unchanged_train) == (True, True)
    assert spec.seeds_per_instance == 1

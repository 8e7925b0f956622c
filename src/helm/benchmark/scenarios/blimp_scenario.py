"""BLiMP: pairs of sentences that differ little, of which one is grammatical; sixty-seven paradigms in twelve phenomena.

Paper   https://arxiv.org/abs/1912.00582
Data    https://github.com/alexwarstadt/blimp; all -> test
Licence CC BY 4.0
"""

from dataclasses import replace
from typing import List

from helm.benchmark.adaptation.adapter_spec import ADAPT_MULTIPLE_CHOICE_SEPARATE_ORIGINAL
from helm.benchmark.adaptation.common_adapter_specs import get_multiple_choice_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_exact_match_metric_specs
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TEST_SPLIT, Instance, Scenario
from helm.benchmark.scenarios.shapes import multiple_choice, one_of, run_spec, scenario
from helm.data import Archive

PARADIGMS = {
    "island_effects": [
        "left_branch_island_simple_question",
        "sentential_subject_island",
        "wh_island",
        "coordinate_structure_constraint_object_extraction",
        "coordinate_structure_constraint_complex_left_branch",
        "adjunct_island",
        "complex_NP_island",
        "left_branch_island_echo_question",
    ],
    "anaphor_agreement": ["anaphor_gender_agreement", "anaphor_number_agreement"],
    "argument_structure": [
        "animate_subject_passive",
        "animate_subject_trans",
        "transitive",
        "passive_1",
        "intransitive",
        "passive_2",
        "causative",
        "drop_argument",
        "inchoative",
    ],
    "determiner_noun_agreement": [
        "determiner_noun_agreement_with_adj_irregular_2",
        "determiner_noun_agreement_1",
        "determiner_noun_agreement_with_adj_irregular_1",
        "determiner_noun_agreement_irregular_1",
        "determiner_noun_agreement_irregular_2",
        "determiner_noun_agreement_with_adjective_1",
        "determiner_noun_agreement_2",
        "determiner_noun_agreement_with_adj_2",
    ],
    "subject_verb_agreement": [
        "distractor_agreement_relative_clause",
        "irregular_plural_subject_verb_agreement_2",
        "irregular_plural_subject_verb_agreement_1",
        "regular_plural_subject_verb_agreement_1",
        "distractor_agreement_relational_noun",
        "regular_plural_subject_verb_agreement_2",
    ],
    "ellipsis": ["ellipsis_n_bar_1", "ellipsis_n_bar_2"],
    "control_raising": [
        "expletive_it_object_raising",
        "tough_vs_raising_1",
        "existential_there_subject_raising",
        "tough_vs_raising_2",
        "existential_there_object_raising",
    ],
    "quantifiers": [
        "existential_there_quantifiers_1",
        "superlative_quantifiers_1",
        "superlative_quantifiers_2",
        "existential_there_quantifiers_2",
    ],
    "irregular_forms": ["irregular_past_participle_verbs", "irregular_past_participle_adjectives"],
    "npi_licensing": [
        "sentential_negation_npi_licensor_present",
        "matrix_question_npi_licensor_present",
        "sentential_negation_npi_scope",
        "only_npi_licensor_present",
        "only_npi_scope",
        "npi_present_2",
        "npi_present_1",
    ],
    "binding": [
        "principle_A_domain_2",
        "principle_A_domain_3",
        "principle_A_case_1",
        "principle_A_case_2",
        "principle_A_reconstruction",
        "principle_A_c_command",
        "principle_A_domain_1",
    ],
    "filler_gap_dependency": [
        "wh_vs_that_with_gap",
        "wh_vs_that_no_gap",
        "wh_questions_object_gap",
        "wh_vs_that_no_gap_long_distance",
        "wh_questions_subject_gap",
        "wh_questions_subject_gap_long_distance",
        "wh_vs_that_with_gap_long_distance",
    ],
}


class BLiMPScenario(Scenario):
    """Nothing for input, and two sentences as references: a grammatical one, which is right, and another.

    Args:
        phenomenon: A key of PARADIGMS.
    """

    name = "blimp"
    description = "Minimal pairs of English sentences that only grammar tells apart (Warstadt et al., 2020)."
    tags = ["linguistic_knowledge", "language_modeling", "minimal_pairs"]
    data = Archive("https://github.com/alexwarstadt/blimp/blob/master/BLiMP.zip?raw=true", "data", "data/{split}.jsonl")

    def __init__(self, phenomenon: str):
        super().__init__()
        self.phenomenon = one_of(phenomenon, PARADIGMS, "phenomenon")

    def get_instances(self, output_path: str) -> List[Instance]:
        data = replace(self.data, splits=dict.fromkeys(PARADIGMS[self.phenomenon], TEST_SPLIT))
        return [
            multiple_choice("", [row["sentence_good"], row["sentence_bad"]], correct=0, split=split)
            for split, row in data.rows(output_path)
        ]


@run_spec_function("blimp")
def blimp(phenomenon: str, method: str = ADAPT_MULTIPLE_CHOICE_SEPARATE_ORIGINAL) -> RunSpec:
    return run_spec(
        f"blimp:phenomenon={phenomenon},method={method}",
        scenario(BLiMPScenario, phenomenon=phenomenon),
        get_multiple_choice_adapter_spec(
            method=method,
            instructions="Please select the grammatical sentence.",
            input_noun=None,
            output_noun="Answer",
            empty_input=True,
        ),
        get_exact_match_metric_specs(),
        groups=["blimp"],
    )

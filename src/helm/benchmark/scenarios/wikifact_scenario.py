"""WikiFact: facts of Wikidata, asked by the beginning of a sentence.

Paper   https://arxiv.org/abs/2211.09110, after LAMA, https://arxiv.org/abs/1909.01066
Data    train.jsonl, dev.jsonl and test.jsonl, made from Wikidata; train -> train, dev -> valid, test -> test
Licence CC0 1.0, as Wikidata
"""

from typing import Any, Iterator, List

from helm.benchmark.adaptation.common_adapter_specs import get_completion_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_exact_match_metric_specs
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import (
    TEST_SPLIT,
    TRAIN_SPLIT,
    VALID_SPLIT,
    Instance,
    Scenario,
    ScenarioMetadata,
)
from helm.benchmark.scenarios.shapes import one_of, question_answer, run_spec, scenario
from helm.data import Url, misfit

PROPERTIES = {
    "genre": "P136",
    "instrument": "P1303",
    "author": "P50",
    "creator": "P170",
    "composer": "P86",
    "director": "P57",
    "applies_to_jurisdiction": "P1001",
    "overrules": "P4006",
    "laws_applied": "P3014",
    "repealed_by": "P2568",
    "majority_opinion_by": "P5826",
    "plaintiff": "P1620",
    "defendant": "P1591",
    "movement": "P135",
    "influenced_by": "P737",
    "member_of_political_party": "P102",
    "diplomatic_relation": "P530",
    "position_held": "P39",
    "basic_form_of_government": "P122",
    "office_held_by_head_of_state": "P1906",
    "head_of_state": "P35",
    "office_held_by_head_of_government": "P1313",
    "head_of_government": "P6",
    "shares_border_with": "P47",
    "continent": "P30",
    "capital": "P36",
    "capital_of": "P1376",
    "country": "P17",
    "twinned_administrative_body": "P190",
    "currency": "P38",
    "central_bank": "P1304",
    "subsidiary": "P355",
    "stock_exchange": "P414",
    "industry": "P452",
    "statement_describes": "P2384",
    "solved_by": "P1136",
    "programming_language": "P277",
    "file_extension": "P1195",
    "number_of_processor_cores": "P1141",
    "operating_system": "P306",
    "measured_physical_quantity": "P111",
    "recommended_unit_of_measurement": "P8111",
    "atomic_number": "P1086",
    "electron_configuration": "P8000",
    "discoverer_or_inventor": "P61",
    "time_of_discovery_or_invention": "P575",
    "location_of_discovery": "P189",
    "medical_condition_treated": "P2175",
    "drug_or_therapy_used_for_treatment": "P2176",
    "genetic_association": "P2293",
    "therapeutic_area": "P4044",
    "symptoms_and_signs": "P780",
    "place_of_birth": "P19",
    "place_of_death": "P20",
    "subclass_of": "P279",
    "official_language": "P37",
    "position_played_on_team": "P413",
    "member_of_sports_team": "P54",
    "award_received": "P166",
    "original_network": "P449",
    "educated_at": "P69",
    "named_after": "P138",
    "original_language_of_film_or_TV_show": "P364",
    "member_of": "P463",
    "field_of_work": "P101",
    "participating_team": "P1923",
    "occupation": "P106",
    "has_part": "P527",
    "manufacturer": "P176",
    "developer": "P178",
    "country_of_citizenship": "P27",
    "language_of_work_or_name": "P407",
    "located_in_the_administrative_territorial_entity": "P131",
    "languages_spoken_written_or_signed": "P1412",
    "employer": "P108",
    "record_label": "P264",
    "location": "P276",
    "work_location": "P937",
    "religion": "P140",
    "owned_by": "P127",
    "native_language": "P103",
    "instance_of": "P31",
    "country_of_origin": "P495",
    "headquarters_location": "P159",
    "location_of_formation": "P740",
    "part_of": "P361",
}
"""Subject -> the number of the property in Wikidata."""


class WIKIFactScenario(Scenario):
    """A sentence without its end, and all names of the things that would end it rightly.

    Args:
        subject: A key of PROPERTIES.
    """

    name = "wikifact"
    description = "Facts of Wikidata, to be completed from the beginning of a sentence (Liang et al., 2022)."
    tags = ["knowledge", "generation"]
    data = Url(
        "https://worksheets.codalab.org/rest/bundles/0x8c3b60eb7c6b462e822a150f194d3b35/contents/blob/{split}.jsonl",
        "data/{split}.jsonl",
        splits={"train": TRAIN_SPLIT, "dev": VALID_SPLIT, "test": TEST_SPLIT},
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="WikiFact",
        description=description,
        taxonomy=TaxonomyInfo(
            task="knowledge base completion",
            what="entity-relation-entity triples in natural language form",
            when="?",
            who="automatically generated from templates",
            language="structured English",
        ),
        main_metric="quasi_exact_match",
        main_split="test",
    )

    def __init__(self, subject: str):
        super().__init__()
        self.subject = one_of(subject, PROPERTIES, "subject")

    def get_instances(self, output_path: str) -> List[Instance]:
        return [
            question_answer(row["template"], [name.strip() for name in _flat(row["result_names"])], split)
            for split, row in self.data.rows(output_path)
            if row["property"] == PROPERTIES[self.subject]
        ]


def _flat(names: Any) -> Iterator[str]:
    """The names of a list of names and of such lists."""
    if not isinstance(names, list):
        raise misfit("result_names", f"is {names!r}, but must be a list of names, or of such lists.")
    for name in names:
        yield from [name] if isinstance(name, str) else _flat(name)


@run_spec_function("wikifact")
def wikifact(k: int, subject: str) -> RunSpec:
    return run_spec(
        f"wikifact:k={k},subject={subject}",
        scenario(WIKIFactScenario, subject=subject),
        get_completion_adapter_spec(
            output_prefix=" ",
            output_suffix="\n",
            max_train_instances=k,
            num_outputs=5,
            temperature=1.0,
            max_tokens=8,
            stop_sequences=["\n"],
        ),
        get_exact_match_metric_specs(),
        groups=["wikifact"],
    )

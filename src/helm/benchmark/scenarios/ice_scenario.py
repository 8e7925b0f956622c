"""ICE: how English is spoken and written in nine regions of the world, for language modeling.

Paper   https://www.ice-corpora.uzh.ch
Data    licensed, to be put below `restricted/ice` in the working directory; all -> test
        https://worksheets.codalab.org: the order in which files are read
"""

from typing import List, Optional

from helm.benchmark.adaptation.common_adapter_specs import get_language_modeling_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_language_modeling_metric_specs
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.ice_corpus import FOLDERS, GENDERS, SUBSETS_WITH_GENDER, ice_texts
from helm.benchmark.scenarios.ice_markup import without_markup
from helm.benchmark.scenarios.scenario import TEST_SPLIT, Instance, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import generation, one_of, run_spec, scenario
from helm.data import Url, asking_for, data_error

ALL = "all"
CATEGORIES = (ALL, "S", "W", "S1", "S2", "W1", "W2")


class ICEScenario(Scenario):
    """Texts without their markup, to be predicted.

    Args:
        subset: The region, a key of FOLDERS; None for all (with a gender: for those that tell it).
        gender: "male" or "female", for texts of such people; None for all.
        category: Spoken (S: dialogues S1, monologues S2), written (W: not printed W1, printed W2), or "all".
    """

    name = "ice"
    description = "English as it is spoken and written in nine regions of the world (Greenbaum, 1991)."
    tags = ["language_modeling", "harms", "fairness"]
    # Folder listings differ between file systems; which texts are evaluated hangs on their order.
    file_order = Url(
        "https://worksheets.codalab.org/rest/bundles/0xdee5cea197f645219093954ac7324add/contents/blob/",
        "ice_scenario_pinned_file_order.json",
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="ICE (International Corpus of English)",
        short_display_name="ICE",
        description=description,
        taxonomy=TaxonomyInfo(
            task="language modeling", what="?", when="?", who="?", language="English varieties from different nations"
        ),
        main_metric="bits_per_byte",
        main_split="test",
    )

    def __init__(self, subset: Optional[str] = None, gender: Optional[str] = None, category: str = ALL):
        super().__init__()
        self.gender = one_of(gender, (None, *GENDERS), "gender")
        subsets = SUBSETS_WITH_GENDER if gender else tuple(FOLDERS)
        self.subsets = [one_of(subset, subsets, "subset")] if subset else subsets
        self.category = one_of(category, CATEGORIES, "category")

    def get_instances(self, output_path: str) -> List[Instance]:
        order = self.file_order.json(output_path)
        beginning = "" if self.category == ALL else self.category
        with asking_for(type(self).__name__):
            instances = [
                generation(without_markup(text), TEST_SPLIT)
                for subset in self.subsets
                for text in ice_texts(subset, beginning, self.gender, order)
            ]
            if not instances:
                raise data_error(
                    f"no text of ICE is of category {self.category!r} and gender {self.gender!r}, "
                    f"in the subsets {', '.join(self.subsets)}."
                )
        return instances


@run_spec_function("ice")
def ice(**kwargs: str) -> RunSpec:
    arguments = ",".join(f"{name}={value}" for name, value in sorted(kwargs.items()))
    return run_spec(
        f"ice:{arguments}" if kwargs else "ice",
        scenario(ICEScenario, **kwargs),
        get_language_modeling_adapter_spec(),
        get_language_modeling_metric_specs([]),
        groups=["ice"],
    )

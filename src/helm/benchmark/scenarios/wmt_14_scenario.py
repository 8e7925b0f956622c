"""WMT 2014: translation of news between English and Czech, German, French, Hindi and Russian.

Paper   https://aclanthology.org/W14-3302
Data    wmt14 on the hub; train (20,000 pairs drawn at random) -> train, validation -> valid, test -> test
"""

from typing import Dict, Iterator, List, Tuple

from helm.benchmark.adaptation.common_adapter_specs import get_machine_translation_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_open_ended_generation_metric_specs
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
from helm.common.errors import ConfigError, RunEntryError
from helm.data import HubDataset, Row

LANGUAGES = {"cs": "Czech", "de": "German", "fr": "French", "hi": "Hindi", "ru": "Russian", "en": "English"}
ENGLISH = "en"
MAX_TRAIN_ROWS = 20_000
SHUFFLE_SEED = 42


class WMT14Scenario(Scenario):
    """Sentences with one translation each.

    Args:
        source_language: A key of LANGUAGES.
        target_language: Another one; one of the two is "en".
    """

    name = "WMT_14"
    description = "Translation of news between English and five other languages (Bojar et al., 2014)."
    tags = ["machine_translation"]
    data = HubDataset(
        "wmt14",
        revision="b199e406369ec1b7634206d3ded5ba45de2fe696",
        splits={"validation": VALID_SPLIT, "test": TEST_SPLIT},
    )
    metadata = ScenarioMetadata(
        name="wmt_14",
        display_name="WMT 2014",
        description=description,
        taxonomy=TaxonomyInfo(
            task="machine translation",
            what="multilingual sentences",
            when="before 2014",
            who="Europarl, news, Common Crawl, etc.",
            language="English, French, Czech, etc.",
        ),
        main_metric="bleu_4",
        main_split="test",
    )

    def __init__(self, source_language: str, target_language: str):
        super().__init__()
        self.source_language = one_of(source_language, LANGUAGES, "source_language")
        self.target_language = one_of(target_language, LANGUAGES, "target_language")
        others = {source_language, target_language} - {ENGLISH}
        if len(others) != 1 or source_language == target_language:
            raise ConfigError(
                f"One of the languages must be 'en' and one not, but they are {source_language!r} and {target_language!r}"
            )
        self.pairs = self.data.with_config(f"{others.pop()}-{ENGLISH}")

    def get_instances(self, output_path: str) -> List[Instance]:
        examples = [self._pair(row) for row in self.pairs.sample("train", MAX_TRAIN_ROWS, SHUFFLE_SEED)]
        return [question_answer(source, target, TRAIN_SPLIT) for source, target in _first_of_each_target(examples)] + [
            question_answer(*self._pair(row), split) for split, row in self.pairs.rows(output_path)
        ]

    def _pair(self, row: Row) -> Tuple[str, str]:
        translation = row["translation"]
        return translation[self.source_language], translation[self.target_language]


def _first_of_each_target(pairs: List[Tuple[str, str]]) -> Iterator[Tuple[str, str]]:
    """The pairs without those whose target occurred before."""
    first: Dict[str, str] = {}
    for source, target in pairs:
        first.setdefault(target, source)
    return ((source, target) for target, source in first.items())


@run_spec_function("wmt_14")
def wmt_14(language_pair: str, max_train_instances: int = 1) -> RunSpec:
    source_language, _, target_language = str(language_pair).partition("-")
    for language in (source_language, target_language):
        if language not in LANGUAGES:
            raise RunEntryError(
                f"language_pair={language_pair} is not accepted; give two of {', '.join(LANGUAGES)}, such as de-en"
            )
    return run_spec(
        f"wmt_14:language_pair={language_pair}",
        scenario(WMT14Scenario, source_language=source_language, target_language=target_language),
        get_machine_translation_adapter_spec(
            LANGUAGES[source_language], LANGUAGES[target_language], max_train_instances
        ),
        get_open_ended_generation_metric_specs(),
        groups=["wmt_14"],
    )

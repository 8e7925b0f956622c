"""BOLD: beginnings of Wikipedia sentences about people of different groups, for models to go on with.

Paper   https://arxiv.org/abs/2101.11718
Data    https://github.com/amazon-research/bold, one file a domain; the first prompt of each page -> test, shuffled
Licence CC BY-SA 4.0
"""

import random
from dataclasses import replace
from typing import Iterator, List

from helm.benchmark.adaptation.common_adapter_specs import get_completion_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_generative_harms_metric_specs
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TEST_SPLIT, Instance, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import generation, nested, one_of, run_spec, scenario
from helm.data import Row, Url, misfit

SEED = 0
ALL = "all"
DOMAINS = ("gender", "political_ideology", "profession", "race", "religious_ideology")


class BOLDScenario(Scenario):
    """Beginnings of sentences, without references.

    Args:
        subject: One of DOMAINS, or "all".
    """

    name = "bold"
    description = (
        "Bias in what models write about people, by profession, gender, race and belief (Dhamala et al., 2021)."
    )
    tags = ["harms", "bias"]
    data = Url(
        "https://raw.githubusercontent.com/amazon-research/bold/main/prompts/{split}_prompt.json",
        "data/{split}",
        format="jsonl",
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="BOLD (Bias in Open-Ended Language Generation Dataset)",
        short_display_name="BOLD",
        description=description,
        taxonomy=TaxonomyInfo(task="?", what="n/a", when="n/a", who="n/a", language="synthetic"),
        main_metric="unknown",
        main_split="test",
    )

    def __init__(self, subject: str = ALL):
        super().__init__()
        self.subject = one_of(subject, (ALL, *DOMAINS), "subject")

    def get_instances(self, output_path: str) -> List[Instance]:
        data = replace(self.data, splits=dict.fromkeys(DOMAINS if self.subject == ALL else [self.subject], TEST_SPLIT))
        instances = [
            generation(f"{prompt} ", split) for split, row in data.rows(output_path) for prompt in _prompts(row)
        ]
        random.Random(SEED).shuffle(instances)
        return instances


def _prompts(row: Row) -> Iterator[str]:
    """The first prompt of each page; a row has the pages of groups."""
    for group in row:
        for page, prompts in nested(row[group], group).items():
            if not prompts:
                raise misfit(group, f"has no prompt for {page!r}.")
            yield prompts[0]


@run_spec_function("bold")
def bold(subject: str) -> RunSpec:
    return run_spec(
        f"bold:subject={subject}",
        scenario(BOLDScenario, subject=subject),
        get_completion_adapter_spec(temperature=0.9, max_tokens=20),
        get_generative_harms_metric_specs(include_basic_metrics=True),
        groups=["bold"],
    )

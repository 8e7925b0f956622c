"""WikiText-103: good and featured articles of Wikipedia, for language modeling.

Paper   https://arxiv.org/abs/1609.07843
Data    https://s3.amazonaws.com/research.metamind.io/wikitext/wikitext-103-raw-v1.zip; test -> test
Licence CC BY-SA 3.0
Size    192 MB
"""

import re
from typing import Iterator, List

from helm.benchmark.adaptation.common_adapter_specs import get_language_modeling_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_language_modeling_metric_specs
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TEST_SPLIT, Instance, Scenario
from helm.benchmark.scenarios.shapes import generation, run_spec, scenario
from helm.data import Archive, data_error

NUM_ARTICLES = 60
BLANK = " \n"
TITLE = re.compile(r" = .+ = ")
SECTION = re.compile(r" = = .+ = = ")


class Wikitext103Scenario(Scenario):
    """Whole articles, to be predicted."""

    name = "wikitext_103"
    description = "Good and featured articles of the English Wikipedia (Merity et al., 2017)."
    tags = ["language_modeling"]
    data = Archive(
        "https://s3.amazonaws.com/research.metamind.io/wikitext/wikitext-103-raw-v1.zip", "data", "wiki.test.raw"
    )

    def get_instances(self, output_path: str) -> List[Instance]:
        with open(self.data.path(output_path), encoding="utf-8") as file:
            articles = list(_articles(file.readlines()))
        if len(articles) != NUM_ARTICLES:
            raise data_error(f"wiki.test.raw has {len(articles)} articles, not {NUM_ARTICLES}", self.name)
        return [generation(article, TEST_SPLIT) for article in articles]


def _articles(lines: List[str]) -> Iterator[str]:
    """The articles, each beginning with its title between two blank lines.

    A line belongs to one title only, so a title right below an empty article is taken for its text.
    """
    article: List[str] = []
    position = 0
    while position < len(lines):
        length = 3 if _is_heading(lines[position : position + 3]) else 1
        if length == 3 and article:
            yield "".join(article)
            article = []
        article += lines[position : position + length]
        position += length
    yield "".join(article)


def _is_heading(lines: List[str]) -> bool:
    if len(lines) < 3 or lines[0] != BLANK or lines[2] != BLANK:
        return False
    title = lines[1].rstrip("\n")
    return TITLE.fullmatch(title) is not None and SECTION.fullmatch(title) is None


@run_spec_function("wikitext_103")
def wikitext_103() -> RunSpec:
    return run_spec(
        "wikitext_103",
        scenario(Wikitext103Scenario),
        get_language_modeling_adapter_spec(),
        get_language_modeling_metric_specs([]),
        groups=["wikitext_103"],
    )

"""Prompts that a grammar generates, for open-ended instruction following.

Data    a YAML file of the user's; its form is described in `helm.benchmark.scenarios.grammar`; all -> test
"""

from typing import List

from helm.benchmark.adaptation.common_adapter_specs import get_instruct_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_instruction_following_critique_metric_specs
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.grammar import derivations, read_grammar
from helm.benchmark.scenarios.scenario import TEST_SPLIT, Instance, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import generation, run_spec, scenario
from helm.data import data_error


class GrammarScenario(Scenario):
    """The texts of a grammar.

    Args:
        path: The grammar.
        tags: Only texts with all of these tags, separated by commas.
    """

    name = "grammar"
    description = "Prompts that a grammar of the user's generates."
    tags = ["instructions"]
    metadata = ScenarioMetadata(
        name=name,
        display_name="Best ChatGPT Prompts",
        short_display_name="Best ChatGPT Prompts",
        description=description,
        taxonomy=TaxonomyInfo(
            task="open-ended instruction following",
            what="Instructions for LLMs",
            when="2023",
            who="Gridfiti Staff",
            language="English",
        ),
        main_metric="Helpfulness",
        main_split="test",
    )

    def __init__(self, path: str, tags: str = ""):
        super().__init__()
        self.path = path
        self.tags = tags.split(",") if tags else []

    def get_instances(self, output_path: str) -> List[Instance]:
        found = derivations(read_grammar(self.path))
        instances = [generation(text, TEST_SPLIT) for text, tags in found if tags.issuperset(self.tags)]
        if not instances:
            known = ", ".join(sorted(frozenset().union(*(tags for _, tags in found)))) or "none"
            raise data_error(
                f"the grammar {self.path} has {len(found)} texts, but none with the tags {','.join(self.tags)!r}; "
                f"its tags are {known}.",
                type(self).__name__,
            )
        return instances


@run_spec_function("grammar")
def grammar(num_respondents: int, path: str, tags: str) -> RunSpec:
    return run_spec(
        f"grammar:path={path},tags={tags}",
        scenario(GrammarScenario, path=path, tags=tags),
        get_instruct_adapter_spec(),
        get_instruction_following_critique_metric_specs(num_respondents),
        groups=["grammar"],
    )

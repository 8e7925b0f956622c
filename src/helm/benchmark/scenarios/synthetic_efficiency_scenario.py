"""Synthetic efficiency: prompts of known length, to measure how long models take.

Paper   https://arxiv.org/abs/2211.09110, the part on efficiency
Data    text files made for each tokenizer and number of tokens; all -> test
"""

from pathlib import Path
from typing import Any, Dict, List, Optional

from helm.benchmark.adaptation.common_adapter_specs import get_completion_adapter_spec
from helm.benchmark.metrics.common_metric_specs import (
    get_basic_generation_metric_specs,
    get_generic_metric_specs,
)
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TEST_SPLIT, Instance, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import one_of, question_answer, run_spec, scenario
from helm.data import Url

NUM_INPUT_TOKENS = (1, 16, 32, 64, 256, 512, 768, 1024, 1536, 1920)
NUM_OUTPUT_TOKENS = (1, 2, 4, 8, 16, 32, 64)
TOKENIZERS = (
    "huggingface/gpt2",
    "ai21/j1",
    "cohere/cohere",
    "meta/opt",
    "yandex/yalm",
    "bigscience/bloom",
    "bigscience/t0pp",
    "google/t5",
    "google/ul2",
    "tsinghua/glm",
    "eleutherai/gptj",
    "eleutherai/gptneox",
)
NUM_INSTANCES = 10


class SyntheticEfficiencyScenario(Scenario):
    """Texts of equal length; what is answered does not matter.

    Args:
        num_prompt_tokens: Length of the prompts, one of NUM_INPUT_TOKENS.
        num_instances: How many prompts.
        tokenizer: What counts the tokens, one of TOKENIZERS.
    """

    name = "synthetic_efficiency"
    description = "Prompts of a given number of tokens, for measuring the time that answers take."
    tags: List[str] = []
    data = Url(
        "https://worksheets.codalab.org/rest/bundles/0x17a361bc066b4b0e87d968069759d361/contents/blob/{split}.txt",
        "{split}.txt",
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="Synthetic efficiency",
        description=description,
        taxonomy=TaxonomyInfo(task="?", what="n/a", when="n/a", who="n/a", language="synthetic"),
        main_metric="unknown",
        main_split="test",
    )

    def __init__(self, num_prompt_tokens: int, num_instances: int, tokenizer: str):
        super().__init__()
        self.num_prompt_tokens = one_of(num_prompt_tokens, NUM_INPUT_TOKENS, "num_prompt_tokens")
        self.num_instances = num_instances
        self.tokenizer = one_of(tokenizer, TOKENIZERS, "tokenizer")

    def get_instances(self, output_path: str) -> List[Instance]:
        kind = f"num_prompt_tokens={self.num_prompt_tokens},tokenizer={self.tokenizer.replace('/', '_')}"
        paths = [self.data.path(output_path, f"{kind},id={number}") for number in range(self.num_instances)]
        return [question_answer(Path(path).read_text(encoding="utf-8"), "", TEST_SPLIT) for path in paths]


@run_spec_function("synthetic_efficiency")
def synthetic_efficiency(
    num_prompt_tokens: Optional[int] = None,
    num_output_tokens: Optional[int] = None,
    tokenizer: Optional[str] = None,
    random: Optional[str] = None,
) -> RunSpec:
    length: Dict[str, Any] = {} if num_output_tokens is None else {"max_tokens": num_output_tokens}
    return run_spec(
        f"synthetic_efficiency:random={random}",
        scenario(
            SyntheticEfficiencyScenario,
            num_prompt_tokens=num_prompt_tokens,
            num_instances=NUM_INSTANCES,
            tokenizer=tokenizer,
        ),
        get_completion_adapter_spec(random=random, **length),
        get_basic_generation_metric_specs(["exact_match"]) + get_generic_metric_specs(),
        groups=["synthetic_efficiency"],
    )

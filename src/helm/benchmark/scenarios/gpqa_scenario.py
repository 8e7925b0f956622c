"""GPQA: multiple-choice questions of biology, physics and chemistry that searching the web does not answer.

Paper   https://arxiv.org/abs/2311.12022; its prompts are used here
Data    Idavidrein/gpqa on the hub (gated); two or three rows with their explanations -> train, the others -> test
Licence CC BY 4.0
"""

import random
from dataclasses import replace
from typing import List, Union

from helm.benchmark.adaptation.adapter_spec import (
    ADAPT_MULTIPLE_CHOICE_JOINT,
    ADAPT_MULTIPLE_CHOICE_JOINT_CHAIN_OF_THOUGHT,
    AdapterSpec,
)
from helm.benchmark.metrics.common_metric_specs import get_basic_metric_specs, get_exact_match_metric_specs
from helm.benchmark.metrics.metric import MetricSpec
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TEST_SPLIT, TRAIN_SPLIT, Instance, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import flag, multiple_choice, one_of, run_spec, scenario
from helm.data import HubDataset, Row

# The rows, from 0, that show the reasoning in few-shot prompts and are not evaluated.
EXAMPLES = {"gpqa_main": {105, 339}, "gpqa_diamond": {39, 124}, "gpqa_extended": {146, 330, 436}}
OPTIONS = ("Correct Answer", "Incorrect Answer 1", "Incorrect Answer 2", "Incorrect Answer 3")

MAX_EXAMPLES = 5
FEW_SHOT_INSTRUCTIONS = (
    "Here are some example questions from experts. Answer the final question yourself, "
    "following the format of the previous questions exactly.\n"
)
FEW_SHOT_REASONING_INSTRUCTIONS = (
    "Here are some example questions from experts. An explanation is given before the final answer. "
    "Answer the final question yourself, giving your reasoning beforehand.\n"
)
REASONING_REQUEST = (
    "Let’s think step by step. Based on your reasoning, what is the single, most likely answer choice? "
    'Format your response as follows: "The correct answer is (insert answer here)".'
)


class GPQAScenario(Scenario):
    """Questions with four options in random order.

    Args:
        subset: A key of EXAMPLES: gpqa_main, gpqa_diamond (the hardest) or gpqa_extended (all).
        random_seed: Of the order of the options.
    """

    name = "gpqa"
    description = "Graduate-level science questions that non-experts fail even with web search (Rein et al., 2023)."
    tags = ["question answering"]
    data = HubDataset(
        "Idavidrein/gpqa", revision="90b8e5be2b1d3d2dbfe016cdab47981150600c4a", splits={"train": TEST_SPLIT}
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="GPQA",
        description=description,
        taxonomy=TaxonomyInfo(
            task="question answering",
            what="complex questions across various disciplines",
            when="2024",
            who="domain experts",
            language="English",
        ),
        main_metric="chain_of_thought_correctness",
        main_split="test",
    )

    def __init__(self, subset: str, random_seed: int = 42):
        super().__init__()
        self.subset = one_of(subset, EXAMPLES, "subset")
        self.random_seed = random_seed

    def get_instances(self, output_path: str) -> List[Instance]:
        generator = random.Random(self.random_seed)
        rows = self.data.with_config(self.subset).rows(output_path)
        return [_instance(row, index in EXAMPLES[self.subset], generator) for index, (_, row) in enumerate(rows)]


def _instance(row: Row, is_example: bool, generator: random.Random) -> Instance:
    fields = list(OPTIONS)
    generator.shuffle(fields)
    return multiple_choice(
        row["Question"].strip(),
        [row[field].strip() for field in fields],
        fields.index(OPTIONS[0]),
        TRAIN_SPLIT if is_example else TEST_SPLIT,
        extra_data={"chain_of_thought": row["Explanation"]} if is_example else None,
    )


def get_gpqa_adapter_spec(reference_prefix: str, chain_of_thought: bool, few_shot: bool) -> AdapterSpec:
    """GPQA's prompt, which MMLU-Pro uses too.

    Args:
        reference_prefix: How options are lettered.
        chain_of_thought: Ask for reasoning before the answer, not for the letter at once.
        few_shot: Show examples before the question.
    """
    shared = AdapterSpec(
        input_prefix="What is the correct answer to this question: ",
        input_suffix="\nChoices:\n",
        reference_prefix=reference_prefix,
        output_prefix="",
        max_train_instances=MAX_EXAMPLES if few_shot else 0,
    )
    if chain_of_thought:
        return replace(
            shared,
            method=ADAPT_MULTIPLE_CHOICE_JOINT_CHAIN_OF_THOUGHT,
            instructions=FEW_SHOT_REASONING_INSTRUCTIONS if few_shot else "",
            # Examples end as the question asks for; without examples, nothing stands there.
            chain_of_thought_prefix="Let's think step by step: " if few_shot else "",
            chain_of_thought_suffix="\nThe correct answer is " if few_shot else "\n",
            global_suffix=REASONING_REQUEST,
            max_tokens=4096,
        )
    return replace(
        shared,
        method=ADAPT_MULTIPLE_CHOICE_JOINT,
        instructions=FEW_SHOT_INSTRUCTIONS if few_shot else "",
        # The answer is the letter alone, so what stands before the letter belongs to the prompt.
        output_prefix="The correct answer is " + reference_prefix.partition("A")[0],
        num_outputs=1,
        max_tokens=1,
        temperature=0.0,
        stop_sequences=["\n"],
    )


def get_gpqa_metric_specs(chain_of_thought: bool) -> List[MetricSpec]:
    """Whether the letter is right: the one that the reasoning arrives at, or the whole answer."""
    if chain_of_thought:
        metric = MetricSpec("helm.benchmark.metrics.gpqa_chain_of_thought_metric.GPQAChainOfThoughtMetric")
        return [*get_basic_metric_specs([]), metric]
    return get_exact_match_metric_specs()


@run_spec_function("gpqa")
def gpqa(
    subset: str, use_chain_of_thought: Union[bool, str] = "true", use_few_shot: Union[bool, str] = "false"
) -> RunSpec:
    subset = subset if subset.startswith("gpqa_") else f"gpqa_{subset}"
    chain_of_thought, few_shot = flag(use_chain_of_thought), flag(use_few_shot)
    return run_spec(
        f"gpqa:subset={subset},use_chain_of_thought={use_chain_of_thought},use_few_shot={use_few_shot}",
        scenario(GPQAScenario, subset=subset),
        get_gpqa_adapter_spec("(A) ", chain_of_thought, few_shot),
        get_gpqa_metric_specs(chain_of_thought),
        groups=["gpqa"],
    )

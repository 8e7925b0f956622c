r"""MATH: competition problems with worked solutions, in seven subjects and five levels.

Paper   https://arxiv.org/abs/2103.03874; the official in-context examples are those of Minerva's predecessors there
Data    hendrycks/competition_math on the hub; train -> train, test -> test
Licence MIT
Size    20 MB
"""

from itertools import groupby
from operator import itemgetter
from typing import Iterator, List, Optional, Tuple, Union

from helm.benchmark.adaptation.adapter_spec import ADAPT_GENERATION, AdapterSpec
from helm.benchmark.metrics.common_metric_specs import get_math_metric_specs
from helm.benchmark.metrics.math_equiv import get_answer
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TEST_SPLIT, TRAIN_SPLIT, Instance, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import flag, one_of, question_answer, run_spec, scenario
from helm.common.errors import ConfigError
from helm.data import HubDataset, Row

SUBJECTS = {
    "number_theory": "Number Theory",
    "intermediate_algebra": "Intermediate Algebra",
    "algebra": "Algebra",
    "prealgebra": "Prealgebra",
    "geometry": "Geometry",
    "counting_and_probability": "Counting & Probability",
    "precalculus": "Precalculus",
}
SHUFFLE_SEED = 42
# Problems and answers that the authors put before every question. The sixth lacks its last dollar sign there too.
OFFICIAL_EXAMPLES = (
    (r"What is $\left(\frac{7}{8}\right)^3 \cdot \left(\frac{7}{8}\right)^{-3}$?", "1"),
    (
        "In how many ways can 4 books be selected from a shelf of 6 books if the order in which the books are selected "
        "does not matter?",
        "15",
    ),
    ("Find the distance between the points $(2,1,-4)$ and $(5,8,-3).$", r"\sqrt{59}"),
    (
        "The faces of an octahedral die are labeled with digits $1$ through $8$. What is the probability, expressed as "
        "a common fraction, of rolling a sum of $15$ with a pair of such octahedral dice?",
        r"\frac{1}{32}",
    ),
    (
        "The first three terms of an arithmetic sequence are 1, 10 and 19, respectively. What is the value of the 21st "
        "term?",
        "181",
    ),
    (r"Calculate $6 \cdot 8\frac{1}{3}", "50"),
    (
        "When the binary number $100101110010_2$ is divided by 4, what is the remainder (give your answer in base 10)?",
        "2",
    ),
    (r"How many zeros are at the end of the product 25 $\times$ 240?", "3"),
)
INSTRUCTIONS = "Given a mathematics problem, determine the answer. Simplify your answer as much as possible.\n"


class MATHScenario(Scenario):
    r"""Problems of one subject and level, with the answer in the solution's `\boxed{}`.

    Args:
        subject: A key of SUBJECTS.
        level: 1 to 5.
        use_official_examples: Use the authors' eight examples as the train split.
        use_chain_of_thought: Take the whole solution as the reference, not its answer alone.
    """

    name = "MATH"
    description = "Problems of mathematics competitions (Hendrycks et al., 2021)."
    tags = ["knowledge", "reasoning"]
    data = HubDataset(
        "hendrycks/competition_math",
        revision="71b758ecc688b2822d07ffa7f8393299f1dc7cac",
        splits={"train": TRAIN_SPLIT, "test": TEST_SPLIT},
    )

    def __init__(
        self, subject: str, level: str, use_official_examples: bool = False, use_chain_of_thought: bool = False
    ):
        super().__init__()
        self.type = SUBJECTS[one_of(subject, SUBJECTS, "subject")]
        self.level = f"Level {level}"
        if use_official_examples and use_chain_of_thought:
            raise ConfigError(
                "use_official_examples and use_chain_of_thought exclude each other: the examples have no working"
            )
        self.use_official_examples = use_official_examples
        self.use_chain_of_thought = use_chain_of_thought

    def get_instances(self, output_path: str) -> List[Instance]:
        examples = [question_answer(problem, answer, TRAIN_SPLIT) for problem, answer in OFFICIAL_EXAMPLES]
        return (examples if self.use_official_examples else []) + [
            question_answer(row["problem"], answer, split)
            for split, row in self._shuffled_rows(output_path)
            if row["type"] == self.type and row["level"] == self.level
            if (answer := self._answer(row)) is not None
        ]

    def _shuffled_rows(self, output_path: str) -> Iterator[Tuple[str, Row]]:
        """The rows of each split, sorted by problem and then shuffled, before any is left out."""
        import numpy

        for split, pairs in groupby(self.data.rows(output_path), key=itemgetter(0)):
            if split == TRAIN_SPLIT and self.use_official_examples:
                continue
            rows = sorted((row for _, row in pairs), key=lambda row: str(row["problem"]).encode())
            for index in numpy.random.default_rng(SHUFFLE_SEED).permutation(len(rows)):
                yield split, rows[index]

    def _answer(self, row: Row) -> Optional[str]:
        """The reference; None for a solution without a boxed answer, which cannot be scored."""
        return row["solution"] if self.use_chain_of_thought else get_answer(row["solution"])

    def get_metadata(self) -> ScenarioMetadata:
        suffix = "_chain_of_thought" if self.use_chain_of_thought else ""
        return ScenarioMetadata(
            name=f"math{suffix or '_regular'}",
            display_name="MATH",
            description=self.description,
            taxonomy=TaxonomyInfo(
                task="numeric answer question answering",
                what="math competitions (AMC, AIME, etc.)",
                when="before 2021",
                who="problem setters",
                language="synthetic",
            ),
            main_metric=f"math_equiv{suffix}",
            main_split="test",
        )


@run_spec_function("math")
def math(
    subject: str,
    level: str,
    use_official_examples: Union[bool, str] = "False",
    use_chain_of_thought: Union[bool, str] = "False",
) -> RunSpec:
    official, chain_of_thought = flag(use_official_examples), flag(use_chain_of_thought)
    # An answer is written between dollar signs and ends at the next one; a solution has dollar signs of its own.
    dollar = "" if chain_of_thought else "$"
    return run_spec(
        f"math:subject={subject},level={level},"
        f"use_official_examples={official},use_chain_of_thought={chain_of_thought}",
        scenario(
            MATHScenario,
            subject=subject,
            level=level,
            use_official_examples=official,
            use_chain_of_thought=chain_of_thought,
        ),
        AdapterSpec(
            method=ADAPT_GENERATION,
            instructions=INSTRUCTIONS,
            input_prefix="Problem: ",
            input_suffix="\n",
            output_prefix=f"Answer: {dollar}",
            output_suffix=f"{dollar}\n",
            instance_prefix="###\n",
            max_train_instances=8,
            num_outputs=1,
            temperature=0.0,
            max_tokens=400 if chain_of_thought else 20,
            stop_sequences=["###"] if chain_of_thought else ["$"],
        ),
        get_math_metric_specs(use_chain_of_thought=chain_of_thought),
        groups=["math_chain_of_thought" if chain_of_thought else "math_regular"],
    )

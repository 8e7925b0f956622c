"""Dyck: complete a sequence of brackets so that all are closed in the right order.

Paper   https://arxiv.org/abs/2105.11115 (sequences as in Suzgun et al., https://arxiv.org/abs/1911.03329)
Data    drawn from a probabilistic context-free grammar; nothing is fetched
"""

import random
from typing import TYPE_CHECKING, List, Optional, Sequence, Set, Tuple

from helm.benchmark.adaptation.adapter_spec import ADAPT_GENERATION, AdapterSpec
from helm.benchmark.metrics.common_metric_specs import get_exact_match_indicator_metric_specs
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TEST_SPLIT, TRAIN_SPLIT, Instance, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import question_answer, run_spec, scenario
from helm.common.errors import ConfigError

if TYPE_CHECKING:
    import numpy

PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"))
LONGEST_PART = 100


class DyckLanguageScenario(Scenario):
    """Sequences cut before their last brackets, and the brackets that close them.

    Args:
        num_parenthesis_pairs: How many kinds of brackets, at most 4.
        num_train_instances: How many instances in the train split.
        num_test_instances: How many in the test split.
        parenthesis_pairs: The opening and closing symbol of each kind.
        prob_p: Probability of a bracketed part.
        prob_q: Probability of two parts side by side; otherwise a part ends.
        max_recursive_depth: Depth at which a part ends.
        min_seq_train_length: Least number of symbols of a whole sequence in the train split.
        max_seq_train_length: Most of them.
        min_seq_test_length: Least number of symbols of a whole sequence in the test split.
        max_seq_test_length: Most of them.
        max_output_size: Most symbols that an answer has.
        seed: Of the generators.
    """

    name = "dyck_language"
    description = "Completing sequences of a Dyck language: balanced brackets of several kinds."
    tags = ["reasoning", "language", "hierarchy"]
    metadata = ScenarioMetadata(
        name=name,
        display_name="Dyck",
        description=description,
        taxonomy=TaxonomyInfo(
            task="next-word prediction", what="Dyck formal language", when="n/a", who="n/a", language="synthetic"
        ),
        main_metric="exact_match_indicator",
        main_split="test",
    )

    def __init__(
        self,
        num_parenthesis_pairs: int,
        num_train_instances: int = 3,
        num_test_instances: int = 500,
        parenthesis_pairs: Sequence[Sequence[str]] = PAIRS,
        prob_p: float = 0.5,
        prob_q: float = 0.25,
        max_recursive_depth: int = 100,
        min_seq_train_length: int = 4,
        max_seq_train_length: int = 50,
        min_seq_test_length: int = 52,
        max_seq_test_length: int = 100,
        max_output_size: int = 3,
        seed: int = 42,
    ):
        super().__init__()
        if not 1 <= num_parenthesis_pairs <= len(PAIRS):
            raise ConfigError(f"num_parenthesis_pairs is {num_parenthesis_pairs}, but must be 1 to {len(PAIRS)}")
        if prob_p <= 0 or prob_q <= 0 or prob_p + prob_q >= 1:
            raise ConfigError(f"prob_p {prob_p} and prob_q {prob_q} must be more than 0 and add up to less than 1")
        self.pairs = [(opener, closer) for opener, closer in parenthesis_pairs[:num_parenthesis_pairs]]
        self.closer_of = dict(self.pairs)
        self.prob_p, self.prob_q = prob_p, prob_q
        self.max_depth = max_recursive_depth
        self.max_output_size = max_output_size
        self.seed = seed
        self.corpora = (
            (TRAIN_SPLIT, num_train_instances, min_seq_train_length, max_seq_train_length),
            (TEST_SPLIT, num_test_instances, min_seq_test_length, max_seq_test_length),
        )

    def get_instances(self, output_path: str) -> List[Instance]:
        import numpy

        # Two generators, because the kinds of brackets and the structure have always been drawn from two.
        draws = _Draws(random.Random(self.seed), numpy.random.RandomState(self.seed))
        instances: List[Instance] = []
        seen: Set[str] = set()
        for split, size, shortest, longest in self.corpora:
            wanted = len(instances) + size
            while len(instances) < wanted:
                prefix, suffix = self._draw_example(draws, shortest, longest)
                if prefix not in seen:
                    seen.add(prefix)
                    instances.append(question_answer(prefix, " " + suffix, split))
        return instances

    def _draw_example(self, draws: "_Draws", shortest: int, longest: int) -> Tuple[str, str]:
        """The beginning of a sequence, and the brackets missing at its end, each as one text."""
        while True:
            sequence = self._draw_sequence(draws, 0, longest)
            if len(sequence) < shortest:
                continue
            cut = self._cut(sequence, draws.structure.randint(1, self.max_output_size))
            if cut:
                prefix = sequence[:cut]
                return " ".join(prefix), " ".join(self._closers(prefix))

    def _draw_sequence(self, draws: "_Draws", depth: int, longest: int = LONGEST_PART) -> List[str]:
        """A balanced sequence; an empty one if it became too long or too deep."""
        if depth > self.max_depth:
            return []
        chance = draws.structure.random()
        if chance < self.prob_p:
            opener, closer = self.pairs[draws.kinds.randint(len(self.pairs))]
            sequence = [opener, *self._draw_sequence(draws, depth + 1), closer]
        elif chance < self.prob_p + self.prob_q:
            sequence = self._draw_sequence(draws, depth) + self._draw_sequence(draws, depth)
        else:
            return []
        return sequence if len(sequence) <= longest else []

    def _cut(self, sequence: List[str], unclosed: int) -> Optional[int]:
        """Where to cut off the end so that `unclosed` brackets stay open; 0 or None if nowhere."""
        count = 0
        for index in range(len(sequence) - 1, -1, -1):
            count += -1 if sequence[index] in self.closer_of else 1
            if count == unclosed:
                return index
        return None

    def _closers(self, prefix: List[str]) -> List[str]:
        """What closes the open brackets, innermost first."""
        unclosed: List[str] = []
        for symbol in prefix:
            if symbol in self.closer_of:
                unclosed.append(self.closer_of[symbol])
            else:
                unclosed.pop()
        return unclosed[::-1]


class _Draws:
    """The two sources of chance."""

    def __init__(self, structure: random.Random, kinds: "numpy.random.RandomState"):
        self.structure = structure
        self.kinds = kinds


@run_spec_function("dyck_language")
def dyck_language(num_parenthesis_pairs: int) -> RunSpec:
    return run_spec(
        f"dyck_language_np={int(num_parenthesis_pairs)}",
        scenario(DyckLanguageScenario, num_parenthesis_pairs=int(num_parenthesis_pairs)),
        AdapterSpec(
            method=ADAPT_GENERATION,
            instructions="Please complete the rest of the following Dyck sequences, "
            "making sure that the parentheses are closed properly.\n",
            input_prefix="Input: ",
            input_suffix="",
            output_prefix="",
            output_suffix="",
            max_train_instances=3,
            num_outputs=1,
            temperature=0.0,
            max_tokens=5,
            stop_sequences=["\n"],
        ),
        get_exact_match_indicator_metric_specs(),
        groups=["dyck_language"],
    )

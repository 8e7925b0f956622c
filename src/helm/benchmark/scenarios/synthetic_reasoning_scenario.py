"""Synthetic reasoning: rules over symbols, to be found or applied.

Paper   https://arxiv.org/abs/2101.06223 (LIME), from which the three tasks are taken
Data    made here, from a seed; 1000 train, 5000 valid, 5000 test
"""

from typing import TYPE_CHECKING, Any, Dict, List, Sequence, Tuple

from helm.benchmark.adaptation.common_adapter_specs import get_generation_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_exact_match_metric_specs
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TEST_SPLIT, TRAIN_SPLIT, VALID_SPLIT, Instance, Scenario
from helm.benchmark.scenarios.shapes import one_of, question_answer, run_spec, scenario

if TYPE_CHECKING:
    from numpy.random import RandomState

ANIMALS = ["zebra", "cobra", "stork", "penguin", "shark", "lion", "buffalo", "whale", "seal", "eagle", "horse", "rat"]
FRUITS = ["apple", "peach", "watermelon", "banana", "grape", "kiwi", "pear", "strawberry", "blueberry", "blackberry"]
RULE_SYMBOLS = ["X", "Y", "Z"]
MATH_SYMBOLS = ["+", "-", "*", "="]
SPLIT_SIZES = {TRAIN_SPLIT: 1000, VALID_SPLIT: 5000, TEST_SPLIT: 5000}
NUM_DECOYS = 3

VARIABLE_SUBSTITUTION = "variable_substitution"
PATTERN_MATCH = "pattern_match"
INDUCTION = "induction"
MODES = (VARIABLE_SUBSTITUTION, PATTERN_MATCH, INDUCTION)

Substitution = Dict[str, str]
"""Rule symbol -> the words that stand for it."""


class SyntheticReasoningScenario(Scenario):
    """Patterns such as `X + Y`, and what they read with words put for the letters.

    Args:
        mode: "variable_substitution" asks for the result of a pattern and a substitution, "pattern_match" for the
            pattern (of four) that a result was made from, "induction" for the pattern behind two results.
        random_seed: Other seeds make other instances.
    """

    name = "synthetic_reasoning"
    description = "Patterns of symbols to be applied, recognized or found from examples (Wu et al., 2021)."
    tags = ["reasoning", "language", "pattern_matching"]

    def __init__(self, mode: str, random_seed: int = 42):
        super().__init__()
        from numpy.random import RandomState

        self.mode = one_of(mode, MODES, "mode")
        self.generator = RandomState(random_seed)

    def get_instances(self, output_path: str) -> List[Instance]:
        return [
            question_answer(*self._question_and_answer(), split)
            for split, size in SPLIT_SIZES.items()
            for _ in range(size)
        ]

    def _question_and_answer(self) -> Tuple[str, str]:
        """One sample. All modes draw the same things in the same order, so they share patterns for a seed."""
        rng = self.generator
        rule_symbols = _draw(rng, RULE_SYMBOLS, rng.randint(2, 4))
        math_symbols = _draw(rng, MATH_SYMBOLS, rng.randint(2, 4))
        distinct = sorted(set(rule_symbols))
        pattern = _shuffled(rng, rule_symbols + math_symbols)
        first, second = _draw_substitution(rng, distinct), _draw_substitution(rng, distinct)
        if self.mode == INDUCTION:
            return f"Two results: {_apply(pattern, first)} | {_apply(pattern, second)}", f"Rule: {' '.join(pattern)}"
        if self.mode == VARIABLE_SUBSTITUTION:
            substitutions = " , ".join(f'{symbol} by " {words} "' for symbol, words in first.items())
            return f"Rules: {' '.join(pattern)} | Substitutions: {substitutions}", _apply(pattern, first)
        # Decoys are made of the distinct symbols, so they may be shorter than the pattern, or the same.
        decoys = [_shuffled(rng, distinct + math_symbols) for _ in range(NUM_DECOYS)]
        rules = " | ".join(" ".join(rule) for rule in _shuffled(rng, [*decoys, pattern]))
        return f"Rules: {rules} | Result: {_apply(pattern, first)}", " ".join(pattern)


def _draw(rng: "RandomState", words: Sequence[str], size: int) -> List[str]:
    """Words drawn with replacement."""
    return [str(word) for word in rng.choice(words, size=size)]


def _shuffled(rng: "RandomState", items: List[Any]) -> List[Any]:
    copy = list(items)
    rng.shuffle(copy)
    return copy


def _draw_substitution(rng: "RandomState", symbols: List[str]) -> Substitution:
    return {symbol: " ".join(_draw(rng, ANIMALS + FRUITS, rng.randint(1, 3))) for symbol in symbols}


def _apply(pattern: List[str], substitution: Substitution) -> str:
    return " ".join(substitution.get(symbol, symbol) for symbol in pattern)


@run_spec_function("synthetic_reasoning")
def synthetic_reasoning(mode: str) -> RunSpec:
    return run_spec(
        f"synthetic_reasoning:mode={mode}",
        scenario(SyntheticReasoningScenario, mode=mode),
        get_generation_adapter_spec(
            instructions="Please solve the following problem.", output_noun="Target", max_tokens=50
        ),
        get_exact_match_metric_specs(),
        groups=["synthetic_reasoning", f"synthetic_reasoning_{mode}"],
    )

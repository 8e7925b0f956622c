"""Synthetic reasoning in natural language: which of some if-then rules apply to a fact?

Paper   https://arxiv.org/abs/2211.09110, after ProofWriter, https://arxiv.org/abs/2012.13048
Data    made here, from a seed; 1000 train, 5000 valid, 5000 test
"""

from random import Random
from typing import List, NamedTuple

from helm.benchmark.adaptation.common_adapter_specs import get_generation_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_srn_metric_specs
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import Instance, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import one_of, question_answer, run_spec, scenario
from helm.benchmark.scenarios.synthetic_reasoning_scenario import SPLIT_SIZES

EASY, MEDIUM, HARD = DIFFICULTIES = ("easy", "medium", "hard")
PERSON = "person"
SUBJECTS = {
    PERSON: ["Alice", "Bob", "Carol", "Dan", "Erin", "Frank"],
    "animal": [
        *["dog", "cat", "rabbit", "mouse", "tiger", "lion", "bear"],
        *["squirrel", "cow", "panda", "hedgehog", "elephant", "giraffe", "hippo"],
    ],
    "plant": ["poppy", "dandelion", "tree", "rose", "sunflower"],
}
SYNONYMS = {
    "young": ["young"],
    "soft": ["soft"],
    "sad": ["sad"],
    "scary": ["scary"],
    "cold": ["cold", "chill", "cool"],
    "hot": ["hot", "warm"],
    "smart": ["smart", "clever", "wise", "intelligent"],
    "clean": ["clean", "tidy"],
    "small": ["small", "little", "tiny"],
    "big": ["big", "enormous", "giant", "huge"],
    "good": ["good", "kind", "nice"],
    "beautiful": ["beautiful", "pretty"],
    "red": ["red", "crimson"],
    "blue": ["blue", "cobalt"],
    "green": ["green", "viridian"],
    "purple": ["purple", "violet"],
    "boring": ["boring", "dull"],
    "old": ["old", "ancient", "antique"],
    "strong": ["strong", "powerful", "muscular"],
    "weak": ["weak", "frail", "fragile"],
    "fast": ["fast", "quick"],
    "slow": ["slow", "sluggish"],
    "bad": ["bad", "evil", "wicked", "mean"],
    "happy": ["happy", "elated", "glad", "cheerful"],
    "round": ["round", "circular", "spherical"],
}
ATTRIBUTES = list(SYNONYMS)
MAX_RULES = 5
MAX_RULE_ATTRIBUTES = 3
SHARE_OF_NOTHING = 0.1
"""How often a fact from which nothing follows is kept."""


class Rule(NamedTuple):
    """If the subject is this and (or) that, then it is something else."""

    subject: str
    condition: List[str]
    conjunction: str
    """and, or"""
    consequent: str

    def applies_to(self, attributes: List[str]) -> bool:
        met = [attribute in attributes for attribute in self.condition]
        return all(met) if self.conjunction == "and" else any(met)


class Fact(NamedTuple):
    """What is known of the subject, and what follows from it."""

    attributes: List[str]
    synonyms: List[str]
    consequents: List[str]


class SRNScenario(Scenario):
    """Rules, a fact, and all that follows from it in one step.

    Args:
        difficulty: "easy": all rules are about the subject of the fact; "medium": some are about its kind; "hard": the
            fact is told in other words besides.
        random_seed: Other seeds make other instances.
    """

    name = "sythetic_reasoning_natural"
    description = "If-then rules in plain English to be applied to a fact (Liang et al., 2022)."
    tags = ["reasoning", "language", "pattern_matching"]
    metadata = ScenarioMetadata(
        name="synthetic_reasoning_natural",
        display_name="Synthetic reasoning (natural language)",
        description=description,
        taxonomy=TaxonomyInfo(task="?", what="n/a", when="n/a", who="n/a", language="synthetic"),
        main_metric="f1_set_match",
        main_split="test",
    )

    def __init__(self, difficulty: str, random_seed: int = 42):
        super().__init__()
        self.difficulty = one_of(difficulty, DIFFICULTIES, "difficulty")
        self.random_seed = random_seed

    def get_instances(self, output_path: str) -> List[Instance]:
        rng = Random(self.random_seed)
        return [self._instance(rng, split) for split, size in SPLIT_SIZES.items() for _ in range(size)]

    def _instance(self, rng: Random, split: str) -> Instance:
        kind = rng.choice(list(SUBJECTS))
        subject = rng.choice(SUBJECTS[kind])
        rules = _draw_rules(rng, [subject] if self.difficulty == EASY else [kind, subject])
        fact = _draw_fact(rng, rules)
        this = subject if kind == PERSON else f"the {subject}"
        known = fact.synonyms if self.difficulty == HARD else fact.attributes
        lines = [
            *(_rule_text(rule, kind) for rule in rules),
            "Fact:",
            _sentence(this, known),
            f"The following can be determined about {this}:",
        ]
        answer = _sentence(this, fact.consequents) if fact.consequents else "Nothing."
        return question_answer("\n".join(lines), answer, split)


def _draw_rules(rng: Random, subjects: List[str]) -> List[Rule]:
    """Rules in which no attribute occurs twice."""
    unused = list(ATTRIBUTES)
    rng.shuffle(unused)
    rules: List[Rule] = []
    while len(unused) >= MAX_RULE_ATTRIBUTES and len(rules) < MAX_RULES:
        # Without a choice, nothing is drawn: the sequence of random numbers differs between difficulties.
        subject = rng.choice(subjects) if len(subjects) > 1 else subjects[0]
        size = rng.randint(2, MAX_RULE_ATTRIBUTES)
        *condition, consequent = unused[:size]
        unused = unused[size:]
        rules.append(Rule(subject, condition, rng.choice(["and", "or"]), consequent))
    return rules


def _draw_fact(rng: Random, rules: List[Rule]) -> Fact:
    """A fact from which something follows, with few exceptions."""
    while True:
        attributes = rng.sample(ATTRIBUTES, 2)
        synonyms = [rng.choice(SYNONYMS[attribute]) for attribute in attributes]
        consequents = [
            rule.consequent for rule in rules if rule.consequent not in attributes and rule.applies_to(attributes)
        ]
        if consequents or rng.random() <= SHARE_OF_NOTHING:
            return Fact(attributes, synonyms, consequents)


def _rule_text(rule: Rule, kind: str) -> str:
    article = "an" if rule.subject[0] in "aeiou" else "a"
    some, this = (
        (rule.subject, rule.subject) if kind == PERSON else (f"{article} {rule.subject}", f"the {rule.subject}")
    )
    return f"If {some} is {f' {rule.conjunction} '.join(rule.condition)}, then {this} is {rule.consequent}."


def _sentence(subject: str, attributes: List[str]) -> str:
    return f"{subject[0].upper()}{subject[1:]} is {' and '.join(attributes)}."


@run_spec_function("synthetic_reasoning_natural")
def synthetic_reasoning_natural(difficulty: str) -> RunSpec:
    return run_spec(
        f"synthetic_reasoning_natural:difficulty={difficulty}",
        scenario(SRNScenario, difficulty=difficulty),
        get_generation_adapter_spec(
            instructions="Please solve the following problem.",
            input_noun="Rules",
            newline_after_input_noun=True,
            max_train_instances=3,
            max_tokens=20,
        ),
        get_srn_metric_specs(),
        groups=["synthetic_reasoning", "synthetic_reasoning_natural"],
    )

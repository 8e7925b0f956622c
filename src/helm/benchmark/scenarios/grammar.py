"""Texts that a grammar generates: every way of filling the slots of its rules.

A grammar is a YAML file:

    rules:
    - category: Root
      tags: [cooking]
      expansions:
      - text: How do I cook ${Dish}?
    - category: Dish
      expansions:
      - text: rice
        tags: [simple]
      - text: a souffle
"""

import re
from dataclasses import dataclass, field
from itertools import product
from typing import Dict, FrozenSet, Iterator, List, NamedTuple, Tuple

from helm.common.errors import ConfigError
from helm.common.hierarchical_logger import hwarn
from helm.common.yaml_entries import read_entries

ROOT = "Root"
"""The category that every text is derived from."""
_SLOT = re.compile(r"(\${\w+})")


@dataclass(frozen=True)
class Expansion:
    """A way of writing a category."""

    text: str
    """With `${Category}` for each slot."""
    tags: List[str] = field(default_factory=list)


@dataclass(frozen=True)
class GrammarRule:
    """Ways of writing a category. A category may have several rules."""

    category: str
    expansions: List[Expansion]
    tags: List[str] = field(default_factory=list)


class Derivation(NamedTuple):
    """A text, and the tags of all rules and expansions that it was made with."""

    text: str
    tags: FrozenSet[str]


def read_grammar(path: str) -> List[GrammarRule]:
    """The rules of a YAML file.

    Raises:
        ConfigError: the file cannot be read, or is no grammar.
    """
    return read_entries(path, "rules", GrammarRule)


def derivations(rules: List[GrammarRule]) -> List[Derivation]:
    """All texts of a grammar, rules and expansions in their order; the leftmost slot varies slowest.

    A category without rules is warned of; expansions with it give nothing.

    Raises:
        ConfigError: a category contains itself, so that there is no end of texts.
    """
    return _Deriver(rules).of(ROOT, ())


class _Deriver:
    """Derives each category once."""

    def __init__(self, rules: List[GrammarRule]):
        self.rules = rules
        self.known: Dict[str, List[Derivation]] = {}

    def of(self, category: str, within: Tuple[str, ...]) -> List[Derivation]:
        """The derivations of a category that stands within those of `within`."""
        if category in within:
            raise ConfigError(
                f"Category {category!r} of the grammar contains itself: {' > '.join((*within, category))}"
            )
        if category not in self.known:
            if all(rule.category != category for rule in self.rules):
                hwarn(f"The grammar has no rule for the category {category!r}; texts with it are left out")
            self.known[category] = [
                derivation
                for rule in self.rules
                if rule.category == category
                for expansion in rule.expansions
                for derivation in self._expanded(expansion, frozenset(rule.tags), (*within, category))
            ]
        return self.known[category]

    def _expanded(self, expansion: Expansion, tags: FrozenSet[str], within: Tuple[str, ...]) -> Iterator[Derivation]:
        pieces = [self._piece(piece, within) for piece in _SLOT.split(expansion.text)]
        for chosen in product(*pieces):
            text = "".join(piece.text for piece in chosen)
            yield Derivation(text, tags.union(expansion.tags, *(piece.tags for piece in chosen)))

    def _piece(self, piece: str, within: Tuple[str, ...]) -> List[Derivation]:
        # A text that is wholly in the form of a slot is one, whatever characters it has.
        if piece.startswith("${") and piece.endswith("}"):
            return self.of(piece[2:-1], within)
        return [Derivation(piece, frozenset())]

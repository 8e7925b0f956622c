"""Levenshtein distance."""

from typing import Dict, Hashable, Sequence


def edit_distance(first: Sequence[Hashable], second: Sequence[Hashable]) -> int:
    """The fewest insertions, deletions and substitutions that make one sequence the other."""
    import numpy as np

    numbers: Dict[Hashable, int] = {}
    rows, columns = (np.array([numbers.setdefault(item, len(numbers)) for item in side]) for side in (first, second))
    positions = np.arange(len(columns) + 1)
    distances = positions
    for length, item in enumerate(rows, 1):
        without_insertions = np.minimum(distances[1:] + 1, distances[:-1] + (columns != item))
        # Inserting costs 1 a step to the right, so the best start of a run of insertions is a running minimum.
        distances = np.minimum.accumulate(np.concatenate(([length], without_insertions)) - positions) + positions
    return int(distances[-1])


def edit_similarity(first: Sequence[Hashable], second: Sequence[Hashable]) -> float:
    """1 minus the distance over the greater length; 0 if a side is empty."""
    if not first or not second:
        return 0.0
    return 1 - edit_distance(first, second) / max(len(first), len(second))

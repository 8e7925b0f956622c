#!/usr/bin/env python3
"""How far the rank of a model can be off when it is evaluated on few instances: the table of the leaderboard tutorial.

Leaderboards are simulated. A model's chance to answer right has log-odds `ability of the model + ease of the benchmark
+ chance of the two`, all normally distributed. All models have been evaluated on 1,000 instances a benchmark, and
are ranked by their mean win rate over 16 benchmarks. One of them is evaluated anew, on fewer instances.

    python scripts/rank_intervals.py
"""

from typing import List

import numpy as np
from numpy.typing import NDArray

from helm.benchmark.presentation.run_entry import read_run_entries
from helm.common.object_spec import parse_object_spec

CONFS = {"10": 10, "20": 20, "50": 50, "100": 100, "1000": 1000, "all": 1000}
"""Ending of the conf file's name -> instances a benchmark."""
NUMBERS_OF_MODELS = (30, 60)
BENCHMARKS = 16
LEADERBOARDS = 20
SPREAD = 0.5  # of a model's log-odds over the benchmarks; 0.3 to 0.8 give the same table


def mean_win_rates(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of scores (models x benchmarks), the share of other models that each model outperforms, ties half."""
    ones, others = scores[:, None, :], scores[None, :, :]
    better = (ones > others).sum(1) + ((ones == others).sum(1) - 1) / 2
    rates: NDArray[np.float64] = (better / (len(scores) - 1)).mean(1)
    return rates


def rank_errors(chances: NDArray[np.float64], instances: int, rng: np.random.Generator) -> List[int]:
    """For each model, by how many places its rank moves when it is evaluated anew on `instances` a benchmark."""
    published = rng.binomial(1000, chances) / 1000
    rates = mean_win_rates(published)
    errors = []
    for model, rate in enumerate(rates):
        scores = published.copy()
        scores[model] = rng.binomial(instances, chances[model]) / instances
        new_rates = mean_win_rates(scores)
        errors.append(abs(int((new_rates > new_rates[model]).sum()) - int((rates > rate).sum())))
    return errors


def rank_interval(models: int, instances: int) -> int:
    """Half the length of the interval that holds the rank of 95 of 100 models."""
    rng = np.random.default_rng(0)
    errors: List[int] = []
    for _ in range(LEADERBOARDS):
        ability, ease = rng.normal(size=(models, 1)), rng.normal(size=(1, BENCHMARKS))
        log_odds = ability + ease + rng.normal(scale=SPREAD, size=(models, BENCHMARKS))
        errors += rank_errors(1 / (1 + np.exp(-log_odds)), instances, rng)
    return int(np.quantile(errors, 0.95, method="higher"))


def total_instances(conf: str) -> int:
    """Instances over all entries of a conf file, at most 1,000 where an entry does not say."""
    args = [parse_object_spec(entry.description).args for entry in read_run_entries([conf]).entries]
    return sum(each.get("max_eval_instances", 1000) for each in args)


def table() -> List[str]:
    """The lines of the table, in Markdown."""
    titles = " | ".join(f"rank among {models} models" for models in NUMBERS_OF_MODELS)
    lines = [f"| conf file | instances a benchmark | instances | {titles} |", "|---|---:|---:|---:|---:|"]
    for ending, instances in CONFS.items():
        conf = f"run_entries_core_scenarios_{ending}.conf"
        intervals = " | ".join(f"±{rank_interval(models, instances)}" for models in NUMBERS_OF_MODELS)
        each = f"{instances:,}" + (" or more" if ending == "all" else "")
        lines.append(f"| `{conf}` | {each} | {total_instances(conf):,} | {intervals} |")
    return lines


if __name__ == "__main__":
    print("\n".join(table()))

"""`costs.json`: the tokens that the requests to each deployment take, which dry runs tell."""

from typing import Dict, List

from helm.benchmark.presentation.suite_runs import Run

_COUNTS = ("num_prompt_tokens", "num_completion_tokens", "num_completions", "num_requests")


def compute_costs(runs: List[Run]) -> Dict[str, Dict[str, float]]:
    """Sums of the stats that belong to no split, of each deployment that has any."""
    costs: Dict[str, Dict[str, float]] = {}
    for run in runs:
        for name in _COUNTS:
            for stat in run.stats.get(name, []):
                if stat.name.split is None:
                    cost = costs.setdefault(run.run_spec.adapter_spec.model_deployment, dict.fromkeys(_COUNTS, 0.0))
                    cost[name] += stat.sum
    for cost in costs.values():
        cost["total_tokens"] = cost["num_prompt_tokens"] + cost["num_completion_tokens"]
    return costs

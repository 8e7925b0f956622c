"""How each instance of a run ended: a failure is never scored as a wrong answer without being counted."""

import re
from dataclasses import dataclass
from typing import Dict, List, Optional

from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.adaptation.scenario_state import ScenarioState
from helm.clients.middleware.failures import failure_of_result
from helm.common.request import RequestResult

SCORED, TRUNCATED, UNPARSED, REFUSED, ERROR = "scored", "truncated", "unparsed", "refused", "error"

WORST_LAST = (SCORED, TRUNCATED, UNPARSED, REFUSED, ERROR)
_REFUSALS = ("content_filter", "content policy", "refusal", "safety")


@dataclass(frozen=True)
class Outcomes:
    """How many instances (over all trials) ended how; an instance counts once, by the worst of its requests."""

    scored: int = 0
    """An answer that the metrics could use."""
    truncated: int = 0
    """The answer was cut off at `max_tokens`; it is scored as it is."""
    unparsed: int = 0
    """The answer names none of the choices; it is scored as wrong."""
    refused: int = 0
    """The model, or a filter before it, would not answer; scored as an empty answer."""
    error: int = 0
    """No answer came."""

    @property
    def total(self) -> int:
        return self.scored + self.truncated + self.unparsed + self.refused + self.error

    @property
    def error_rate(self) -> float:
        """Share of instances without an answer."""
        return self.error / self.total if self.total else 0.0

    def __str__(self) -> str:
        """The counts that are not 0, worst first, e.g. `2 error, 98 scored`."""
        return ", ".join(f"{getattr(self, name)} {name}" for name in reversed(WORST_LAST) if getattr(self, name))


def count_outcomes(state: ScenarioState) -> Outcomes:
    """How the instances of a run, whose requests all have results, ended."""
    worst: Dict[tuple[int, int], int] = {}
    for request_state in state.request_states:
        key = (request_state.train_trial_index, id(request_state.instance))
        rank = WORST_LAST.index(outcome_of(request_state, state.adapter_spec))
        worst[key] = max(worst.get(key, 0), rank)
    ranks = list(worst.values())
    return Outcomes(**{name: ranks.count(rank) for rank, name in enumerate(WORST_LAST)})


def outcome_of(state: RequestState, adapter_spec: AdapterSpec) -> str:
    """How one request ended."""
    result = state.result
    if result is None:
        return ERROR
    if not result.success:
        return ERROR if failure_of_result(result).is_fatal else REFUSED
    reason = _finish_reason(result)
    if reason and any(word in reason for word in _REFUSALS):
        return REFUSED
    if state.output_mapping is not None:
        return (
            SCORED if _names_a_choice(result, state.output_mapping, adapter_spec.output_mapping_pattern) else UNPARSED
        )
    return TRUNCATED if reason == "length" and state.request.max_tokens > 0 else SCORED


def _finish_reason(result: RequestResult) -> Optional[str]:
    if not result.completions or not result.completions[0].finish_reason:
        return None
    return str(result.completions[0].finish_reason.get("reason"))


def _names_a_choice(result: RequestResult, mapping: Dict[str, str], pattern: Optional[str]) -> bool:
    texts: List[str] = [completion.text.strip() for completion in result.completions]
    if pattern is None:
        return any(text in mapping for text in texts)
    found = [re.search(pattern, text) for text in texts]
    return any(match and (match.group(1) if match.re.groups else match.group(0)) in mapping for match in found)

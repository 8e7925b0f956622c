"""All requests of a run."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Dict, List, Optional, Tuple

from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.annotation.annotator import AnnotatorSpec
from helm.benchmark.scenarios.scenario import Instance

_Key = Tuple[int, Instance, Optional[int]]


@dataclass
class ScenarioState:
    """The requests of a run with their results, and how they were made."""

    adapter_spec: AdapterSpec
    request_states: List[RequestState]
    annotator_specs: Optional[List[AnnotatorSpec]] = None

    @cached_property
    def instances(self) -> List[Instance]:
        """The instances that requests were made for."""
        # Instances are hashed by identity: those of a state read back from JSON are all distinct.
        return list(dict.fromkeys(state.instance for state in self.request_states))

    @cached_property
    def _by_key(self) -> Dict[_Key, List[RequestState]]:
        states: Dict[_Key, List[RequestState]] = defaultdict(list)
        for state in self.request_states:
            states[(state.train_trial_index, state.instance, state.reference_index)].append(state)
        return states

    def get_request_states(
        self, train_trial_index: int, instance: Instance, reference_index: Optional[int]
    ) -> List[RequestState]:
        """The requests made for one instance (and reference) in one trial."""
        return self._by_key.get((train_trial_index, instance, reference_index), [])

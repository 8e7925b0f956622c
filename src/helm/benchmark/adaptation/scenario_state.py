"""All requests of a run."""

from collections import defaultdict
from dataclasses import dataclass
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

    def __post_init__(self) -> None:
        # Instances are hashed by identity: those of a state read back from JSON are all distinct.
        self.instances: List[Instance] = list(dict.fromkeys(state.instance for state in self.request_states))
        self._by_key: Dict[_Key, List[RequestState]] = defaultdict(list)
        for state in self.request_states:
            self._by_key[(state.train_trial_index, state.instance, state.reference_index)].append(state)

    def get_request_states(
        self, train_trial_index: int, instance: Instance, reference_index: Optional[int]
    ) -> List[RequestState]:
        """The requests made for one instance (and reference) in one trial."""
        return self._by_key.get((train_trial_index, instance, reference_index), [])

"""The model scores each answer choice on its own, and once more without the question."""

from typing import List

from helm.benchmark.adaptation.adapters.multiple_choice_separate_adapter import MultipleChoiceSeparateAdapter
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.scenarios.scenario import Instance

CALIBRATION_INPUT = "Answer:"
"""Stands in for the question."""


class MultipleChoiceCalibratedAdapter(MultipleChoiceSeparateAdapter):
    """Two requests a reference: its score, and how likely it is anyway (Brown et al. 2020, section 2.4)."""

    def request_states(self, instance: Instance, train_trial_index: int, train_blocks: List[str]) -> List[RequestState]:
        states: List[RequestState] = []
        for original in super().request_states(instance, train_trial_index, train_blocks):
            index = original.reference_index
            assert index is not None
            calibration = self.scoring_state(instance, train_trial_index, [], index, CALIBRATION_INPUT, "calibration")
            states += [original, calibration]
        return states

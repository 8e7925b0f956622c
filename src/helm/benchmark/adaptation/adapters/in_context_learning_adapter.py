"""The base of adapters that show the model examples before the question."""

from abc import ABC, abstractmethod
from dataclasses import replace
from functools import partial
from typing import Generic, List, TypeVar

from helm.benchmark.adaptation.adapters.adapter import Adapter
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.adaptation.sampling import sample_examples
from helm.benchmark.scenarios.scenario import EVAL_SPLITS, TRAIN_SPLIT, Instance
from helm.common.general import flatten_list, parallel_map
from helm.common.hierarchical_logger import hlog, htrack, htrack_block, hwarn
from helm.common.request import Request

BlockT = TypeVar("BlockT")
"""What a prompt is made of: text, or media."""


class InContextLearningAdapter(Adapter, ABC, Generic[BlockT]):
    """Draws in-context examples, the same for all evaluated instances of a trial, and makes the requests."""

    @abstractmethod
    def train_block(self, instance: Instance) -> BlockT:
        """An in-context example, with its output."""

    @abstractmethod
    def request_states(
        self, instance: Instance, train_trial_index: int, train_blocks: List[BlockT]
    ) -> List[RequestState]:
        """The requests for one evaluated instance."""

    @htrack(None)
    def adapt(self, instances: List[Instance], parallelism: int) -> List[RequestState]:
        spec = self.adapter_spec
        train = [instance for instance in instances if instance.split == TRAIN_SPLIT]
        evaluated = [instance for instance in instances if instance.split in EVAL_SPLITS]
        if len(train) < spec.max_train_instances:
            hwarn(f"only {len(train)} training instances, wanted {spec.max_train_instances}")
        states: List[RequestState] = []
        for trial in range(spec.num_train_trials):
            examples = sample_examples(train, spec.max_train_instances, trial, spec.sample_train)
            blocks = [self.train_block(example) for example in examples]
            make = partial(self.request_states, train_trial_index=trial, train_blocks=blocks)
            of_instances = parallel_map(make, evaluated, parallelism=parallelism, description="prompts")
            if trial == 0 and of_instances:
                _log_prompts(of_instances[0])
            states += self._with_repetitions(flatten_list(of_instances))
        hlog(f"{len(states)} requests")
        return states

    def _with_repetitions(self, states: List[RequestState]) -> List[RequestState]:
        """The states, followed by copies that the model answers anew."""
        copies = [
            replace(state, request=replace(state.request, random=str(trial)))
            for trial in range(1, self.adapter_spec.num_trials)
            for state in states
        ]
        return states + copies


def _log_prompts(states: List[RequestState]) -> None:
    with htrack_block("Prompts of the first instance"):
        for state in states:
            scored = (
                "" if state.reference_index is None else f"reference {state.reference_index}, {state.request_mode}, "
            )
            with htrack_block(f"{scored}{state.num_train_instances} examples"):
                for line in _readable_prompt(state.request).splitlines():
                    hlog(line)


def _readable_prompt(request: Request) -> str:
    if request.messages is not None:
        return "\n".join(f"{message['role']}: {message['content']}" for message in request.messages)
    if request.multimodal_prompt is not None:
        return "\n".join(item.text or str(item.location) for item in request.multimodal_prompt.media_objects)
    return request.prompt

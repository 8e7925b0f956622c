"""The model continues a conversation."""

from typing import List

from helm.benchmark.adaptation.adapters.adapter import request_state
from helm.benchmark.adaptation.adapters.generation_adapter import GenerationAdapter
from helm.benchmark.adaptation.prompt import Prompt
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.scenarios.scenario import Instance
from helm.common.errors import AdaptationError

NO_PROMPT = Prompt("", num_train_instances=0, truncated=False)


class ChatAdapter(GenerationAdapter):
    """Sends the messages of each instance as they are: no examples, instructions or affixes, and no truncation."""

    def request_states(self, instance: Instance, train_trial_index: int, train_blocks: List[str]) -> List[RequestState]:
        if not instance.input.messages:
            raise AdaptationError(
                f"Instance {instance.id} has no messages, which the method chat sends; use the method generation"
            )
        request = self.request(
            messages=instance.input.messages,
            image_generation_parameters=self.adapter_spec.image_generation_parameters,
        )
        return [request_state(instance, train_trial_index, request, NO_PROMPT)]

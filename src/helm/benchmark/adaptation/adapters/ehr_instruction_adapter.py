"""The model answers a question about a health record, of which the end is kept if it is too long."""

from typing import Any, Dict, List

from helm.benchmark.adaptation.adapters.adapter import request_state
from helm.benchmark.adaptation.adapters.generation_adapter import GenerationAdapter
from helm.benchmark.adaptation.prompt import Prompt
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.scenarios.scenario import Instance
from helm.common.errors import AdaptationError


class EHRInstructionAdapter(GenerationAdapter):
    """Zero-shot questions about electronic health records (MedAlign, Fleming et al. 2023).

    `extra_data` has the record, `ehr`, and the whole prompt as a format string with `{question}` and `{ehr}`,
    `prompt_template`; instructions, affixes and substitutions of the adapter spec are not used.
    """

    def train_block(self, instance: Instance) -> str:
        raise AdaptationError(
            f"Instance {instance.id} is a training instance, but the method ehr_instruction shows no examples; "
            "set max_train_instances to 0 and leave training instances out of the scenario"
        )

    def request_states(self, instance: Instance, train_trial_index: int, train_blocks: List[str]) -> List[RequestState]:
        # Every prompt counts as truncated, as in the released version, even if the whole record is in it.
        prompt = Prompt(self._text(instance), num_train_instances=0, truncated=True)
        request = self.request(
            prompt=prompt.text, image_generation_parameters=self.adapter_spec.image_generation_parameters
        )
        return [request_state(instance, train_trial_index, request, prompt)]

    def _text(self, instance: Instance) -> str:
        data = _extra_data(instance)
        room = self._room(data["prompt_template"].format(question=instance.input.text, ehr=""))
        if room < 0:
            raise AdaptationError(
                f"The question and template of instance {instance.id} alone are {-room} tokens too long for the "
                f"{self.window_service.max_request_length}-token window of {self.adapter_spec.model_deployment} with "
                f"max_tokens={self.adapter_spec.max_tokens}; lower max_tokens or choose a model with a longer window"
            )
        tokens = self.window_service.encode(data["ehr"]).tokens
        tokens = tokens[max(0, len(tokens) - room) :]
        while True:
            ehr = self.window_service.decode(tokens)
            prompt: str = data["prompt_template"].format(question=instance.input.text, ehr=ehr)
            excess = -self._room(prompt)
            if excess <= 0 or not tokens:
                return prompt
            tokens = tokens[excess:]

    def _room(self, prompt: str) -> int:
        """How many more tokens than `prompt` fit beside the completion."""
        window = self.window_service
        return window.max_request_length - self.adapter_spec.max_tokens - window.get_num_tokens(prompt)


def _extra_data(instance: Instance) -> Dict[str, Any]:
    data = instance.extra_data or {}
    missing = [key for key in ("ehr", "prompt_template") if key not in data]
    if missing:
        raise AdaptationError(
            f"Instance {instance.id} lacks {' and '.join(missing)} in extra_data, which the method ehr_instruction needs"
        )
    return data

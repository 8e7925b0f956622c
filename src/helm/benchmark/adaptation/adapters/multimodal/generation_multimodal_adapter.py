"""The model writes the answer to a question with media."""

from typing import List

from helm.benchmark.adaptation.adapters.adapter import request_state
from helm.benchmark.adaptation.adapters.in_context_learning_adapter import InContextLearningAdapter
from helm.benchmark.adaptation.adapters.multimodal.multimodal_prompt import (
    fit_multimodal_prompt,
    render_input_content,
    with_open_output,
    with_output,
)
from helm.benchmark.adaptation.prompt import choose_correct
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.scenarios.scenario import Instance
from helm.common.media_object import MultimediaObject


class GenerationMultimodalAdapter(InContextLearningAdapter[MultimediaObject]):
    """As GenerationAdapter, with inputs of text and media."""

    def train_block(self, instance: Instance) -> MultimediaObject:
        spec = self.adapter_spec
        correct = [reference.output.text for reference in instance.all_correct_references]
        return with_output(spec, render_input_content(spec, instance.input), choose_correct(spec, correct))

    def request_states(
        self, instance: Instance, train_trial_index: int, train_blocks: List[MultimediaObject]
    ) -> List[RequestState]:
        spec = self.adapter_spec
        eval_block = with_open_output(spec, render_input_content(spec, instance.input))
        prompt = fit_multimodal_prompt(spec, self.window_service, train_blocks, eval_block)
        request = self.request(multimodal_prompt=prompt.content)
        return [request_state(instance, train_trial_index, request, prompt)]

"""The model sees a question and all answer choices, of text and media, and gives the label of one."""

from typing import List

from helm.benchmark.adaptation.adapters.adapter import request_state
from helm.benchmark.adaptation.adapters.choices import (
    choice_label,
    choice_prefix,
    correct_indices,
    label_mapping,
)
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

FIRST_LABEL = "A"
"""Answers are understood by these labels, whatever the reference prefix shows, as in the released version."""


class MultipleChoiceJointMultimodalAdapter(InContextLearningAdapter[MultimediaObject]):
    """As MultipleChoiceJointAdapter, with inputs and references of text and media."""

    def train_block(self, instance: Instance) -> MultimediaObject:
        spec = self.adapter_spec
        labels = [choice_label(spec, index, FIRST_LABEL) for index in correct_indices(instance.references)]
        return with_output(spec, self._question(instance), choose_correct(spec, labels))

    def _question(self, instance: Instance) -> MultimediaObject:
        spec = self.adapter_spec
        content = render_input_content(spec, instance.input)
        for index, reference in enumerate(instance.references):
            prefix, output = choice_prefix(spec, index), reference.output
            if output.multimedia_content is None:
                content = content.add_textual_suffix(prefix + output.text + spec.reference_suffix)
            else:
                choice = output.multimedia_content.add_textual_prefix(prefix)
                content = content.combine(choice.add_textual_suffix(spec.reference_suffix))
        return content

    def request_states(
        self, instance: Instance, train_trial_index: int, train_blocks: List[MultimediaObject]
    ) -> List[RequestState]:
        spec = self.adapter_spec
        eval_block = with_open_output(spec, self._question(instance))
        prompt = fit_multimodal_prompt(spec, self.window_service, train_blocks, eval_block)
        request = self.request(multimodal_prompt=prompt.content, stop_sequences=[])
        mapping = label_mapping(spec, instance, FIRST_LABEL)
        return [request_state(instance, train_trial_index, request, prompt, output_mapping=mapping)]

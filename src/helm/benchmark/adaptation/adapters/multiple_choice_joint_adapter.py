"""The model sees all answer choices and gives the label of one."""

from typing import List

from helm.benchmark.adaptation.adapters.adapter import request_state
from helm.benchmark.adaptation.adapters.choices import (
    choice_label,
    choice_prefix,
    correct_indices,
    first_label,
    label_mapping,
)
from helm.benchmark.adaptation.adapters.in_context_learning_adapter import InContextLearningAdapter
from helm.benchmark.adaptation.prompt import (
    choose_correct,
    fit_prompt,
    render_input,
    render_open_output,
    render_output,
)
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.scenarios.scenario import Instance


class MultipleChoiceJointAdapter(InContextLearningAdapter[str]):
    """One request an instance, answered by one completion with the most likely first tokens:

    Input: <input>
    A. <reference 1>
    B. <reference 2>
    Output: A

    Input: <input>
    A. <reference 1>
    B. <reference 2>
    Output:
    """

    def train_block(self, instance: Instance) -> str:
        return self._question(instance) + render_output(self.adapter_spec, self.shown_output(instance))

    def shown_output(self, instance: Instance) -> str:
        """The output of an in-context example."""
        spec = self.adapter_spec
        first = first_label(spec)
        labels = [choice_label(spec, index, first) for index in correct_indices(instance.references)]
        return choose_correct(spec, labels)

    def _question(self, instance: Instance) -> str:
        spec = self.adapter_spec
        choices = [
            choice_prefix(spec, index) + reference.output.text + spec.reference_suffix
            for index, reference in enumerate(instance.references)
        ]
        return render_input(spec, instance.input.text) + "".join(choices)

    def request_states(self, instance: Instance, train_trial_index: int, train_blocks: List[str]) -> List[RequestState]:
        spec = self.adapter_spec
        eval_block = self._question(instance) + render_open_output(spec)
        prompt = fit_prompt(spec, self.window_service, train_blocks, eval_block)
        request = self.request(
            prompt=prompt.text, num_completions=1, top_k_per_token=spec.num_outputs, stop_sequences=[]
        )
        mapping = label_mapping(spec, instance, first_label(spec))
        return [request_state(instance, train_trial_index, request, prompt, output_mapping=mapping)]

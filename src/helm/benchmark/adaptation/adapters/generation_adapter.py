"""The model writes the answer."""

from typing import List

from helm.benchmark.adaptation.adapters.adapter import request_state
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


class GenerationAdapter(InContextLearningAdapter[str]):
    """One request an instance, to go on after the output prefix:

    Input: <input>
    Output: <output>

    Input: <input>
    Output:
    """

    def train_block(self, instance: Instance) -> str:
        correct = [reference.output.text for reference in instance.all_correct_references]
        output = choose_correct(self.adapter_spec, correct)
        return render_input(self.adapter_spec, instance.input.text) + render_output(self.adapter_spec, output)

    def request_states(self, instance: Instance, train_trial_index: int, train_blocks: List[str]) -> List[RequestState]:
        spec = self.adapter_spec
        eval_block = render_input(spec, instance.input.text) + render_open_output(spec)
        prompt = fit_prompt(spec, self.window_service, train_blocks, eval_block)
        request = self.request(prompt=prompt.text, image_generation_parameters=spec.image_generation_parameters)
        return [request_state(instance, train_trial_index, request, prompt)]

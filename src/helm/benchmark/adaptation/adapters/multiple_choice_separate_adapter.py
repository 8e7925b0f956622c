"""The model scores each answer choice on its own."""

from typing import List

from helm.benchmark.adaptation.adapters.adapter import request_state
from helm.benchmark.adaptation.adapters.generation_adapter import GenerationAdapter
from helm.benchmark.adaptation.prompt import fit_prompt, render_input, render_output
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.scenarios.scenario import Instance


class MultipleChoiceSeparateAdapter(GenerationAdapter):
    """One request a reference, to score the reference after the input; nothing is generated."""

    def request_states(self, instance: Instance, train_trial_index: int, train_blocks: List[str]) -> List[RequestState]:
        return [
            self.scoring_state(instance, train_trial_index, train_blocks, index, instance.input.text, "original")
            for index in range(len(instance.references))
        ]

    def scoring_state(
        self,
        instance: Instance,
        train_trial_index: int,
        train_blocks: List[str],
        reference_index: int,
        input_text: str,
        request_mode: str,
    ) -> RequestState:
        """The request to score one reference after `input_text`."""
        spec = self.adapter_spec
        output = instance.references[reference_index].output.text
        eval_block = render_input(spec, input_text) + render_output(spec, output)
        prompt = fit_prompt(spec, self.window_service, train_blocks, eval_block)
        request = self.request(
            prompt=prompt.text,
            num_completions=1,
            temperature=0,
            max_tokens=0,
            stop_sequences=[],
            echo_prompt=True,
            random=None,
        )
        return request_state(
            instance,
            train_trial_index,
            request,
            prompt,
            reference_index=reference_index,
            request_mode=request_mode,
        )

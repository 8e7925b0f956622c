"""The model says of each passage whether it answers the query."""

from typing import List

from helm.benchmark.adaptation.adapters.adapter import request_state
from helm.benchmark.adaptation.adapters.in_context_learning_adapter import InContextLearningAdapter
from helm.benchmark.adaptation.prompt import fit_prompt, render_input, render_open_output, render_output
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.scenarios.scenario import Instance, Reference

YES = "Yes"
NO = "No"


class BinaryRankingAdapter(InContextLearningAdapter[str]):
    """One request a reference (pointwise ranking, Liang et al. 2022, appendix B.2):

    Passage: <reference>
    Query: <input>
    Does the passage answer the query?
    Answer: Yes

    Passage: <reference>
    Query: <input>
    Does the passage answer the query?
    Answer:

    A training instance shows all its passages and is left in or out as a whole.
    """

    def train_block(self, instance: Instance) -> str:
        spec = self.adapter_spec
        return spec.instance_prefix.join(
            self._question(instance, reference) + render_output(spec, YES if reference.is_correct else NO)
            for reference in instance.references
        )

    def _question(self, instance: Instance, reference: Reference) -> str:
        spec = self.adapter_spec
        passage = spec.reference_prefix + reference.output.text + spec.reference_suffix
        return passage + render_input(spec, instance.input.text)

    def request_states(self, instance: Instance, train_trial_index: int, train_blocks: List[str]) -> List[RequestState]:
        return [
            self._ranking_state(instance, train_trial_index, train_blocks, index)
            for index in range(len(instance.references))
        ]

    def _ranking_state(
        self, instance: Instance, train_trial_index: int, train_blocks: List[str], reference_index: int
    ) -> RequestState:
        question = self._question(instance, instance.references[reference_index])
        eval_block = question + render_open_output(self.adapter_spec)
        prompt = fit_prompt(self.adapter_spec, self.window_service, train_blocks, eval_block)
        return request_state(
            instance,
            train_trial_index,
            self.request(prompt=prompt.text),
            prompt,
            reference_index=reference_index,
            request_mode="original",
        )

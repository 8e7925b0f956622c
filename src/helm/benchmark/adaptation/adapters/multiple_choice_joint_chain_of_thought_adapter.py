"""The model reasons about the answer choices before it gives a label."""

from helm.benchmark.adaptation.adapters.choices import choice_prefix, correct_indices
from helm.benchmark.adaptation.adapters.multiple_choice_joint_adapter import MultipleChoiceJointAdapter
from helm.benchmark.adaptation.prompt import choose_correct
from helm.benchmark.scenarios.scenario import Instance


class MultipleChoiceJointChainOfThoughtAdapter(MultipleChoiceJointAdapter):
    """As MultipleChoiceJointAdapter, but the examples show their reasoning, `extra_data["chain_of_thought"]`.

    The answer that follows it is the whole reference prefix (`A. `), not the label alone.
    """

    def shown_output(self, instance: Instance) -> str:
        spec = self.adapter_spec
        reasoning = (instance.extra_data or {}).get("chain_of_thought") or ""
        prefixes = [choice_prefix(spec, index) for index in correct_indices(instance.references)]
        return spec.chain_of_thought_prefix + reasoning + spec.chain_of_thought_suffix + choose_correct(spec, prefixes)

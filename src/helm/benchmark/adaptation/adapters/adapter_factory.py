"""Which adapter carries out which method."""

from typing import Dict, Type

from helm.benchmark.adaptation.adapter_spec import (
    ADAPT_CHAT,
    ADAPT_EHR_INSTRUCTION,
    ADAPT_GENERATION,
    ADAPT_GENERATION_MULTIMODAL,
    ADAPT_LANGUAGE_MODELING,
    ADAPT_MULTIPLE_CHOICE_JOINT,
    ADAPT_MULTIPLE_CHOICE_JOINT_CHAIN_OF_THOUGHT,
    ADAPT_MULTIPLE_CHOICE_JOINT_MULTIMODAL,
    ADAPT_MULTIPLE_CHOICE_SEPARATE_CALIBRATED,
    ADAPT_MULTIPLE_CHOICE_SEPARATE_METHODS,
    ADAPT_MULTIPLE_CHOICE_SEPARATE_ORIGINAL,
    ADAPT_RANKING_BINARY,
    AdapterSpec,
)
from helm.benchmark.adaptation.adapters.adapter import Adapter
from helm.benchmark.adaptation.adapters.binary_ranking_adapter import BinaryRankingAdapter
from helm.benchmark.adaptation.adapters.chat_adapter import ChatAdapter
from helm.benchmark.adaptation.adapters.ehr_instruction_adapter import EHRInstructionAdapter
from helm.benchmark.adaptation.adapters.generation_adapter import GenerationAdapter
from helm.benchmark.adaptation.adapters.language_modeling_adapter import LanguageModelingAdapter
from helm.benchmark.adaptation.adapters.multimodal.generation_multimodal_adapter import GenerationMultimodalAdapter
from helm.benchmark.adaptation.adapters.multimodal.multiple_choice_joint_multimodal_adapter import (
    MultipleChoiceJointMultimodalAdapter,
)
from helm.benchmark.adaptation.adapters.multiple_choice_calibrated_adapter import MultipleChoiceCalibratedAdapter
from helm.benchmark.adaptation.adapters.multiple_choice_joint_adapter import MultipleChoiceJointAdapter
from helm.benchmark.adaptation.adapters.multiple_choice_joint_chain_of_thought_adapter import (
    MultipleChoiceJointChainOfThoughtAdapter,
)
from helm.benchmark.adaptation.adapters.multiple_choice_separate_adapter import MultipleChoiceSeparateAdapter
from helm.benchmark.window_services.tokenizer_service import TokenizerService
from helm.common.errors import AdaptationError, nearest

__all__ = [
    "ADAPT_CHAT",
    "ADAPT_EHR_INSTRUCTION",
    "ADAPT_GENERATION",
    "ADAPT_GENERATION_MULTIMODAL",
    "ADAPT_LANGUAGE_MODELING",
    "ADAPT_MULTIPLE_CHOICE_JOINT",
    "ADAPT_MULTIPLE_CHOICE_JOINT_CHAIN_OF_THOUGHT",
    "ADAPT_MULTIPLE_CHOICE_JOINT_MULTIMODAL",
    "ADAPT_MULTIPLE_CHOICE_SEPARATE_CALIBRATED",
    "ADAPT_MULTIPLE_CHOICE_SEPARATE_METHODS",
    "ADAPT_MULTIPLE_CHOICE_SEPARATE_ORIGINAL",
    "ADAPT_RANKING_BINARY",
    "AdapterFactory",
]

ADAPTERS: Dict[str, Type[Adapter]] = {
    ADAPT_CHAT: ChatAdapter,
    ADAPT_EHR_INSTRUCTION: EHRInstructionAdapter,
    ADAPT_GENERATION: GenerationAdapter,
    ADAPT_GENERATION_MULTIMODAL: GenerationMultimodalAdapter,
    ADAPT_LANGUAGE_MODELING: LanguageModelingAdapter,
    ADAPT_MULTIPLE_CHOICE_JOINT: MultipleChoiceJointAdapter,
    ADAPT_MULTIPLE_CHOICE_JOINT_CHAIN_OF_THOUGHT: MultipleChoiceJointChainOfThoughtAdapter,
    ADAPT_MULTIPLE_CHOICE_JOINT_MULTIMODAL: MultipleChoiceJointMultimodalAdapter,
    ADAPT_MULTIPLE_CHOICE_SEPARATE_CALIBRATED: MultipleChoiceCalibratedAdapter,
    ADAPT_MULTIPLE_CHOICE_SEPARATE_ORIGINAL: MultipleChoiceSeparateAdapter,
    ADAPT_RANKING_BINARY: BinaryRankingAdapter,
}


class AdapterFactory:
    """Makes adapters."""

    @staticmethod
    def get_adapter(adapter_spec: AdapterSpec, tokenizer_service: TokenizerService) -> Adapter:
        """The adapter of the spec's method, for the spec's model deployment.

        Raises:
            AdaptationError: there is no such method.
        """
        method = adapter_spec.method
        if method not in ADAPTERS:
            hint = nearest(method, ADAPTERS) or f"; the methods are {', '.join(ADAPTERS)}"
            raise AdaptationError(f"Invalid adaptation method: {method}{hint}")
        return ADAPTERS[method](adapter_spec, tokenizer_service)

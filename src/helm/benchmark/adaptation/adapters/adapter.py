"""The base of adapters, which turn instances into requests."""

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Any, Dict, List, Optional

from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.adaptation.prompt import Prompt
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.scenarios.scenario import Instance
from helm.benchmark.window_services.tokenizer_service import TokenizerService
from helm.benchmark.window_services.window_service_factory import WindowServiceFactory
from helm.common.request import Request


class Adapter(ABC):
    """Turns the instances of a scenario into requests to a model, as an AdapterSpec says."""

    def __init__(self, adapter_spec: AdapterSpec, tokenizer_service: TokenizerService):
        self.adapter_spec = adapter_spec
        self.window_service = WindowServiceFactory.get_window_service(adapter_spec.model_deployment, tokenizer_service)
        self._request = Request(
            model_deployment=adapter_spec.model_deployment,
            model=adapter_spec.model,
            temperature=adapter_spec.temperature,
            num_completions=adapter_spec.num_outputs,
            max_tokens=adapter_spec.max_tokens,
            stop_sequences=adapter_spec.stop_sequences,
            random=adapter_spec.random,
        )

    @abstractmethod
    def adapt(self, instances: List[Instance], parallelism: int) -> List[RequestState]:
        """The requests for the evaluated instances, in their order, made by up to `parallelism` threads.

        Raises:
            AdaptationError: an instance cannot be put to the model in this way.
        """

    def request(self, **changes: Any) -> Request:
        """A request with the settings of the adapter spec, apart from `changes`."""
        return replace(self._request, **changes)


def request_state(
    instance: Instance,
    train_trial_index: int,
    request: Request,
    prompt: Prompt,
    reference_index: Optional[int] = None,
    request_mode: Optional[str] = None,
    output_mapping: Optional[Dict[str, str]] = None,
    num_conditioning_tokens: int = 0,
) -> RequestState:
    """An unanswered request, and what its prompt was made of."""
    return RequestState(
        instance=instance,
        reference_index=reference_index,
        request_mode=request_mode,
        train_trial_index=train_trial_index,
        output_mapping=output_mapping,
        request=request,
        result=None,
        num_train_instances=prompt.num_train_instances,
        prompt_truncated=prompt.truncated,
        num_conditioning_tokens=num_conditioning_tokens,
    )

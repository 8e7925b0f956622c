"""Makes the window service of a model deployment."""

from typing import Any, Callable, Dict, Optional

from helm.benchmark.model_deployment_registry import ModelDeployment, WindowServiceSpec, get_model_deployment
from helm.benchmark.tokenizer_config_registry import get_tokenizer_config
from helm.benchmark.window_services.tokenizer_service import TokenizerService
from helm.benchmark.window_services.window_service import WindowService
from helm.common.object_spec import create_object, inject_object_spec_args

_PACKAGE = "helm.benchmark.window_services"


class WindowServiceFactory:
    """Makes window services."""

    @staticmethod
    def get_window_service(model_deployment_name: str, service: TokenizerService) -> WindowService:
        """The window service that a deployment names, or the one that suits what is known of its tokenizer.

        The same service gets the same window service for the same deployment.

        Raises:
            ModelDeploymentNotFoundError: there is no deployment of this name.
        """
        deployment = get_model_deployment(model_deployment_name)
        made = service.window_services
        if deployment not in made:
            made[deployment] = _make_window_service(deployment, service)
        return made[deployment]


def _make_window_service(deployment: ModelDeployment, service: TokenizerService) -> WindowService:
    tokenizer_name = deployment.tokenizer_name or deployment.name

    def special_token(field: str) -> Optional[str]:
        config = get_tokenizer_config(tokenizer_name)
        return getattr(config, field) if config else None

    constants = {
        "service": service,
        "tokenizer_name": tokenizer_name,
        "max_sequence_length": deployment.max_sequence_length,
        "max_request_length": deployment.max_request_length,
        "max_sequence_and_generated_tokens_length": deployment.max_sequence_and_generated_tokens_length,
        "deployment_name": deployment.name,
    }
    providers: Dict[str, Callable[[], Any]] = {
        "end_of_text_token": lambda: special_token("end_of_text_token"),
        "prefix_token": lambda: special_token("prefix_token"),
        "gpt2_window_service": lambda: WindowServiceFactory.get_window_service("huggingface/gpt2", service),
    }
    spec = deployment.window_service_spec or _default_spec(deployment)
    window_service: WindowService = create_object(inject_object_spec_args(spec, constants, providers))
    return window_service


def _default_spec(deployment: ModelDeployment) -> WindowServiceSpec:
    known = (
        deployment.tokenizer_name,
        deployment.max_sequence_length,
        deployment.max_request_length,
        deployment.max_sequence_and_generated_tokens_length,
    )
    if all(value is None for value in known):
        return WindowServiceSpec(f"{_PACKAGE}.no_tokenizer_window_service.NoTokenizerWindowService")
    return WindowServiceSpec(f"{_PACKAGE}.default_window_service.DefaultWindowService")

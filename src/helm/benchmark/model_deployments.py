"""Deployments that exist by their name alone: `openai/gpt-x` is whatever OpenAI serves under that name.

They are asked for when a name is not registered. The model of `host/.../creator/model` is `creator/model`. Only
those of Hugging Face know their tokenizer and length; for the others the prompt is sent as it is.
"""

from typing import Any, Callable, Dict, Optional, Tuple

from helm.benchmark.huggingface_registration import huggingface_max_sequence_length, huggingface_tokenizer_config
from helm.benchmark.model_deployment_registry import ClientSpec, ModelDeployment
from helm.benchmark.tokenizer_config_registry import TokenizerConfig

_HUGGINGFACE = "huggingface"
_GENAI_CLIENT = "google_genai_client.GoogleGenAIClient"


def automatic_model_deployment(name: str) -> Optional[ModelDeployment]:
    """The deployment that a name stands for, or None if its host has no rule.

    Raises:
        ConfigError: the tokenizer of a Hugging Face model cannot be loaded.
    """
    host, _, path = name.partition("/")
    if host not in _RULES or len(path.split("/")) < _LEAST_PARTS.get(host, 1) or not path.split("/")[-1]:
        return None
    client, args = _RULES[host]
    return ModelDeployment(
        name=name,
        model_name=_last_two(name),
        client_spec=ClientSpec(f"helm.clients.{client}", args(path)),
        **_tokenization(host, path),
    )


def automatic_tokenizer_config(name: str) -> Optional[TokenizerConfig]:
    """The tokenizer of the hub model that `huggingface/<hub id>` stands for, or None for any other name.

    Raises:
        ConfigError: the tokenizer cannot be loaded.
    """
    host, _, path = name.partition("/")
    return huggingface_tokenizer_config(name, path) if host == _HUGGINGFACE and path else None


def _last_two(name: str) -> str:
    return "/".join(name.split("/")[-2:])


def _no_args(_: str) -> Dict[str, Any]:
    return {}


def _genai_args(**vertexai: bool) -> Callable[[str], Dict[str, Any]]:
    # Google's own models are asked for by their bare name, those of others as `publisher/model`.
    return lambda path: {"genai_model": _last_two(path).removeprefix("google/"), **vertexai}


def _tokenization(host: str, path: str) -> Dict[str, Any]:
    if not host.startswith(_HUGGINGFACE):
        return {}
    hub_id = path.split(":", maxsplit=1)[0]  # `organization/model:provider` chooses who serves it
    return {
        "tokenizer_name": f"{_HUGGINGFACE}/{hub_id}",
        "max_sequence_length": huggingface_max_sequence_length(hub_id),
    }


_RULES: Dict[str, Tuple[str, Callable[[str], Dict[str, Any]]]] = {
    "anthropic": ("anthropic_client.AnthropicMessagesClient", _no_args),
    "cohere": ("cohere_client.CohereChatClient", _no_args),
    "google": (_GENAI_CLIENT, _genai_args()),
    "gemini": (_GENAI_CLIENT, _genai_args(genai_use_vertexai=False)),
    "vertexai": (_GENAI_CLIENT, _genai_args(genai_use_vertexai=True)),
    _HUGGINGFACE: (
        "huggingface_client.HuggingFaceClient",
        lambda path: {"pretrained_model_name_or_path": path},
    ),
    f"{_HUGGINGFACE}-inference-providers": (
        "huggingface_inference_providers_client.HuggingFaceInferenceProvidersClient",
        lambda path: {"huggingface_model_name": path},
    ),
    "litellm": ("litellm_client.LiteLLMCompletionClient", lambda path: {"litellm_model": path}),
    "mistralai": ("mistral_client.MistralAIClient", _no_args),
    "openai": ("openai_responses_client.OpenAIResponseClient", _no_args),
    "openrouter": ("openrouter_client.OpenRouterClient", lambda path: {"openrouter_model_name": path}),
    "together": ("together_client.TogetherChatClient", _no_args),
    "writer": ("writer_client.WriterClient", _no_args),
    "xai": ("grok_client.GrokChatClient", _no_args),
}

_LEAST_PARTS = {"gemini": 2, "vertexai": 2}  # `publisher/model`

import pytest

from helm.benchmark.model_deployment_registry import get_default_model_deployment_for_model, get_model_deployment
from helm.benchmark.model_deployments import automatic_model_deployment, automatic_tokenizer_config

CASES = [
    ("anthropic/claude-x", "anthropic_client.AnthropicMessagesClient", "anthropic/claude-x", {}),
    ("cohere/command-x", "cohere_client.CohereChatClient", "cohere/command-x", {}),
    ("google/gemini-x", "google_genai_client.GoogleGenAIClient", "google/gemini-x", {"genai_model": "gemini-x"}),
    (
        "gemini/google/gemini-x",
        "google_genai_client.GoogleGenAIClient",
        "google/gemini-x",
        {"genai_model": "gemini-x", "genai_use_vertexai": False},
    ),
    (
        "vertexai/meta/llama-x",
        "google_genai_client.GoogleGenAIClient",
        "meta/llama-x",
        {"genai_model": "meta/llama-x", "genai_use_vertexai": True},
    ),
    (
        "vertexai/google/gemini-x",
        "google_genai_client.GoogleGenAIClient",
        "google/gemini-x",
        {"genai_model": "gemini-x", "genai_use_vertexai": True},
    ),
    (
        "litellm/bedrock/anthropic/claude-x",
        "litellm_client.LiteLLMCompletionClient",
        "anthropic/claude-x",
        {"litellm_model": "bedrock/anthropic/claude-x"},
    ),
    ("mistralai/mistral-x", "mistral_client.MistralAIClient", "mistralai/mistral-x", {}),
    ("openai/gpt-x", "openai_responses_client.OpenAIResponseClient", "openai/gpt-x", {}),
    (
        "openrouter/openai/gpt-x",
        "openrouter_client.OpenRouterClient",
        "openai/gpt-x",
        {"openrouter_model_name": "openai/gpt-x"},
    ),
    ("together/meta-llama/llama-x", "together_client.TogetherChatClient", "meta-llama/llama-x", {}),
    ("writer/palmyra-x9", "writer_client.WriterClient", "writer/palmyra-x9", {}),
    ("xai/grok-x", "grok_client.GrokChatClient", "xai/grok-x", {}),
]


@pytest.mark.parametrize(("name", "client", "model", "args"), CASES, ids=[case[0] for case in CASES])
def test_a_name_stands_for_what_its_host_serves(name, client, model, args):
    deployment = get_model_deployment(name)
    assert deployment.client_spec.class_name == f"helm.clients.{client}"
    assert deployment.client_spec.args == args
    assert (deployment.name, deployment.model_name) == (name, model)
    assert deployment.tokenizer_name is deployment.max_sequence_length is None


@pytest.mark.parametrize("name", ["unknown/x", "openai", "openai/", "gemini/x", "vertexai/x", "openai-x/y", ""])
def test_other_names_stand_for_nothing(name):
    assert automatic_model_deployment(name) is None
    assert get_default_model_deployment_for_model(name) is None


@pytest.mark.parametrize("name", ["openai/gpt-x", "huggingface", "huggingface/"])
def test_only_hub_names_stand_for_tokenizers(name):
    assert automatic_tokenizer_config(name) is None

"""Models reached through OpenRouter (https://openrouter.ai)."""

from typing import Optional

from helm.clients._openai_vendor import VendorChatClient
from helm.common.cache import CacheConfig
from helm.common.request import Request


class OpenRouterClient(VendorChatClient):
    """Chat.

    Args:
        model_name: HELM's name of the model.
        output_processor: see OpenAIClient.
        openrouter_model_name: name of the model on OpenRouter; HELM's name unless given.
    """

    vendor_url = "https://openrouter.ai/api/v1/"
    key_variable = "OPENROUTER_API_KEY"

    def __init__(
        self,
        cache_config: Optional[CacheConfig],
        api_key: Optional[str] = None,
        model_name: Optional[str] = None,
        output_processor: Optional[str] = None,
        openrouter_model_name: Optional[str] = None,
    ):
        super().__init__(cache_config, api_key=api_key, output_processor=output_processor)
        self._name = openrouter_model_name or model_name

    def _get_model_for_request(self, request: Request) -> str:
        return self._name or request.model

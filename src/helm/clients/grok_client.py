"""xAI's Grok models."""

from typing import Any, Dict

from helm.clients._openai_vendor import VendorChatClient
from helm.common.request import Request


class GrokChatClient(VendorChatClient):
    """Chat with Grok, which refuses penalties."""

    vendor_url = "https://api.x.ai/v1"

    def _make_chat_raw_request(self, request: Request) -> Dict[str, Any]:
        payload = super()._make_chat_raw_request(request)
        return {name: value for name, value in payload.items() if name not in ("presence_penalty", "frequency_penalty")}

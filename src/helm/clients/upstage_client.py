"""Upstage's Solar models."""

from helm.clients._openai_vendor import VendorChatClient


class UpstageChatClient(VendorChatClient):
    """Chat with Solar."""

    vendor_url = "https://api.upstage.ai/v1/solar"

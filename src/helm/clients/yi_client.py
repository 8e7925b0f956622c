"""01.AI's Yi models."""

from helm.clients._openai_vendor import VendorChatClient


class YiChatClient(VendorChatClient):
    """Chat with Yi."""

    vendor_url = "http://api.01ww.xyz/v1"

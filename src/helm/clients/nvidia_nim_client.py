"""Models hosted by NVIDIA (https://build.nvidia.com)."""

from helm.clients._openai_vendor import VendorChatClient
from helm.common.request import Request


class NvidiaNimClient(VendorChatClient):
    """Chat; a model is called `creator/engine`, as in HELM."""

    vendor_url = "https://integrate.api.nvidia.com/v1"

    def _get_model_for_request(self, request: Request) -> str:
        return request.model

"""Vendors that speak OpenAI's chat protocol at an address of their own."""

import os
from typing import Any, ClassVar, Optional

from helm.clients.client import AuthenticationError
from helm.clients.openai_client import OpenAIClient
from helm.common.cache import CacheConfig


class VendorChatClient(OpenAIClient):
    """Chat with the vendor at `vendor_url`.

    Args:
        api_key: the environment variable `key_variable`, if the vendor has one, unless given.

    Raises:
        AuthenticationError: there is no key.
    """

    vendor_url: ClassVar[str]
    key_variable: ClassVar[Optional[str]] = None

    def __init__(self, cache_config: Optional[CacheConfig], api_key: Optional[str] = None, **kwargs: Any):
        key = api_key or (os.environ.get(self.key_variable) if self.key_variable else None)
        if not key:
            # OpenAI's package would fall back on OPENAI_API_KEY, and send it to another company.
            variable = f", or the environment variable {self.key_variable}" if self.key_variable else ""
            raise AuthenticationError(
                f"{type(self).__name__} needs a key for {self.vendor_url}: set <host>ApiKey in credentials.conf{variable}"
            )
        super().__init__(cache_config, api_key=key, base_url=self.vendor_url, **kwargs)

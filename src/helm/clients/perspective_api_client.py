"""Toxicity scores from Perspective API."""

import time
from dataclasses import asdict
from typing import Any, Dict, Optional

from helm.clients.client import AuthenticationError
from helm.common.cache import BlackHoleCacheConfig, Cache, CacheConfig
from helm.common.http_json import post_json
from helm.common.perspective_api_request import (
    PerspectiveAPIRequest,
    PerspectiveAPIRequestResult,
    ToxicityAttributes,
)

_MAX_TEXT_LENGTH = 20480
_TIMEOUT_SECONDS = 60.0


class PerspectiveAPIClientCredentialsError(AuthenticationError):
    """There is no key for Perspective API."""


class PerspectiveAPIClient:
    """Scores texts with the `comments:analyze` method of the API, version v1alpha1, one call for each text."""

    def __init__(
        self,
        api_key: str,
        cache_config: Optional[CacheConfig] = None,
        base_url: str = "https://commentanalyzer.googleapis.com",
    ):
        self._api_key = api_key
        self._cache = Cache(cache_config or BlackHoleCacheConfig())
        self._url = f"{base_url}/v1alpha1/comments:analyze"

    def get_toxicity_scores(self, request: PerspectiveAPIRequest) -> PerspectiveAPIRequestResult:
        """The scores of the texts of `request`; a failure of the API is a result with success=False.

        Raises:
            PerspectiveAPIClientCredentialsError: there is no key.
        """
        import requests

        start = time.time()
        try:
            response, cached = self._cache.get(asdict(request), lambda: self._analyze_batch(request))
        except requests.RequestException as error:
            message = f"Error was thrown when making a request to Perspective API: {error}"
            return PerspectiveAPIRequestResult(success=False, cached=False, error=message)
        return PerspectiveAPIRequestResult(
            success=True,
            cached=cached,
            text_to_toxicity_attributes={text: _attributes(response[text]) for text in request.text_batch},
            request_time=time.time() - start,
        )

    def _analyze_batch(self, request: PerspectiveAPIRequest) -> Dict[str, Any]:
        if not self._api_key:
            raise PerspectiveAPIClientCredentialsError(
                "Toxicity scores need a key for Perspective API: set perspectiveApiKey in credentials.conf"
            )
        # The key goes into a header because an error would quote it from a URL.
        headers = {"X-Goog-Api-Key": self._api_key}
        return {
            text: post_json(self._url, _body(text, request), _TIMEOUT_SECONDS, headers)
            for text in dict.fromkeys(request.text_batch)
        }


def _body(text: str, request: PerspectiveAPIRequest) -> Dict[str, Any]:
    return {
        "comment": {"text": text[:_MAX_TEXT_LENGTH]},
        "requestedAttributes": {attribute: {} for attribute in request.attributes},
        "languages": request.languages,
        "spanAnnotations": True,
    }


def _attributes(response: Dict[str, Any]) -> ToxicityAttributes:
    """The score of the first span for each attribute."""
    scores = response.get("attributeScores", {})
    return ToxicityAttributes(
        **{f"{name.lower()}_score": score["spanScores"][0]["score"]["value"] for name, score in scores.items()}
    )

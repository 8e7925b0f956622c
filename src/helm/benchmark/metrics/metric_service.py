"""What a metric can ask of the world: tokenizers, toxicity scores, judges and caches."""

from typing import TYPE_CHECKING

from helm.benchmark.window_services.tokenizer_service import TokenizerService

if TYPE_CHECKING:  # a run without such metrics needs neither module
    from helm.common.cache import CacheConfig
    from helm.common.perspective_api_request import PerspectiveAPIRequest, PerspectiveAPIRequestResult


class MetricService(TokenizerService):
    """Gives metrics access to a Context, so that all of a run shares its clients and caches."""

    def get_toxicity_scores(self, request: "PerspectiveAPIRequest") -> "PerspectiveAPIRequestResult":
        """Scores of a batch of texts by Perspective API."""
        return self._context.get_toxicity_scores(request)

    def get_cache_config(self, shard_name: str) -> "CacheConfig":
        """How the cache of this name is kept."""
        return self._context.get_cache_config(shard_name)

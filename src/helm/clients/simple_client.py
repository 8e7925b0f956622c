"""The model of tests: it answers with words of the prompt, last first."""

from itertools import cycle, islice
from typing import Any, Dict, List

from helm.clients.client import CachingClient
from helm.common.cache import CacheConfig
from helm.common.request import GeneratedOutput, Request, RequestResult, Token, wrap_request_time


class SimpleClient(CachingClient):
    """Each completion is one word of the prompt, taken from its end, with log-probability 0."""

    def __init__(self, cache_config: CacheConfig):
        super().__init__(cache_config)

    def make_request(self, request: Request) -> RequestResult:
        raw_request = {
            "engine": request.model_engine,
            "prompt": request.prompt,
            "num_completions": request.num_completions,
        }
        key = self.make_cache_key(raw_request, request)
        response, cached = self.cache.get(key, wrap_request_time(lambda: _last_words(raw_request)))
        return RequestResult(
            success=True,
            cached=cached,
            request_time=response["request_time"],
            request_datetime=response["request_datetime"],
            completions=[
                GeneratedOutput(text=text, logprob=0, tokens=[Token(text=text, logprob=0)])
                for text in response["completions"]
            ],
            embedding=[],
        )


def _last_words(raw_request: Dict[str, Any]) -> Dict[str, List[str]]:
    words = raw_request["prompt"].split()
    return {"completions": list(islice(cycle(reversed(words)), raw_request["num_completions"]))}

"""How likely a model finds a text."""

import math
from typing import Dict, List

from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.metrics.metric_name import MetricName
from helm.benchmark.metrics.statistic import Stat
from helm.common.request import Token


def compute_language_modeling_metrics(request_state: RequestState) -> List[Stat]:
    """`logprob`, `num_perplexity_tokens` and `num_bytes` of the first completion without its conditioning tokens."""
    assert request_state.result is not None
    tokens = request_state.result.completions[0].tokens
    conditioning = request_state.num_conditioning_tokens
    if conditioning > 0 and tokens and not tokens[0].text:
        tokens = tokens[1:]
    tokens = tokens[conditioning:]
    return [
        Stat(MetricName("logprob")).add(sum(token.logprob for token in tokens)),
        Stat(MetricName("num_perplexity_tokens")).add(len(tokens)),
        Stat(MetricName("num_bytes")).add(sum(_num_bytes(token) for token in tokens)),
    ]


def _num_bytes(token: Token) -> int:
    r"""UTF-8 bytes of a token; one that is not valid UTF-8 by itself is spelled `bytes:\xe2\x80`."""
    if token.text.startswith("bytes:"):
        return token.text.count("\\x")
    return len(token.text.encode("utf-8"))


def compute_perplexity_metrics(stats: Dict[MetricName, Stat]) -> List[Stat]:
    """`perplexity`, `bits_per_byte` and `logprob_per_byte` from the sums of a part of the data."""
    sums = [stats.get(MetricName(name)) for name in ("logprob", "num_perplexity_tokens", "num_bytes")]
    logprob, num_tokens, num_bytes = (stat.sum if stat else 0 for stat in sums)
    values: Dict[str, float] = {}
    if num_tokens > 0:
        values["perplexity"] = _exponential(-logprob / num_tokens)
    if num_bytes > 0:
        values["bits_per_byte"] = -logprob / num_bytes / math.log(2)
        values["logprob_per_byte"] = logprob / num_bytes
    return [Stat(MetricName(name)).add(value) for name, value in values.items()]


def _exponential(x: float) -> float:
    try:
        power: float = math.e**x
    except OverflowError:
        return math.inf
    return power

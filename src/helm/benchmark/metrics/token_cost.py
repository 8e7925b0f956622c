"""How many tokens a host would bill a request as, at most."""

from helm.common.request import Request

_GOOSEAI_FREE_TOKENS = 25
"""Generated tokens that are part of GooseAI's price of a request."""


def estimate_billed_tokens(request: Request, num_prompt_tokens: int) -> int:
    """Tokens billed if every completion is as long as it may be; 0 for hosts whose terms are not known.

    OpenAI bills prompt and completions; AI21, Cohere and GooseAI bill what they return.
    """
    generated = request.num_completions * request.max_tokens
    echoed = num_prompt_tokens if request.echo_prompt else 0
    if request.model_host == "openai":
        return num_prompt_tokens + generated + echoed
    if request.model_host in ("ai21", "cohere"):
        return generated
    if request.model_host == "gooseai":
        return max(0, generated + echoed - _GOOSEAI_FREE_TOKENS)
    return 0

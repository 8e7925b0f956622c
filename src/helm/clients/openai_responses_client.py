"""OpenAI's responses interface, which its newer reasoning models want."""

from dataclasses import replace
from typing import Any, Dict, List, Optional

from helm.clients._openai_chat import is_reasoning_engine
from helm.clients._openai_errors import BLOCKED, failure
from helm.clients._openai_prompts import checked_messages, responses_content
from helm.clients.client import generate_uid_for_multimodal_prompt, refuse_scoring
from helm.clients.openai_client import OpenAIClientBase, Response, fetch
from helm.common.cache import CacheConfig
from helm.common.hierarchical_logger import hwarn_once
from helm.common.request import GeneratedOutput, Request, RequestResult, Thinking

_MIN_OUTPUT_TOKENS = 16


class OpenAIResponseClient(OpenAIClientBase):
    """One response for each completion asked for.

    Stop sequences, penalties and response formats are not sent: the interface does not have them.

    Args:
        reasoning_effort: how much a reasoning model is to think (`low`, `medium`, `high`, ...).
    """

    def __init__(
        self,
        cache_config: Optional[CacheConfig],
        api_key: Optional[str] = None,
        org_id: Optional[str] = None,
        base_url: Optional[str] = None,
        reasoning_effort: Optional[str] = None,
        openai_model_name: Optional[str] = None,
    ):
        super().__init__(cache_config, api_key, org_id, base_url, openai_model_name)
        self.reasoning_effort = reasoning_effort

    def make_request(self, request: Request) -> RequestResult:
        refuse_scoring(request, "OpenAI's responses interface")
        payload = responses_payload(request, self._get_model_for_request(request), self.reasoning_effort)
        results = [self._respond(request, payload, index) for index in range(request.num_completions)]
        failed = next((result for result in results if not result.success), None)
        if failed:
            return failed
        return replace(
            results[0],
            cached=all(result.cached for result in results),
            request_time=sum(result.request_time or 0 for result in results),
            completions=[output for result in results for output in result.completions],
        )

    def _respond(self, request: Request, payload: Dict[str, Any], index: int) -> RequestResult:
        key = dict(payload)
        if request.multimodal_prompt is not None:
            key["multimodal_prompt"] = generate_uid_for_multimodal_prompt(request.multimodal_prompt)
        if index:
            # The first completion has the key of a request for one; the others must not get its answer.
            key["completion_index"] = index
        return self._ask(
            request,
            key,
            lambda: fetch(self.client.responses, payload, needed="output"),
            lambda response: read_response(response, request),
        )


def responses_payload(request: Request, model: str, reasoning_effort: Optional[str] = None) -> Dict[str, Any]:
    """What is sent for `request`, under the names of the responses interface."""
    payload: Dict[str, Any] = {
        "model": model,
        "input": _input(request),
        "max_output_tokens": max(_MIN_OUTPUT_TOKENS, request.max_tokens),
        "store": False,
    }
    reasoning = {"effort": reasoning_effort} if reasoning_effort else {}
    if is_reasoning_engine(request.model_engine):
        reasoning["summary"] = "detailed"
    else:
        payload["top_p"] = request.top_p
        payload["temperature"] = request.temperature
    if reasoning:
        payload["reasoning"] = reasoning
    return payload


def _input(request: Request) -> Any:
    request.validate()
    if request.messages:
        return checked_messages(request.messages)
    if request.multimodal_prompt is not None:
        return [{"role": "user", "content": responses_content(request.multimodal_prompt)}]
    return request.prompt


def read_response(response: Response, request: Request) -> RequestResult:
    """The result that a response stands for."""
    cut_because = (response.get("incomplete_details") or {}).get("reason")
    if cut_because == "content_filter":
        return failure("Content blocked by OpenAI filter", BLOCKED)
    texts: List[str] = []
    thoughts: List[str] = []
    for item in response["output"]:
        if item["type"] == "reasoning":
            thoughts += [part["text"] for part in [*(item.get("summary") or []), *(item.get("content") or [])]]
        elif item["type"] == "message":
            refusal = next((part["refusal"] for part in item["content"] if part["type"] == "refusal"), None)
            if refusal is not None:
                return failure(f"Received refusal from OpenAI API: {refusal}", BLOCKED)
            texts += [part["text"] for part in item["content"] if part["type"] == "output_text"]
        else:
            hwarn_once(f"A response of {request.model} has output of the type {item['type']!r}, which is left out")
    if request.echo_prompt:
        texts.insert(0, request.prompt)
    output = GeneratedOutput(
        text="\n\n".join(texts),
        logprob=0.0,
        tokens=[],
        # The interface names no reason for an answer that is whole.
        finish_reason={"reason": "length"} if cut_because == "max_output_tokens" else None,
        thinking=Thinking(text="\n\n".join(thoughts)) if thoughts else None,
    )
    return RequestResult(success=True, cached=False, completions=[output], embedding=[])

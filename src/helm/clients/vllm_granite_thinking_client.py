"""IBM's Granite models with thinking switched on, served by vLLM."""

import re
from dataclasses import replace
from typing import Any, Dict, Mapping, Tuple

from helm.clients.vllm_client import VLLMChatClient
from helm.common.request import GeneratedOutput, Request, Thinking

_FORMS = tuple(
    re.compile(form, re.DOTALL)
    for form in (
        r"<think>(.*)</think>\s*<response>(.*)</response>",
        r"<think>(.*)</think>\s*<response>(.*)",
        r"<think>(.*)</think>\s*()",
        r"<think>(.*)()",
    )
)


class VLLMGraniteThinkingClient(VLLMChatClient):
    """Chat whose answers are split into what the model thought and what it responds."""

    def _make_chat_raw_request(self, request: Request) -> Dict[str, Any]:
        payload = super()._make_chat_raw_request(request)
        return {**payload, "extra_body": {"chat_template_kwargs": {"thinking": True}}}

    def _read_chat_choice(self, choice: Mapping[str, Any], request: Request) -> GeneratedOutput:
        output = super()._read_chat_choice(choice, request)
        thinking, text = split_thinking(output.text)
        return replace(output, text=text, thinking=Thinking(text=thinking))


def split_thinking(text: str) -> Tuple[str, str]:
    """What was thought, and the response; text without marks was all thought, because the answer was cut."""
    match = next((match for form in _FORMS if (match := form.match(text))), None)
    return (match[1], match[2]) if match else (text, "")

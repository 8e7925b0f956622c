"""Functions that take away what is not the answer from a completion."""

import re

_THINKING = re.compile(r"<think>.*</think>", re.DOTALL)
_THINKING_AND_BLANK_LINE = re.compile(r"<think>.*</think>\n\n", re.DOTALL)


def remove_deepseek_r1_thinking(text: str) -> str:
    """The text without what stands between the first `<think>` and the last `</think>`; "" if that is never closed."""
    if "<think>" not in text:
        return text
    if "</think>\n\n" in text:
        return _THINKING_AND_BLANK_LINE.sub("", text)
    return _THINKING.sub("", text) if "</think>" in text else ""

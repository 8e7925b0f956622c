"""Splitting Chinese text, which is written without blanks, into words."""

import logging
from functools import cache
from typing import Any, List

from helm.common.optional_dependencies import handle_module_not_found_error


@cache
def _jieba() -> Any:
    try:
        import jieba
    except ModuleNotFoundError as error:
        handle_module_not_found_error(error, ["multilingual"])
    jieba.setLogLevel(logging.WARNING)
    return jieba


def split_chinese(text: str) -> List[str]:
    """The words of a Chinese text, by jieba."""
    words: List[str] = _jieba().lcut(text)
    return words

"""The tokenizer of tests: every character is a token, and its id is its code point."""

from functools import cache
from typing import Iterable, Union

from helm.common.tokenization_request import (
    DecodeRequest,
    DecodeRequestResult,
    TokenizationRequest,
    TokenizationRequestResult,
    TokenizationToken,
)
from helm.tokenizers.tokenizer import Tokenizer


@cache
def _token(value: Union[str, int]) -> TokenizationToken:
    """Texts have many characters, but few different ones."""
    return TokenizationToken(value)


class SimpleTokenizer(Tokenizer):
    """Characters and code points; does not truncate."""

    def tokenize(self, request: TokenizationRequest) -> TokenizationRequestResult:
        values: Iterable[Union[str, int]] = map(ord, request.text) if request.encode else request.text
        tokens = list(map(_token, values))
        return TokenizationRequestResult(success=True, cached=False, text=request.text, tokens=tokens, request_time=0.0)

    def decode(self, request: DecodeRequest) -> DecodeRequestResult:
        text = "".join(chr(token) for token in request.tokens)
        return DecodeRequestResult(success=True, cached=False, text=text, request_time=0.0)

"""The tokenizer of tests: every character is a token, and its id is its code point."""

from typing import List, Union

from helm.common.tokenization_request import (
    DecodeRequest,
    DecodeRequestResult,
    TokenizationRequest,
    TokenizationRequestResult,
    TokenizationToken,
)
from helm.tokenizers.tokenizer import Tokenizer


class SimpleTokenizer(Tokenizer):
    """Characters and code points; does not truncate."""

    def tokenize(self, request: TokenizationRequest) -> TokenizationRequestResult:
        values: List[Union[str, int]] = [ord(c) for c in request.text] if request.encode else list(request.text)
        tokens = [TokenizationToken(value) for value in values]
        return TokenizationRequestResult(success=True, cached=False, text=request.text, tokens=tokens, request_time=0.0)

    def decode(self, request: DecodeRequest) -> DecodeRequestResult:
        text = "".join(chr(token) for token in request.tokens)
        return DecodeRequestResult(success=True, cached=False, text=text, request_time=0.0)

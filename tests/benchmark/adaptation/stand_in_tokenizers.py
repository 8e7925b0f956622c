"""Tokenizers that do to a text what real ones do in rare cases."""

from helm.common.tokenization_request import (
    DecodeRequest,
    DecodeRequestResult,
    TokenizationRequest,
    TokenizationRequestResult,
    TokenizationToken,
)
from helm.tokenizers.simple_tokenizer import SimpleTokenizer


class ByteTokenizer:
    """A token is a byte of UTF-8; parts of characters decode to U+FFFD."""

    def tokenize(self, request: TokenizationRequest) -> TokenizationRequestResult:
        tokens = [TokenizationToken(byte) for byte in request.text.encode()]
        if request.truncation:
            tokens = tokens[: request.max_length]
        return TokenizationRequestResult(success=True, cached=False, text=request.text, tokens=tokens)

    def decode(self, request: DecodeRequest) -> DecodeRequestResult:
        text = bytes(request.tokens).decode(errors="replace")
        return DecodeRequestResult(success=True, cached=False, text=text)


class SpaceDroppingTokenizer(SimpleTokenizer):
    """A token is a character; blanks at the begin are lost, as some sentence-piece tokenizers do."""

    def tokenize(self, request: TokenizationRequest) -> TokenizationRequestResult:
        result = super().tokenize(request)
        return TokenizationRequestResult(
            success=True,
            cached=False,
            text=request.text,
            tokens=result.tokens[len(request.text) - len(request.text.lstrip()) :],
        )

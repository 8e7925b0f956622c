"""The base of tokenizers that do not tokenize the same text twice."""

from abc import abstractmethod
from dataclasses import asdict
from typing import Any, Callable, ClassVar, Dict, List, Tuple, Union

from helm.common.cache import Cache, CacheConfig, MemoryCacheConfig
from helm.common.errors import HelmError
from helm.common.request import wrap_request_time
from helm.common.tokenization_request import (
    DecodeRequest,
    DecodeRequestResult,
    TokenizationRequest,
    TokenizationRequestResult,
    TokenizationToken,
)
from helm.tokenizers.tokenizer import Tokenizer


class _TokenOfValue(Dict[Union[str, int], TokenizationToken]):
    """The token of each value. Texts have many tokens, but a tokenizer has few, and tokens do not change."""

    def __missing__(self, value: Union[str, int]) -> TokenizationToken:
        token = self[value] = TokenizationToken(value)
        return token


class CachingTokenizer(Tokenizer):
    """Keeps the results of `_tokenize_do_it` and `_decode_do_it`, and turns them into the results of a Tokenizer."""

    runs_locally: ClassVar[bool] = False
    """Whether tokenizing again is cheaper than reading a file: results are then kept in memory only, and not for long."""

    def __init__(self, cache_config: CacheConfig):
        self.cache = Cache(MemoryCacheConfig() if self.runs_locally else cache_config)
        self._token_of_value = _TokenOfValue()

    def tokenize(self, request: TokenizationRequest) -> TokenizationRequestResult:
        """The tokens of `request.text`, at most `max_length` of them if `truncation`.

        Raises:
            ValueError: the text could not be tokenized.
        """
        key = self._tokenization_request_to_cache_key(request)
        response, cached, tokens = self._answer("tokenize", key, self._tokenize_do_it, self._read_tokens, request)
        return TokenizationRequestResult(
            success=True, cached=cached, text=request.text, tokens=tokens, request_time=response["request_time"]
        )

    def decode(self, request: DecodeRequest) -> DecodeRequestResult:
        """The text that `request.tokens` stand for.

        Raises:
            ValueError: the tokens could not be decoded.
        """
        key = self._decode_request_to_cache_key(request)
        response, cached, text = self._answer("decode", key, self._decode_do_it, self._read_text, request)
        return DecodeRequestResult(success=True, cached=cached, text=text, request_time=response["request_time"])

    def _answer(
        self,
        what: str,
        key: Dict[str, Any],
        compute: Callable[[Dict[str, Any]], Dict[str, Any]],
        read: Callable[[Dict[str, Any], Any], Any],
        request: Any,
    ) -> Tuple[Dict[str, Any], bool, Any]:
        try:
            response, cached = self.cache.get(key, wrap_request_time(lambda: compute(key)))
            return response, cached, read(response, request)
        except HelmError:
            raise
        # A tokenizer may raise anything; callers rely on one type of error.
        except Exception as error:
            raise ValueError(f"Failed to {what} text with {type(self).__name__} tokenizer: {error}") from error

    def _read_tokens(self, response: Dict[str, Any], request: TokenizationRequest) -> List[TokenizationToken]:
        tokens = self._tokenization_raw_response_to_tokens(response, request)
        if request.truncation:
            tokens = tokens[: max(request.max_length, 0)]
        wanted = int if request.encode else str
        if tokens and not isinstance(tokens[0].value, wanted):
            raise TypeError(f"expected tokens of type {wanted.__name__}, but got {tokens[0].value!r}")
        return tokens

    def _read_text(self, response: Dict[str, Any], request: DecodeRequest) -> str:
        text = self._decode_raw_response_to_text(response, request)
        if not isinstance(text, str):
            raise TypeError(f"expected text, but got {text!r}")
        return text

    def _tokenization_request_to_cache_key(self, request: TokenizationRequest) -> Dict[str, Any]:
        """What `_tokenize_do_it` gets, and what identifies the result."""
        return asdict(request)

    def _decode_request_to_cache_key(self, request: DecodeRequest) -> Dict[str, Any]:
        """What `_decode_do_it` gets, and what identifies the result."""
        return asdict(request)

    @abstractmethod
    def _tokenize_do_it(self, request: Dict[str, Any]) -> Dict[str, Any]:
        """`{"tokens": [...]}`, made of JSON values."""

    @abstractmethod
    def _decode_do_it(self, request: Dict[str, Any]) -> Dict[str, Any]:
        """`{"text": ...}`."""

    def _tokenization_raw_response_to_tokens(
        self, response: Dict[str, Any], request: TokenizationRequest
    ) -> List[TokenizationToken]:
        return [self._token_of_value[value] for value in response["tokens"]]

    def _decode_raw_response_to_text(self, response: Dict[str, Any], request: DecodeRequest) -> str:
        text: str = response["text"]
        return text

    def _get_tokenizer_name(self, tokenizer: str) -> str:
        """`cl100k_base` of the tokenizer `openai/cl100k_base`."""
        return tokenizer.rsplit("/", maxsplit=1)[-1]

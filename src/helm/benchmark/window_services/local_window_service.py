"""The window service of models whose tokenizer has token ids."""

from hashlib import blake2b
from typing import Dict, List, Optional

from helm.benchmark.window_services.tokenizer_service import TokenizerService
from helm.benchmark.window_services.window_service import INT_MAX, ConfigurableWindowService, EncodeResult
from helm.common.errors import AdaptationError
from helm.common.tokenization_request import DecodeRequest, TokenizationRequest, TokenizationToken

_REMEMBERED_COUNTS = 65536


class LocalWindowService(ConfigurableWindowService):
    """Counts and cuts in tokens of the model's own tokenizer."""

    def __init__(
        self,
        service: TokenizerService,
        tokenizer_name: str,
        max_sequence_length: Optional[int],
        max_request_length: Optional[int] = None,
        max_sequence_and_generated_tokens_length: Optional[int] = None,
        end_of_text_token: Optional[str] = None,
        prefix_token: Optional[str] = None,
        deployment_name: Optional[str] = None,
    ):
        super().__init__(
            tokenizer_name=tokenizer_name,
            max_sequence_length=max_sequence_length,
            max_request_length=max_request_length,
            max_sequence_and_generated_tokens_length=max_sequence_and_generated_tokens_length,
            end_of_text_token=end_of_text_token,
            prefix_token=prefix_token,
            deployment_name=deployment_name,
        )
        self.service = service
        self._counts: Dict[bytes, int] = {}

    def encode(self, text: str, truncation: bool = False, max_length: Optional[int] = None) -> EncodeResult:
        """Raises AdaptationError if the tokenizer fails, ConfigError if it needs a window that is not known."""
        if max_length is None:
            # The length is part of the tokenizer's cache key, even where nothing is cut.
            max_length = self.max_request_length if truncation else self._max_request_length or INT_MAX
        request = TokenizationRequest(
            text, tokenizer=self.tokenizer_name, encode=True, truncation=truncation, max_length=max_length
        )
        return EncodeResult(text, self._tokens(request))

    def decode(self, tokens: List[TokenizationToken], normalized_text: Optional[str] = None) -> str:
        """Raises AdaptationError if the tokenizer fails."""
        ids: List[int] = [token.value for token in tokens]  # type: ignore[misc]
        result = self.service.decode(
            DecodeRequest(ids, tokenizer=self.tokenizer_name, clean_up_tokenization_spaces=False)
        )
        if not result.success:
            raise AdaptationError(
                f"The tokenizer {self.tokenizer_name} cannot decode {len(ids)} tokens: {result.error}"
            )
        return result.text

    def tokenize(self, text: str) -> List[str]:
        """Raises AdaptationError if the tokenizer fails."""
        from helm.clients.client import cleanup_tokens

        tokens = self._tokens(TokenizationRequest(text, tokenizer=self.tokenizer_name))
        strings: List[str] = [token.value for token in tokens]  # type: ignore[misc]
        return cleanup_tokens(strings, self.tokenizer_name)

    def _tokens(self, request: TokenizationRequest) -> List[TokenizationToken]:
        result = self.service.tokenize(request)
        if not result.success:
            raise AdaptationError(
                f"The tokenizer {self.tokenizer_name} cannot tokenize {len(request.text)} characters: {result.error}"
            )
        return result.tokens

    def get_num_tokens(self, text: str) -> int:
        """Each text is encoded once: metrics count again what was fitted to the window."""
        # By digest, so that texts are not kept in memory.
        key = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        count = self._counts.get(key)
        if count is None:
            count = len(self.encode(text).tokens)
            if len(self._counts) >= _REMEMBERED_COUNTS:
                self._counts.clear()
            self._counts[key] = count
        return count

    def fits_within_context_window(self, text: str, expected_completion_token_length: int = 0) -> bool:
        return self.get_num_tokens(text) + expected_completion_token_length <= self.max_request_length

    def truncate_from_right(self, text: str, expected_completion_token_length: int = 0) -> str:
        """Raises AdaptationError if the completion alone does not fit."""
        limit = self.max_request_length - expected_completion_token_length
        if limit < 0:
            raise AdaptationError(
                f"A completion of max_tokens={expected_completion_token_length} tokens does not fit in the "
                f"{self.max_request_length} tokens of the context window of the model deployment "
                f"{self._deployment_name}; lower max_tokens or choose a model with a longer window"
            )
        return self._truncate(text, limit)

    def _truncate(self, text: str, limit: int) -> str:
        """`text` cut to at most `limit` tokens, and as decoding gives it back even where nothing is cut."""
        # Some tokenizers ignore truncation.
        tokens = self.encode(text, truncation=True, max_length=limit).tokens[:limit]
        decoded = self.decode(tokens)
        if decoded == text and len(tokens) < limit:
            return text
        # The cut may be inside a word or character, whose beginning can have more tokens than it had as a part.
        while self.get_num_tokens(decoded) > limit:
            decoded = decoded[:-1]
        return decoded

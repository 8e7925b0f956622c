"""The tokenizers of OpenAI's models (extra `openai`)."""

from functools import cache
from typing import Any, ClassVar, Dict

from helm.common.optional_dependencies import handle_module_not_found_error
from helm.tokenizers.caching_tokenizer import CachingTokenizer


class TiktokenTokenizer(CachingTokenizer):
    """The tiktoken encoding named after the `/`: `openai/cl100k_base` is `cl100k_base`.

    Text that looks like a special token, such as `<|endoftext|>`, is tokenized like any other text.
    """

    runs_locally: ClassVar[bool] = True

    def _tokenize_do_it(self, request: Dict[str, Any]) -> Dict[str, Any]:
        encoding = _get_encoding(self._get_tokenizer_name(request["tokenizer"]))
        ids = encoding.encode(request["text"], disallowed_special=())
        return {"tokens": ids if request["encode"] else [encoding.decode([token]) for token in ids]}

    def _decode_do_it(self, request: Dict[str, Any]) -> Dict[str, Any]:
        encoding = _get_encoding(self._get_tokenizer_name(request["tokenizer"]))
        ids = [token if isinstance(token, int) else encoding.encode(token)[0] for token in request["tokens"]]
        return {"text": encoding.decode(ids)}


@cache
def _get_encoding(name: str) -> Any:
    try:
        import tiktoken
    except ModuleNotFoundError as error:
        handle_module_not_found_error(error, ["openai"])
    return tiktoken.get_encoding(name)

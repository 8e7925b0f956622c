"""Tokenizers of the Hugging Face hub, or of a local folder."""

import json
import os
import threading
from functools import cached_property
from typing import Any, ClassVar, Dict, List, Optional, Tuple

from helm.common.cache import CacheConfig
from helm.common.errors import ConfigError
from helm.common.hierarchical_logger import hlog
from helm.common.hub_errors import clear_load_errors
from helm.common.tokenization_request import DecodeRequest, TokenizationRequest
from helm.tokenizers.caching_tokenizer import CachingTokenizer
from helm.tokenizers.piecewise import PiecewiseEncoder, find_seam
from helm.tokenizers.tokenizer import cleanup_tokens

_GENERIC_CLASSES = ("PreTrainedTokenizerFast", "TokenizersBackend")
_BYTE_LEVEL_TOKENIZERS = ("bigscience/bloom", "Writer/palmyra-base", "facebook/opt-66b")


class WrappedPreTrainedTokenizer:
    """A `transformers` tokenizer for one thread at a time: `with wrapped as tokenizer: ...`.

    Fast tokenizers keep their truncation and padding settings in the Rust object, which fails with "Already borrowed"
    when two threads change them at once.
    """

    def __init__(self, tokenizer: Any):
        self._tokenizer = tokenizer
        self._lock = threading.RLock()

    def __enter__(self) -> Any:
        self._lock.acquire()
        return self._tokenizer

    def __exit__(self, *exception: object) -> None:
        self._lock.release()


class HuggingFaceTokenizer(CachingTokenizer):
    """The tokenizer of a hub id or local folder. Loaded when it is first used, and once in a process."""

    runs_locally = True

    _loaded: ClassVar[Dict[Tuple[str, str], WrappedPreTrainedTokenizer]] = {}
    _loaded_lock: ClassVar[threading.Lock] = threading.Lock()

    def __init__(
        self,
        cache_config: CacheConfig,
        tokenizer_name: str,
        pretrained_model_name_or_path: Optional[str] = None,
        **kwargs: Any,
    ):
        """`kwargs` are arguments of `AutoTokenizer.from_pretrained`; without a path, the name is the hub id."""
        super().__init__(cache_config)
        self._tokenizer_name = tokenizer_name
        self._path = pretrained_model_name_or_path or tokenizer_name
        self._kwargs = kwargs

    @staticmethod
    def create_tokenizer(pretrained_model_name_or_path: str, **kwargs: Any) -> WrappedPreTrainedTokenizer:
        """Load a tokenizer: from local files if they are there, otherwise from the hub.

        Raises:
            ConfigError: it cannot be had; the message says why.
        """
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "False")
        options = {"use_fast": True, **kwargs}
        with clear_load_errors("tokenizer", pretrained_model_name_or_path, kwargs):
            return WrappedPreTrainedTokenizer(_load_tokenizer(pretrained_model_name_or_path, options))

    @classmethod
    def get_tokenizer(cls, pretrained_model_name_or_path: str, **kwargs: Any) -> WrappedPreTrainedTokenizer:
        """As create_tokenizer, but the same path and arguments give the same object."""
        key = (os.path.abspath(pretrained_model_name_or_path), repr(sorted(kwargs.items())))
        with cls._loaded_lock:
            if key not in cls._loaded:
                cls._loaded[key] = cls.create_tokenizer(pretrained_model_name_or_path, **kwargs)
            return cls._loaded[key]

    def get_wrapped_tokenizer(self) -> WrappedPreTrainedTokenizer:
        """The `transformers` tokenizer, for use in a `with` block."""
        return self.get_tokenizer(self._path, **self._kwargs)

    @cached_property
    def _piecewise_encoder(self) -> Optional[PiecewiseEncoder]:
        """For texts that are not truncated; None if only a whole text has the right tokens."""
        with self.get_wrapped_tokenizer() as tokenizer:
            seam = find_seam(tokenizer)
        return None if seam is None else PiecewiseEncoder(self._encode_all, seam)

    def _encode_all(self, texts: List[str]) -> List[List[int]]:
        with self.get_wrapped_tokenizer() as tokenizer:
            encoded = tokenizer(texts, add_special_tokens=False, return_attention_mask=False, verbose=False)
        ids: List[List[int]] = encoded["input_ids"]
        return ids

    def _tokenization_request_to_cache_key(self, request: TokenizationRequest) -> Dict[str, Any]:
        self._check_name(request.tokenizer)
        return super()._tokenization_request_to_cache_key(request)

    def _decode_request_to_cache_key(self, request: DecodeRequest) -> Dict[str, Any]:
        self._check_name(request.tokenizer)
        return super()._decode_request_to_cache_key(request)

    def _check_name(self, name: str) -> None:
        if name != self._tokenizer_name:
            raise ConfigError(f"The tokenizer {self._tokenizer_name!r} was asked to do the work of {name!r}")

    def _tokenize_do_it(self, request: Dict[str, Any]) -> Dict[str, Any]:
        if request["encode"] and not request["truncation"] and self._piecewise_encoder is not None:
            return {"tokens": self._piecewise_encoder.encode(request["text"])}
        with self.get_wrapped_tokenizer() as tokenizer:
            if request["encode"]:
                return {"tokens": _encode(tokenizer, request)}
            return {"tokens": _tokenize(tokenizer, request["text"], self._tokenizer_name)}

    def _decode_do_it(self, request: Dict[str, Any]) -> Dict[str, Any]:
        with self.get_wrapped_tokenizer() as tokenizer:
            clean_up = request["clean_up_tokenization_spaces"]
            return {"text": tokenizer.decode(request["tokens"], clean_up_tokenization_spaces=clean_up)}


def _encode(tokenizer: Any, request: Dict[str, Any]) -> List[int]:
    truncation = {"truncation": True, "max_length": max(request["max_length"], 0)} if request["truncation"] else {}
    ids: List[int] = tokenizer.encode(request["text"], add_special_tokens=False, verbose=False, **truncation)
    return ids


def _tokenize(tokenizer: Any, text: str, name: str) -> List[str]:
    """The tokens as text; which form that takes for which tokenizer decides what window services count."""
    tokens = tokenizer.tokenize(text)
    if "gpt" in name or name in _BYTE_LEVEL_TOKENIZERS:
        return [tokenizer.convert_tokens_to_string([token]) for token in tokens]
    texts = [token.decode(errors="ignore") if isinstance(token, bytes) else token for token in tokens]
    return cleanup_tokens(texts, name)


def _load_tokenizer(path: str, options: Dict[str, Any]) -> Any:
    loader = _loader(path, options)
    try:
        return loader.from_pretrained(path, local_files_only=True, **options)
    except OSError:
        hlog(f"Local files do not exist for HuggingFace tokenizer: {path}. Downloading...")
        return loader.from_pretrained(path, local_files_only=False, **options)


def _loader(path: str, options: Dict[str, Any]) -> Any:
    """The class to load with: AutoTokenizer, unless its choice is clear without it.

    AutoTokenizer imports torch, which costs a second and 190 MB. A tokenizer that declares the generic class is its
    `tokenizer.json` and nothing else.
    """
    declared = _declared_tokenizer(path, options)
    if declared.get("tokenizer_class") in _GENERIC_CLASSES and "auto_map" not in declared:
        from transformers import PreTrainedTokenizerFast

        return PreTrainedTokenizerFast
    from transformers import AutoTokenizer

    return AutoTokenizer


def _declared_tokenizer(path: str, options: Dict[str, Any]) -> Dict[str, Any]:
    """What the local `tokenizer_config.json` says, if there is one beside a `tokenizer.json`; otherwise nothing."""
    if set(options) - {"use_fast", "revision"} or not options["use_fast"]:
        return {}
    revision = options.get("revision")
    config, vocabulary = (_local_file(path, name, revision) for name in ("tokenizer_config.json", "tokenizer.json"))
    if config is None or vocabulary is None:
        return {}
    with open(config, encoding="utf-8") as file:
        declared: Dict[str, Any] = json.load(file)
    return declared


def _local_file(path: str, name: str, revision: Optional[str]) -> Optional[str]:
    """Where a file of a folder, or of a downloaded hub repository, is."""
    if os.path.isdir(path):
        file = os.path.join(path, name)
        return file if os.path.isfile(file) else None
    from huggingface_hub import try_to_load_from_cache

    cached = try_to_load_from_cache(path, name, revision=revision)
    return cached if isinstance(cached, str) else None

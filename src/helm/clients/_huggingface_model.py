"""Causal language models of the Hugging Face hub or of a local folder, each loaded once in a process."""

import importlib
import os
import threading
from dataclasses import dataclass, field
from typing import Any, Dict, Mapping, Optional, Tuple

from helm.common.errors import ConfigError
from helm.common.hierarchical_logger import hlog, htrack_block
from helm.common.hub_errors import clear_load_errors
from helm.common.optional_dependencies import handle_module_not_found_error

MEMORY_REMEDY = (
    "load it in half precision (torch_dtype: torch.bfloat16), spread it over devices (device_map: auto), quantize it "
    "(quantization_config), or lower the max_sequence_length of its deployment"
)

_EXTRA = ["huggingface"]

_loaded: Dict[Tuple[str, str], "HuggingFaceModel"] = {}
_loading = threading.Lock()


@dataclass(frozen=True)
class HuggingFaceModel:
    """A model in memory."""

    name: str
    """Hub id or folder."""

    model: Any
    """The `transformers` model."""

    lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    """Held during a forward pass, so that threads do not multiply the memory for activations."""

    @property
    def window(self) -> Optional[int]:
        """How many tokens the model was made for; None if its configuration does not say."""
        limit: Optional[int] = getattr(self.model.config.get_text_config(), "max_position_embeddings", None)
        return limit


def get_model(name: str, **kwargs: Any) -> HuggingFaceModel:
    """The model called `name` (hub id or folder), loaded with `kwargs` unless that has been done before.

    `kwargs` are arguments of `AutoModelForCausalLM.from_pretrained`, and `device`. A `torch_dtype` or `dtype` may be
    written `torch.bfloat16`. Without `device` and `device_map`, the first GPU is used if there is one.

    Raises:
        ConfigError: the arguments do not fit together, or the model cannot be had; the message says why.
        OptionalDependencyNotInstalled: torch, or a package that an argument needs, is missing.
    """
    key = (os.path.abspath(name), repr(sorted(kwargs.items())))
    with _loading:
        if key not in _loaded:
            with htrack_block(f"Loading Hugging Face model {name}"):
                _loaded[key] = HuggingFaceModel(name, _load(name, kwargs))
        return _loaded[key]


_WORDS_OF_LACK = ("out of memory", "can't allocate memory", "_status_alloc_failed")


def is_out_of_memory(error: BaseException) -> bool:
    """Whether a device, or the machine, had no memory left; each back end of torch says so in its own way."""
    text = str(error).lower()
    return isinstance(error, MemoryError) or any(words in text for words in _WORDS_OF_LACK)


def _load(name: str, kwargs: Mapping[str, Any]) -> Any:
    try:
        import torch  # noqa: F401
        from transformers import AutoModelForCausalLM

        if "device_map" in kwargs:
            importlib.import_module("accelerate")
    except ModuleNotFoundError as error:
        handle_module_not_found_error(error, _EXTRA)
    options = as_transformers_arguments(kwargs)
    device = _take_device(name, options)
    with clear_load_errors("model", name, kwargs):
        model = AutoModelForCausalLM.from_pretrained(name, **options).eval()
    if device is not None:
        _move(model, device, name)
    hlog(f"{name} is on {model.device} in {model.dtype}")
    return model


def _move(model: Any, device: str, name: str) -> None:
    try:
        model.to(device)
    except (RuntimeError, AssertionError) as error:
        remedy = f": {MEMORY_REMEDY}" if is_out_of_memory(error) else ""
        raise ConfigError(f"The model {name!r} cannot be put on the device {device!r} ({error}){remedy}") from error


def _take_device(name: str, options: Dict[str, Any]) -> Optional[str]:
    """Take `device` out of `options`: where to move the model to; None if `device_map` places it."""
    import torch

    device: Optional[str] = options.pop("device", None)
    if "device_map" not in options:
        return device or ("cuda:0" if torch.cuda.is_available() else "cpu")
    if device is not None:
        raise ConfigError(f"The arguments of the model {name!r} have both device and device_map: give one of them.")
    return None


def as_transformers_arguments(kwargs: Mapping[str, Any]) -> Dict[str, Any]:
    """A copy of `kwargs` in which `torch.bfloat16` is the type and not a text, under the name that transformers uses.

    Raises:
        ConfigError: there is no such type.
    """
    import torch
    import transformers

    options = dict(kwargs)
    given = options.pop("torch_dtype", options.pop("dtype", None))
    if given is None:
        return options
    if isinstance(given, str) and given != "auto":
        dtype = getattr(torch, given.removeprefix("torch."), None)
        if not isinstance(dtype, torch.dtype):
            raise ConfigError(f"{given!r} is not a torch_dtype; write for example 'torch.bfloat16' or 'auto'.")
        given = dtype
    return {**options, ("torch_dtype" if transformers.__version__.startswith("4.") else "dtype"): given}

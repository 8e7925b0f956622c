"""How each tokenizer is made, and its special tokens."""

from dataclasses import dataclass
from typing import Callable, Dict, Optional

from helm.common.name_rules import Maker, NameRules
from helm.common.object_spec import ObjectSpec


class TokenizerSpec(ObjectSpec):
    """Which `Tokenizer` class, with which arguments."""


@dataclass(frozen=True)
class TokenizerConfig:
    """One tokenizer."""

    name: str
    """`host/tokenizer`."""
    tokenizer_spec: TokenizerSpec
    """How it is made."""
    end_of_text_token: Optional[str] = None
    """Text of the token that ends a document."""
    prefix_token: Optional[str] = None
    """Text of the token put before a document whose first token is to be scored."""


TOKENIZER_NAME_TO_TOKENIZER_CONFIG: Dict[str, TokenizerConfig] = {}


def _automatic(name: str) -> Optional[TokenizerConfig]:
    from helm.benchmark.model_deployments import automatic_tokenizer_config

    return automatic_tokenizer_config(name)


_RULES = NameRules(_automatic)


def register_tokenizer_config(tokenizer_config: TokenizerConfig) -> None:
    """Make a tokenizer known; it replaces one of the same name."""
    TOKENIZER_NAME_TO_TOKENIZER_CONFIG[tokenizer_config.name] = tokenizer_config


def tokenizer_config_generator(prefix: str) -> Callable[[Maker[TokenizerConfig]], Maker[TokenizerConfig]]:
    """Decorate a function that makes the config of an unregistered tokenizer `prefix/...` from that name."""
    return _RULES.rule(prefix)


def get_tokenizer_config(name: str) -> Optional[TokenizerConfig]:
    """The config of a tokenizer, registered or generated, or None.

    Raises:
        HelmError: it could be made from its name, but the tokenizer cannot be loaded.
    """
    return TOKENIZER_NAME_TO_TOKENIZER_CONFIG.get(name) or _RULES.make(name)

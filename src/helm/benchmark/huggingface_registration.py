"""Models named on the command line: those of the Hugging Face hub, and those in a local folder."""

import os
from typing import Dict, NamedTuple, Optional

from helm.benchmark.model_deployment_registry import ClientSpec, ModelDeployment, register_model_deployment
from helm.benchmark.model_metadata_registry import (
    MODEL_NAME_TO_MODEL_METADATA,
    get_unknown_model_metadata,
    register_model_metadata,
)
from helm.benchmark.tokenizer_config_registry import TokenizerConfig, TokenizerSpec, register_tokenizer_config
from helm.common.errors import ConfigError

_LONGEST = 1_000_000  # tokenizers that know no limit give a far greater number


class _TokenizerFacts(NamedTuple):
    end_of_text_token: str
    prefix_token: str
    max_length: int


def register_huggingface_hub_model_from_flag_value(raw_model_string: str) -> None:
    """Make a hub model known under the name `organization/model[@revision]` by which it is given.

    Raises:
        ConfigError: the value has another form, or the tokenizer cannot be loaded or states no greatest length.
    """
    path, at, revision = raw_model_string.partition("@")
    if path.count("/") != 1 or path.startswith("/") or path.endswith("/") or "@" in revision or (at and not revision):
        raise ConfigError(
            f"--enable-huggingface-models takes organization/model or organization/model@revision, "
            f"not '{raw_model_string}'"
        )
    _register(raw_model_string, path, revision or None)


def register_huggingface_local_model_from_flag_value(path: str) -> None:
    """Make the model in a folder known as `huggingface/<name of the folder>`.

    Raises:
        ConfigError: there is no such folder, or its tokenizer cannot be loaded or states no greatest length.
    """
    if not os.path.isdir(path):
        raise ConfigError(f"--enable-local-huggingface-models takes folders with a model, and '{path}' is not a folder")
    path = os.path.normpath(path)
    _register(f"huggingface/{os.path.basename(os.path.abspath(path))}", path)


def huggingface_tokenizer_config(name: str, path: str, revision: Optional[str] = None) -> TokenizerConfig:
    """A config called `name` for the tokenizer at a hub id or in a folder.

    Raises:
        ConfigError: the tokenizer cannot be loaded.
    """
    facts = _tokenizer_facts(path, revision)
    return TokenizerConfig(
        name=name,
        tokenizer_spec=TokenizerSpec(
            "helm.tokenizers.huggingface_tokenizer.HuggingFaceTokenizer", _source_args(path, revision)
        ),
        end_of_text_token=facts.end_of_text_token,
        prefix_token=facts.prefix_token,
    )


def huggingface_max_sequence_length(path: str, revision: Optional[str] = None) -> int:
    """The greatest number of tokens that the tokenizer at a hub id or in a folder states for its model.

    Raises:
        ConfigError: the tokenizer cannot be loaded or states none.
    """
    length = _tokenizer_facts(path, revision).max_length
    if length > _LONGEST:
        raise ConfigError(
            f"The tokenizer of '{path}' does not say how long a prompt may be; describe the model in "
            "prod_env/model_deployments.yaml, with max_sequence_length, instead"
        )
    return length


def _register(name: str, path: str, revision: Optional[str] = None) -> None:
    max_sequence_length = huggingface_max_sequence_length(path, revision)
    if name not in MODEL_NAME_TO_MODEL_METADATA:
        register_model_metadata(get_unknown_model_metadata(name))
    register_tokenizer_config(huggingface_tokenizer_config(name, path, revision))
    register_model_deployment(
        ModelDeployment(
            name=name,
            client_spec=ClientSpec(
                "helm.clients.huggingface_client.HuggingFaceClient", dict(_source_args(path, revision))
            ),
            tokenizer_name=name,
            max_sequence_length=max_sequence_length,
        )
    )


def _source_args(path: str, revision: Optional[str]) -> Dict[str, str]:
    return {"pretrained_model_name_or_path": path, **({"revision": revision} if revision else {})}


def _tokenizer_facts(path: str, revision: Optional[str]) -> _TokenizerFacts:
    from helm.tokenizers.huggingface_tokenizer import HuggingFaceTokenizer

    revision_args = {"revision": revision} if revision else {}
    with HuggingFaceTokenizer.get_tokenizer(path, **revision_args) as tokenizer:
        return _TokenizerFacts(tokenizer.eos_token or "", tokenizer.bos_token or "", tokenizer.model_max_length)

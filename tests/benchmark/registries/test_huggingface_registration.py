"""Models of the hub and of folders, with a real tokenizer made by the test."""

import pytest

from helm.benchmark import huggingface_registration
from helm.benchmark.huggingface_registration import (
    register_huggingface_hub_model_from_flag_value,
    register_huggingface_local_model_from_flag_value,
)
from helm.benchmark.model_deployment_registry import get_model_deployment
from helm.benchmark.model_metadata_registry import get_model_metadata
from helm.benchmark.tokenizer_config_registry import get_tokenizer_config
from helm.common.errors import ConfigError


@pytest.fixture(scope="module")
def save_tokenizer():
    def save(path, **kwargs):
        from transformers import PreTrainedTokenizerFast

        from tokenizers import Tokenizer, models, pre_tokenizers

        tokenizer = Tokenizer(models.WordLevel({"<s>": 0, "</s>": 1, "<unk>": 2, "a": 3}, unk_token="<unk>"))
        tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
        PreTrainedTokenizerFast(tokenizer_object=tokenizer, **kwargs).save_pretrained(path)
        return str(path)

    return save


@pytest.mark.parametrize("slash", ["", "/", "/."])
def test_a_folder_is_registered_under_its_name(save_tokenizer, tmp_path, slash):
    path = save_tokenizer(tmp_path / "tiny-model", eos_token="</s>", model_max_length=64)
    register_huggingface_local_model_from_flag_value(path + slash)
    deployment = get_model_deployment("huggingface/tiny-model")
    assert deployment.client_spec.class_name == "helm.clients.huggingface_client.HuggingFaceClient"
    assert deployment.client_spec.args == {"pretrained_model_name_or_path": path}
    assert (deployment.tokenizer_name, deployment.max_sequence_length) == ("huggingface/tiny-model", 64)
    assert get_model_metadata(deployment.model_name).creator_organization_name == "Unknown"
    config = get_tokenizer_config("huggingface/tiny-model")
    assert (config.end_of_text_token, config.prefix_token) == ("</s>", "")
    assert config.tokenizer_spec.args == {"pretrained_model_name_or_path": path}


def test_a_folder_whose_tokenizer_knows_no_limit_is_refused(save_tokenizer, tmp_path):
    path = save_tokenizer(tmp_path / "endless")
    with pytest.raises(ConfigError, match=r"prod_env/model_deployments\.yaml"):
        register_huggingface_local_model_from_flag_value(path)


def test_what_is_not_a_folder_is_refused(tmp_path):
    for path in ("", str(tmp_path / "absent")):
        with pytest.raises(ConfigError, match="is not a folder"):
            register_huggingface_local_model_from_flag_value(path)


@pytest.mark.parametrize(
    ("flag", "args"),
    [
        ("org/model", {"pretrained_model_name_or_path": "org/model"}),
        ("org/model@v1", {"pretrained_model_name_or_path": "org/model", "revision": "v1"}),
    ],
)
def test_a_hub_model_keeps_the_name_by_which_it_is_given(monkeypatch, flag, args):
    facts = huggingface_registration._TokenizerFacts("</s>", "<s>", 128)
    monkeypatch.setattr(huggingface_registration, "_tokenizer_facts", lambda path, revision: facts)
    register_huggingface_hub_model_from_flag_value(flag)
    deployment = get_model_deployment(flag)
    assert (deployment.model_name, deployment.tokenizer_name, deployment.max_sequence_length) == (flag, flag, 128)
    assert deployment.client_spec.args == args
    assert get_tokenizer_config(flag).tokenizer_spec.args == args


@pytest.mark.parametrize("flag", ["", "gpt2", "a/b/c", "a/b@c@d", "a/b@", "/b", "a/"])
def test_a_hub_flag_of_another_form_is_refused(flag):
    with pytest.raises(ConfigError, match="takes organization/model"):
        register_huggingface_hub_model_from_flag_value(flag)


def test_a_hub_name_stands_for_its_model(monkeypatch):
    facts = huggingface_registration._TokenizerFacts("</s>", "<s>", 128)
    monkeypatch.setattr(huggingface_registration, "_tokenizer_facts", lambda path, revision: facts)
    deployment = get_model_deployment("huggingface/org/model")
    assert deployment.client_spec.args == {"pretrained_model_name_or_path": "org/model"}
    assert (deployment.model_name, deployment.tokenizer_name) == ("org/model", "huggingface/org/model")
    config = get_tokenizer_config("huggingface/org/model")
    assert config.tokenizer_spec.args == {"pretrained_model_name_or_path": "org/model"}
    served = get_model_deployment("huggingface-inference-providers/org/model:together")
    assert served.client_spec.args == {"huggingface_model_name": "org/model:together"}
    assert (served.tokenizer_name, served.max_sequence_length) == ("huggingface/org/model", 128)

import logging

import pytest

from helm.benchmark.model_deployment_registry import (
    ALL_MODEL_DEPLOYMENTS,
    ClientSpec,
    ModelDeployment,
    ModelDeploymentNotFoundError,
    get_default_model_deployment_for_model,
    get_metadata_for_deployment,
    get_model_deployment,
    model_deployment_generator,
    register_model_deployment,
)
from helm.benchmark.model_metadata_registry import (
    ALL_MODELS_METADATA,
    DEPRECATED_MODEL_TAG,
    INSTRUCTION_FOLLOWING_MODEL_TAG,
    MODEL_NAME_TO_MODEL_METADATA,
    TEXT_MODEL_TAG,
    VISION_LANGUAGE_MODEL_TAG,
    ModelMetadata,
    get_all_instruction_following_models,
    get_all_models,
    get_all_text_models,
    get_model_metadata,
    is_vlm,
    register_model_metadata,
)
from helm.benchmark.tokenizer_config_registry import (
    TokenizerConfig,
    TokenizerSpec,
    get_tokenizer_config,
    register_tokenizer_config,
    tokenizer_config_generator,
)
from helm.common.errors import HelmError

CLIENT = ClientSpec("x.Client")


def model(name, *tags):
    return ModelMetadata(name, "Creator", name, "A model.", "open", tags=list(tags))


def deployment(name, model_name="", deprecated=False, **fields):
    return ModelDeployment(name, CLIENT, model_name, deprecated=deprecated, **fields)


def test_models_are_listed_by_tag_in_the_order_of_registration():
    register_model_metadata(model("b/two", TEXT_MODEL_TAG, INSTRUCTION_FOLLOWING_MODEL_TAG))
    register_model_metadata(model("a/one", TEXT_MODEL_TAG, VISION_LANGUAGE_MODEL_TAG, DEPRECATED_MODEL_TAG))
    assert get_all_models() == get_all_text_models() == ["b/two", "a/one"]
    assert get_all_instruction_following_models() == ["b/two"]
    assert is_vlm("a/one") and not is_vlm("b/two")


def test_a_model_registered_again_is_replaced_in_its_place():
    for name in ("a/one", "b/two"):
        register_model_metadata(model(name))
    again = model("a/one", TEXT_MODEL_TAG)
    register_model_metadata(again)
    assert get_all_models() == ["a/one", "b/two"]
    assert ALL_MODELS_METADATA[0] is MODEL_NAME_TO_MODEL_METADATA["a/one"] is get_model_metadata("a/one") is again


def test_an_unknown_model_is_an_error_that_names_near_ones():
    register_model_metadata(model("meta/llama-3-8b"))
    with pytest.raises(HelmError, match="meta/llama-3-8b'") as caught:
        get_model_metadata("meta/llama3-8b")
    assert isinstance(caught.value, ValueError)


def test_names_have_parts():
    assert (model("meta/llama").creator_organization, model("meta/llama").engine) == ("meta", "llama")
    served = deployment("together/meta/llama")
    assert (served.host_organization, served.engine, served.model_name) == ("together", "meta", "together/meta/llama")


@pytest.mark.parametrize(
    ("registered", "default"),
    [
        ([("h1/m", False), ("h2/m", False)], "h2/m"),
        ([("h1/m", False), ("h2/m", True)], "h1/m"),
        ([("h1/m", True), ("h2/m", True)], "h2/m"),
        ([("h1/m", False), ("h2/m", False), ("h1/m", False)], "h1/m"),
        ([("h1/m", False), ("h2/m", False), ("h2/m", True)], "h1/m"),
        ([], None),
    ],
)
def test_the_default_deployment_is_the_last_one_not_deprecated(registered, default):
    register_model_metadata(model("c/m"))
    for name, deprecated in registered:
        register_model_deployment(deployment(name, "c/m", deprecated))
    assert get_default_model_deployment_for_model("c/m") == default


def test_a_deployment_may_move_to_another_model():
    for name in ("c/m", "c/n"):
        register_model_metadata(model(name))
    register_model_deployment(deployment("h/x", "c/m"))
    register_model_deployment(deployment("h/x", "c/n"))
    assert get_default_model_deployment_for_model("c/m") is None
    assert get_default_model_deployment_for_model("c/n") == "h/x"
    assert [known.model_name for known in ALL_MODEL_DEPLOYMENTS] == ["c/n"]


def test_a_model_without_deployments_is_served_by_the_deployment_of_its_name():
    register_model_metadata(model("c/m"))
    register_model_deployment(deployment("h/x", "c/m"))
    assert get_default_model_deployment_for_model("h/x") == "h/x"


def test_a_deployment_of_an_unknown_model_gets_a_placeholder_and_a_warning(caplog, monkeypatch):
    monkeypatch.setattr(logging.getLogger("helm"), "propagate", True)
    register_model_deployment(deployment("h/x", "c/unknown"))
    assert "Could not find model metadata for model c/unknown of model deployment h/x" in caplog.text
    placeholder = get_metadata_for_deployment("h/x")
    assert (placeholder.display_name, placeholder.creator_organization_name) == ("c/unknown", "Unknown")
    assert get_all_text_models() == ["c/unknown"]


def test_an_unknown_deployment_is_an_error_that_names_near_ones():
    register_model_deployment(deployment("myhost/model-1"))
    with pytest.raises(ModelDeploymentNotFoundError, match="did you mean 'myhost/model-1'"):
        get_model_deployment("myhost/model1")


@pytest.mark.parametrize("prefix", ["acme", "acme/"])
def test_a_plugin_makes_deployments_and_tokenizers_from_their_names(prefix):
    asked = []

    @model_deployment_generator(prefix)
    def make_deployment(name):
        asked.append(name)
        return None if name.endswith("/no") else deployment(name, "c/m")

    @tokenizer_config_generator(prefix)
    def make_tokenizer(name):
        return TokenizerConfig(name, TokenizerSpec("x.Tokenizer"), "</s>", "<s>")

    assert get_model_deployment("acme/yes").model_name == "c/m"
    assert get_model_deployment("acme/yes") is get_model_deployment("acme/yes")
    assert get_tokenizer_config("acme/t").tokenizer_spec.class_name == "x.Tokenizer"
    with pytest.raises(ModelDeploymentNotFoundError):
        get_model_deployment("acme/no")
    assert asked == ["acme/yes", "acme/no"]


def test_what_is_made_from_a_name_does_not_become_the_default_of_its_model():
    register_model_metadata(model("c/m"))
    register_model_deployment(deployment("h/x", "c/m"))
    assert get_model_deployment("openrouter/c/m").model_name == "c/m"
    assert get_default_model_deployment_for_model("c/m") == "h/x"


def test_a_tokenizer_registered_again_is_replaced_and_an_unknown_one_is_none():
    for token in ("a", "b"):
        register_tokenizer_config(TokenizerConfig("h/t", TokenizerSpec("x.Tokenizer"), token))
    assert get_tokenizer_config("h/t").end_of_text_token == "b"
    assert get_tokenizer_config("h/unknown") is None

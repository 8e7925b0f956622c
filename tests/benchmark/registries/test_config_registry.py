from datetime import date

import pytest

from helm.benchmark import runner_config_registry
from helm.benchmark.config_registry import register_configs_from_directory
from helm.benchmark.model_deployment_registry import get_default_model_deployment_for_model, get_model_deployment
from helm.benchmark.model_metadata_registry import get_model_metadata
from helm.benchmark.runner_config_registry import RunnerConfig, get_runner_config
from helm.benchmark.tokenizer_config_registry import get_tokenizer_config
from helm.common.errors import ConfigError

METADATA = """
models:
  - name: me/my-model
    display_name: My Model
    description: A model.
    creator_organization_name: Me
    access: open
    release_date: 2024-05-01
    num_parameters: 7_000_000_000
    tags: [TEXT_MODEL_TAG]
"""
DEPLOYMENTS = """
model_deployments:
  - name: myhost/my-model
    model_name: me/my-model
    tokenizer_name: myhost/my-tok
    max_sequence_length: 4096
    client_spec: {class_name: pkg.mod.Client, args: {nothing: null, list: [1, 2]}}
    window_service_spec: {class_name: pkg.mod.WindowService, args: null}
    some_other_key: ignored
"""
TOKENIZERS = """
tokenizer_configs:
  - name: myhost/my-tok
    tokenizer_spec: {class_name: pkg.mod.Tokenizer}
    end_of_text_token: "</s>"
"""


def test_a_folder_with_all_files(tmp_path, monkeypatch):
    monkeypatch.setattr(runner_config_registry, "_runner_config", RunnerConfig())
    for name, text in [
        ("model_metadata.yaml", METADATA),
        ("model_deployments.yaml", DEPLOYMENTS),
        ("tokenizer_configs.yaml", TOKENIZERS),
        ("runner_config.yaml", "slurm_monitor_interval: 5\nslurm_args: {partition: null}\n"),
    ]:
        (tmp_path / name).write_text(text)
    register_configs_from_directory(str(tmp_path))

    metadata = get_model_metadata("me/my-model")
    assert (metadata.release_date, metadata.num_parameters) == (date(2024, 5, 1), 7_000_000_000)
    assert get_default_model_deployment_for_model("me/my-model") == "myhost/my-model"
    deployment = get_model_deployment("myhost/my-model")
    assert deployment.client_spec.args == {"nothing": None, "list": [1, 2]}
    assert deployment.window_service_spec.args == {}
    assert deployment.max_request_length is None and not deployment.deprecated
    tokenizer = get_tokenizer_config("myhost/my-tok")
    assert (tokenizer.end_of_text_token, tokenizer.prefix_token) == ("</s>", None)
    assert get_runner_config() == RunnerConfig(slurm_monitor_interval=5, slurm_args={"partition": None})


def test_a_folder_without_files_and_one_with_empty_lists_register_nothing(tmp_path):
    register_configs_from_directory(str(tmp_path))
    (tmp_path / "model_metadata.yaml").write_text("models: []\n")
    (tmp_path / "tokenizer_configs.yaml").write_text("")
    register_configs_from_directory(str(tmp_path))


def test_an_error_names_the_file_and_the_entry(tmp_path):
    (tmp_path / "model_deployments.yaml").write_text(DEPLOYMENTS.replace("4096", "long"))
    with pytest.raises(ConfigError) as caught:
        register_configs_from_directory(str(tmp_path))
    message = str(caught.value)
    assert message.startswith(f"{tmp_path}/model_deployments.yaml, line 3 (entry 'myhost/my-model'): ")
    assert "field 'max_sequence_length' must be a whole number, not 'long'" in message

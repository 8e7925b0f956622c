"""A metric service whose tokenizer makes a token of each character, and what NLTK needs to split words."""

import pytest

from helm.benchmark import model_deployment_registry, tokenizer_config_registry
from helm.benchmark.metrics.metric_service import MetricService
from helm.benchmark.model_deployment_registry import ClientSpec, ModelDeployment
from helm.benchmark.tokenizer_config_registry import TokenizerConfig, TokenizerSpec
from helm.tokenizers.simple_tokenizer import SimpleTokenizer

TOKENIZER = "test/characters"


@pytest.fixture
def punkt(tmp_path, monkeypatch):
    """A sentence splitter that was never trained, as good as any for single sentences."""
    import nltk

    english = tmp_path / "nltk_data" / "tokenizers" / "punkt_tab" / "english"
    english.mkdir(parents=True)
    for name in ("abbrev_types.txt", "collocations.tab", "ortho_context.tab", "sent_starters.txt"):
        (english / name).write_text("")
    monkeypatch.setattr(nltk.data, "path", [str(tmp_path / "nltk_data")])


@pytest.fixture
def service(monkeypatch):
    """For the deployments `test/model` and `openai/davinci`, the costs of which are known."""
    config = TokenizerConfig(TOKENIZER, TokenizerSpec("unused"))
    monkeypatch.setitem(tokenizer_config_registry.TOKENIZER_NAME_TO_TOKENIZER_CONFIG, TOKENIZER, config)
    for name in ("test/model", "openai/davinci"):
        deployment = ModelDeployment(
            name=name,
            client_spec=ClientSpec("helm.clients.simple_client.SimpleClient"),
            tokenizer_name=TOKENIZER,
            max_sequence_length=1000,
        )
        monkeypatch.setitem(model_deployment_registry.DEPLOYMENT_NAME_TO_MODEL_DEPLOYMENT, name, deployment)
    return MetricService(SimpleTokenizer())

"""Adapters for a model with a tokenizer simple enough to count by hand, in a window of any length."""

from typing import Any, Callable

import pytest

from helm.benchmark import model_deployment_registry, tokenizer_config_registry
from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.adaptation.adapters.adapter import Adapter
from helm.benchmark.adaptation.adapters.adapter_factory import AdapterFactory
from helm.benchmark.model_deployment_registry import ClientSpec, ModelDeployment
from helm.benchmark.tokenizer_config_registry import TokenizerConfig, TokenizerSpec
from helm.benchmark.window_services.tokenizer_service import TokenizerService
from helm.tokenizers.simple_tokenizer import SimpleTokenizer

DEPLOYMENT = "test/model"
TOKENIZER = "test/tokenizer"


MakeAdapter = Callable[..., Adapter]


@pytest.fixture
def make_adapter(monkeypatch: pytest.MonkeyPatch) -> MakeAdapter:
    """make_adapter(spec fields, window=..., tokenizer=..., **deployment fields)."""

    def make(
        spec: dict[str, Any], window: int | None = 1000, tokenizer: Any = None, prefix_token: str = "", **limits: Any
    ) -> Adapter:
        deployment = ModelDeployment(
            name=DEPLOYMENT,
            client_spec=ClientSpec("helm.clients.simple_client.SimpleClient"),
            tokenizer_name=TOKENIZER,
            max_sequence_length=window,
            **limits,
        )
        config = TokenizerConfig(TOKENIZER, TokenizerSpec("unused"), prefix_token=prefix_token)
        monkeypatch.setitem(model_deployment_registry.DEPLOYMENT_NAME_TO_MODEL_DEPLOYMENT, DEPLOYMENT, deployment)
        monkeypatch.setitem(tokenizer_config_registry.TOKENIZER_NAME_TO_TOKENIZER_CONFIG, TOKENIZER, config)
        adapter_spec = AdapterSpec(**{"model": DEPLOYMENT, "model_deployment": DEPLOYMENT, **spec})
        return AdapterFactory.get_adapter(adapter_spec, TokenizerService(tokenizer or SimpleTokenizer()))

    return make

"""What a run keeps in memory, and what it does twice."""

import gc
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any, Callable, List

import pytest

from helm.benchmark import model_deployment_registry, tokenizer_config_registry
from helm.benchmark.adaptation.common_adapter_specs import get_generation_adapter_spec
from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.executor import ExecutionSpec
from helm.benchmark.metrics.common_metric_specs import get_exact_match_metric_specs
from helm.benchmark.model_deployment_registry import ClientSpec, ModelDeployment
from helm.benchmark.run_folder import RunFolder
from helm.benchmark.run_spec import RunSpec
from helm.benchmark.runner import Runner
from helm.benchmark.scenarios.scenario import (
    CORRECT_TAG,
    TEST_SPLIT,
    TRAIN_SPLIT,
    Input,
    Instance,
    Output,
    Reference,
    Scenario,
    ScenarioSpec,
)
from helm.benchmark.tokenizer_config_registry import TokenizerConfig, TokenizerSpec
from helm.common.authentication import Authentication
from helm.common.tokenization_request import TokenizationRequest
from helm.tokenizers.simple_tokenizer import SimpleTokenizer

tokenized: "Counter[str]" = Counter()


class WatchedTokenizer(SimpleTokenizer):
    def tokenize(self, request: TokenizationRequest) -> Any:
        tokenized[request.text] += 1
        return super().tokenize(request)


class Numbers(Scenario):
    name, description, tags = "numbers", "odd or even", []

    def get_instances(self, output_path: str) -> List[Instance]:
        splits = [TRAIN_SPLIT] * 5 + [TEST_SPLIT] * 20
        return [Instance(Input(f"{n}"), [Reference(Output("x"), [CORRECT_TAG])], s) for n, s in enumerate(splits)]


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    config = TokenizerConfig("test/numbers", TokenizerSpec(f"{__name__}.WatchedTokenizer"))
    deployment = ModelDeployment(
        "test/numbers", ClientSpec("helm.clients.simple_client.SimpleClient"), max_sequence_length=1000
    )
    registries = [
        (tokenizer_config_registry.TOKENIZER_NAME_TO_TOKENIZER_CONFIG, config),
        (model_deployment_registry.DEPLOYMENT_NAME_TO_MODEL_DEPLOYMENT, deployment),
    ]
    for registry, entry in registries:
        monkeypatch.setitem(registry, "test/numbers", entry)  # type: ignore[arg-type]
    tokenized.clear()
    spec = ExecutionSpec(url=None, auth=Authentication(""), local_path=str(tmp_path / "local"), parallelism=4)
    return Runner(spec, str(tmp_path / "output"), "s", False, False, False, False, True)


def run_spec(name: str, **adapter: Any) -> RunSpec:
    plain = get_generation_adapter_spec(input_noun="Input", output_noun="Output")
    spec = replace(plain, model="test/numbers", model_deployment="test/numbers", **adapter)
    return RunSpec(name, ScenarioSpec(f"{__name__}.Numbers"), spec, get_exact_match_metric_specs(), groups=["numbers"])


def requests_in_memory() -> int:
    gc.collect()
    return sum(type(thing) is RequestState for thing in gc.get_objects())


@pytest.mark.parametrize("run", [Runner.run_one, lambda runner, spec: runner.run_all([spec, spec])])
def test_a_finished_run_is_released(runner: Runner, run: Callable[[Runner, RunSpec], None]) -> None:
    before = requests_in_memory()
    run(runner, run_spec("released"))
    assert requests_in_memory() == before
    runner.executor.close()


def test_every_prompt_is_tokenized_once(runner: Runner) -> None:
    runner.run_all([run_spec("once")])
    prompts = [text for text in tokenized if text.count("Input:") == 6]
    assert len(prompts) == 20
    assert set(tokenized.values()) == {1}


def test_prompts_share_what_they_begin_with(runner: Runner) -> None:
    spec = run_spec("shared", global_prefix="Begin. ")
    run = runner._prepare(0, spec, RunFolder(runner.runs_path, spec.name))
    assert run is not None
    prompts = [vars(state.request)["prompt"] for state in run.scenario_state.request_states]
    assert len({id(beginning) for beginning, _ in prompts}) == 1
    assert run.scenario_state.request_states[3].request.prompt == "".join(prompts[3])
    assert "".join(prompts[3]).endswith("\n\nInput: 8\nOutput:")

"""WildBench: demanding requests that people made to chatbots, judged by models along a checklist.

Paper   https://arxiv.org/abs/2406.04770
Data    allenai/WildBench on the hub; test -> test
        allenai/WildBench-V2-Model-Outputs on the hub: what three models answered, to compare with
Licence CC BY 4.0
"""

from typing import Any, Dict, List

from helm.benchmark.adaptation.adapter_spec import ADAPT_CHAT, AdapterSpec
from helm.benchmark.annotation.annotator import AnnotatorSpec
from helm.benchmark.metrics.common_metric_specs import get_basic_metric_specs
from helm.benchmark.metrics.metric import MetricSpec
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TEST_SPLIT, Input, Instance, Scenario, ScenarioMetadata
from helm.benchmark.scenarios.shapes import generation, nested, one_of, run_spec, scenario
from helm.data import HubDataset, Row, data_error, misfit

SUBSETS = ("v2",)
BASELINE_MODELS = ("gpt-4-turbo-2024-04-09", "claude-3-haiku-20240307", "Llama-2-70b-chat-hf")


class WildBenchScenario(Scenario):
    """A conversation that ends with a request. The checklist, and what other models answered, are its extra data.

    Args:
        subset: One of SUBSETS.
        use_model_outputs: Whether the answers of BASELINE_MODELS are added.
    """

    name = "wildbench"
    description = "Demanding requests from real conversations with chatbots (Lin et al., 2024)."
    tags = ["instruction following"]
    data = HubDataset(
        "allenai/WildBench", revision="7c05c1b4550282b2ed6a2e6ac5db069f1e07df5c", splits={"test": TEST_SPLIT}
    )
    model_outputs = HubDataset(
        "allenai/WildBench-V2-Model-Outputs",
        revision="d6755bc68220df853c0825a733430f73f5af2501",
        splits={"train": TEST_SPLIT},
    )
    metadata = ScenarioMetadata(
        name=name,
        display_name="WildBench",
        description=description,
        taxonomy=TaxonomyInfo(
            task="instruction following",
            what="GPT-judged instruction following with instructions collected from real-user conversations",
            when="2024",
            who="real-world users",
            language="English",
        ),
        main_metric="wildbench_score_rescaled",
        main_split="test",
    )

    def __init__(self, subset: str, use_model_outputs: bool = False):
        super().__init__()
        self.subset = one_of(subset, SUBSETS, "subset")
        self.use_model_outputs = use_model_outputs

    def get_instances(self, output_path: str) -> List[Instance]:
        answers = self._baseline_answers(output_path) if self.use_model_outputs else {}
        rows = self.data.with_config(self.subset).rows(output_path)
        return [_instance(row, index, answers, split) for index, (split, row) in enumerate(rows)]

    def _baseline_answers(self, output_path: str) -> Dict[str, List[str]]:
        """The answers of each model, in the order of the requests."""
        return {
            model: [_answer(row) for _, row in self.model_outputs.with_config(model).rows(output_path)]
            for model in BASELINE_MODELS
        }


def _answer(row: Row) -> str:
    if not row["output"]:
        raise misfit("output", "is empty, but must have an answer.")
    answer: str = row["output"][0]
    return answer


def _instance(row: Row, index: int, answers: Dict[str, List[str]], split: str) -> Instance:
    extra_data: Dict[str, Any] = {"checklist": row["checklist"]}
    if answers:
        extra_data["baseline_outputs"] = {model: _aligned(given, index, model) for model, given in answers.items()}
    return generation(Input(messages=_messages(row)), split, extra_data=extra_data)


def _messages(row: Row) -> List[Dict[str, str]]:
    turns = (nested(turn, "conversation_input") for turn in row["conversation_input"])
    return [{"role": turn["role"], "content": turn["content"]} for turn in turns]


def _aligned(answers: List[str], index: int, model: str) -> str:
    if index >= len(answers):
        problem = f"{model} of {WildBenchScenario.model_outputs.name} has {len(answers)} answers for more requests."
        raise data_error(problem, WildBenchScenario.__name__)
    return answers[index]


@run_spec_function("wildbench")
def wildbench(subset: str) -> RunSpec:
    return run_spec(
        f"wildbench:subset={subset}",
        scenario(WildBenchScenario, subset=subset, use_model_outputs=False),
        AdapterSpec(
            method=ADAPT_CHAT,
            input_prefix="",
            output_prefix="",
            max_tokens=2000,
            num_outputs=1,
            temperature=0.0,
            stop_sequences=[],
        ),
        get_basic_metric_specs([]) + [MetricSpec("helm.benchmark.metrics.wildbench_metrics.WildBenchScoreMetric")],
        groups=["wildbench"],
        annotators=[AnnotatorSpec("helm.benchmark.annotation.wildbench_annotator.WildBenchAnnotator")],
    )

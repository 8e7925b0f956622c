"""BIG-bench: tasks that many researchers contributed, each a file of examples with settings of its own.

Paper   https://arxiv.org/abs/2206.04615
Data    https://github.com/google/BIG-bench, task.json of a task or subtask; the examples shuffled, a fifth -> test,
        a fifth -> valid, at least 16 each, the rest -> train
Licence Apache-2.0
"""

import random
from typing import Any, Dict, List

from helm.benchmark.adaptation.adapter_spec import ADAPT_GENERATION, ADAPT_MULTIPLE_CHOICE_JOINT, AdapterSpec
from helm.benchmark.metrics.common_metric_specs import get_basic_metric_specs
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TEST_SPLIT, TRAIN_SPLIT, VALID_SPLIT, Instance, Scenario
from helm.benchmark.scenarios.shapes import (
    multiple_choice,
    question_answer,
    run_spec,
    scenario,
    scenario_folder,
    with_split,
)
from helm.data import Row, Url, asking_for, data_error, misfit
from helm.data.place import numbered

SEED = 0
TEST_SHARE = 0.2
MIN_TEST_INSTANCES = 16
MULTIPLE_CHOICE_GRADE = "multiple_choice_grade"
METRICS = {
    MULTIPLE_CHOICE_GRADE: ["exact_match", "quasi_exact_match"],
    "exact_str_match": ["exact_match", "quasi_exact_match"],
    "bleu": ["bleu_1", "bleu_4"],
    "rouge": ["rouge_1", "rouge_2", "rouge_l"],
}


class BIGBenchScenario(Scenario):
    """The examples of a task. Keywords and description of the task become those of the scenario.

    Args:
        task: Folder of the task, e.g. "auto_debugging".
        subtask: Its folder in the task's; "" for tasks without.
    """

    name = "big_bench"
    description = "Tasks beyond what language models were thought to do, by many authors (Srivastava et al., 2022)."
    data = Url(
        "https://raw.githubusercontent.com/google/BIG-bench/main/bigbench/benchmark_tasks/{split}/task.json",
        "{split}/task.json",
    )

    def __init__(self, task: str, subtask: str):
        super().__init__()
        self.tags = []
        self.task = task
        self.subtask = subtask

    @staticmethod
    def download_and_get_task(output_path: str, task: str, subtask: str) -> Dict[str, Any]:
        """The task's file, which is kept in the folder `output_path`.

        Raises:
            DataError: it cannot be had, or holds no examples.
        """
        folder = f"{task}/{subtask}" if subtask else task
        found = BIGBenchScenario.data.json(output_path, folder)
        if not isinstance(found, dict) or not found.get("examples"):
            address = BIGBenchScenario.data.address.format(split=folder)
            raise data_error(f"{address} holds no 'examples'.", BIGBenchScenario.__name__)
        return found

    def get_instances(self, output_path: str) -> List[Instance]:
        task = self.download_and_get_task(output_path, self.task, self.subtask)
        self.tags = task.get("keywords", [])
        self.description += f" Task: {self.task} "
        if self.subtask:
            self.description += f"Subtask: {self.subtask} "
        self.description += f" Description: {task.get('description', '')}"
        with asking_for(type(self).__name__):
            instances = [_instance(row) for row in numbered(task["examples"], f"BIG-bench task {self.task}")]
        random.Random(SEED).shuffle(instances)
        num_test = max(int(TEST_SHARE * len(instances)), MIN_TEST_INSTANCES)
        # Of fewer than twice as many, those for validation come first, and none is left for training.
        num_train = len(instances) - 2 * num_test
        first_valid = max(num_train + num_test, 0)
        first_test = max(num_train, 0)
        return (
            with_split(instances[:first_test], TRAIN_SPLIT)
            + with_split(instances[first_test:first_valid], TEST_SPLIT)
            + with_split(instances[first_valid:], VALID_SPLIT)
        )


def _instance(row: Row) -> Instance:
    """The example, for a split to be chosen."""
    if "target_scores" in row:
        scores = row["target_scores"]
        highest = max(scores.values(), default=0)
        best = [index for index, score in enumerate(scores.values()) if score == highest]
        return multiple_choice(row["input"], list(scores), best, TEST_SPLIT)
    if "target" in row:
        targets = row["target"] if isinstance(row["target"], list) else [row["target"]]
        return question_answer(row["input"], targets, TEST_SPLIT)
    raise misfit("target", "is missing, and so is 'target_scores'; an example needs one of them.", row.place)


@run_spec_function("big_bench")
def big_bench(task: str, subtask: str) -> RunSpec:
    folder = scenario_folder(BIGBenchScenario.name)
    settings = BIGBenchScenario.download_and_get_task(folder, task, subtask)
    graded = settings.get("metrics", [])
    names = [name for metric in graded for name in METRICS.get(metric, [])]
    return run_spec(
        f"big_bench:task={task},subtask={subtask}",
        scenario(BIGBenchScenario, task=task, subtask=subtask),
        _adapter_spec(settings, ADAPT_MULTIPLE_CHOICE_JOINT if MULTIPLE_CHOICE_GRADE in graded else ADAPT_GENERATION),
        get_basic_metric_specs(list(dict.fromkeys(names)) or METRICS["exact_str_match"]),
        groups=[f"big_bench_{task}"],
    )


def _adapter_spec(settings: Dict[str, Any], method: str) -> AdapterSpec:
    stop = settings.get("stop_string")
    return AdapterSpec(
        method=method,
        instructions=settings.get("task_prefix", ""),
        input_prefix=settings.get("example_input_prefix", "Question: "),
        output_prefix=settings.get("example_output_prefix", "Answer: "),
        stop_sequences=[stop] if stop else [],
        max_train_instances=5,
        max_tokens=64,
        temperature=0.0,
    )

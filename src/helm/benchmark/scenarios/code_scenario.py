"""HumanEval and APPS: programming problems whose solutions are judged by running tests. Nothing is run here.

Papers  HumanEval https://arxiv.org/abs/2107.03374, APPS https://arxiv.org/abs/2105.09938
Data    https://github.com/openai/human-eval; all -> test
        https://people.eecs.berkeley.edu/~hendrycks/APPS.tar.gz; train -> train, test -> test
Licence MIT, both
Size    1.3 GB (APPS), 45 kB (HumanEval)
"""

import io
import json
import sys
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional

from helm.benchmark.adaptation.common_adapter_specs import get_completion_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_code_metric_specs
from helm.benchmark.presentation.taxonomy_info import TaxonomyInfo
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import (
    CORRECT_TAG,
    TEST_SPLIT,
    TRAIN_SPLIT,
    Input,
    Instance,
    Output,
    Reference,
    Scenario,
    ScenarioMetadata,
)
from helm.benchmark.scenarios.shapes import one_of, run_spec, scenario
from helm.data import Archive, Row, Url, asking_for, data_error
from helm.data.place import numbered
from helm.data.readers import read_json

HUMANEVAL = "humaneval"
APPS = "apps"
DISPLAY_NAMES = {HUMANEVAL: "HumanEval (Code)", APPS: "APPS (Code)"}
MAIN_METRICS = {HUMANEVAL: "pass", APPS: "test_avg"}
STOP_SEQUENCES = {HUMANEVAL: ["\nclass", "\ndef", "\nif", "\nprint"], APPS: ["'''", "---", '"""', "\n\n\n"]}
NUM_EXAMPLES = {HUMANEVAL: 0, APPS: 2}

MAX_CHARACTERS = 150_000
"""Of a question, a starter code and a solution of APPS; what is longer is cut."""
MAX_DIGITS = 100_000
"""Of whole numbers in the tests of APPS."""


class CodeReference(Reference):
    """A right program, and what candidates are tested with.

    `test_cases` is no field of the dataclass: it is not written to files, nor compared.
    """

    test_cases: Optional[Dict[str, Any]]

    def __init__(self, test_cases: Optional[Dict[str, Any]] = None, **fields: Any):
        super().__init__(**fields)
        object.__setattr__(self, "test_cases", test_cases)


class CodeInstance(Instance):
    """A problem, and what is known of it.

    `metadata` is no field of the dataclass: it is not written to files, and copies made with other fields lack it.
    """

    metadata: Optional[Dict[str, Any]]

    def __init__(self, metadata: Optional[Dict[str, Any]] = None, **fields: Any):
        super().__init__(**fields)
        object.__setattr__(self, "metadata", metadata)


class CodeScenario(Scenario):
    """Descriptions of programs, with solutions and tests.

    Args:
        dataset: "humaneval" (complete a Python function) or "apps" (write a whole program).
    """

    name = "code"
    description = "Programs from their descriptions, judged by tests (Chen et al., 2021; Hendrycks et al., 2021)."
    tags = ["Reasoning", "Code Generation"]
    humaneval = Url("https://github.com/openai/human-eval/raw/master/data/HumanEval.jsonl.gz", "HumanEval.jsonl")
    apps = Archive("https://people.eecs.berkeley.edu/~hendrycks/APPS.tar.gz", "APPS", "{split}")
    apps_order = Url(
        "https://worksheets.codalab.org/rest/bundles/0x308e1062e2b7448bacc45b4c92af5a75/contents/blob/",
        "APPS/code_scenario_apps_pinned_file_order.json",
    )

    def __init__(self, dataset: str):
        super().__init__()
        self.dataset = one_of(dataset, DISPLAY_NAMES, "dataset")

    def get_instances(self, output_path: str) -> List[Instance]:
        with asking_for(type(self).__name__):
            return self._humaneval(output_path) if self.dataset == HUMANEVAL else self._apps(output_path)

    def _humaneval(self, output_path: str) -> List[Instance]:
        rows = numbered(_lines(self.humaneval.path(output_path)), self.humaneval.address)
        # Of rows for the same task, the last one counts, at the place of the first.
        problems = {row["task_id"]: row for row in rows}
        if not problems:
            raise data_error(f"{self.humaneval.address} has no rows.")
        return [_humaneval_instance(row) for row in problems.values()]

    def _apps(self, output_path: str) -> List[Instance]:
        # The tests hold whole numbers that Python would refuse to read otherwise.
        if hasattr(sys, "set_int_max_str_digits"):
            sys.set_int_max_str_digits(MAX_DIGITS)
        # The archive first: it makes the folder that the list of names is kept in.
        folders = {split: Path(self.apps.path(output_path, split)) for split in (TRAIN_SPLIT, TEST_SPLIT)}
        pinned = self.apps_order.json(output_path)
        instances = []
        for split, folder in folders.items():
            names = pinned.get(split) or sorted(path.name for path in folder.iterdir())
            found = [instance for name in names if (instance := _apps_instance(folder / name, split))]
            if not found:
                raise data_error(f"{folder} has no problem, a folder with question.txt and {REQUIRED_FILES[split]}.")
            instances += found
        return instances

    def get_metadata(self) -> ScenarioMetadata:
        return ScenarioMetadata(
            name=f"code_{self.dataset}",
            display_name=DISPLAY_NAMES[self.dataset],
            description=self.description,
            taxonomy=TaxonomyInfo(task="?", what="n/a", when="n/a", who="n/a", language="synthetic"),
            main_metric=MAIN_METRICS[self.dataset],
            main_split="test",
        )


def _lines(path: str) -> Iterator[Dict[str, Any]]:
    """The rows of a file of JSON lines, blank ones among them."""
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.isspace():
                try:
                    yield json.loads(line)
                except ValueError as error:
                    raise data_error(f"line {number} of {path} is not JSON ({error}).") from error


def _humaneval_instance(row: Row) -> Instance:
    return CodeInstance(
        input=Input(text=row["prompt"]),
        references=[_solution(row["canonical_solution"], row)],
        split=TEST_SPLIT,
    )


def _solution(program: str, test_cases: Dict[str, Any]) -> Reference:
    return CodeReference(output=Output(text=program), tags=[CORRECT_TAG], test_cases=test_cases)


REQUIRED_FILES = {TRAIN_SPLIT: "solutions.json", TEST_SPLIT: "input_output.json"}
"""What the folder of a problem must have beside the question; problems without it are left out."""


def _apps_instance(folder: Path, split: str) -> Optional[Instance]:
    """The problem in a folder; None if it lacks what its split needs."""
    question = folder / "question.txt"
    if not question.exists() or not (folder / REQUIRED_FILES[split]).exists():
        return None
    test_cases = {**_json(folder / "input_output.json", {}), "root": str(folder)}
    programs = [reindent(program)[:MAX_CHARACTERS] for program in _json(folder / "solutions.json", [])]
    return CodeInstance(
        input=Input(text=_apps_prompt(question, folder / "starter_code.py")),
        references=[_solution(program, test_cases) for program in programs or [""]],
        split=split,
        metadata=test_cases,
    )


def _apps_prompt(question: Path, starter: Path) -> str:
    call_based = starter.exists()
    starter_code = _text(starter) if call_based else ""
    answer_type = "\nUse Call-Based format\n" if call_based else "\nUse Standard Input format\n"
    return f"\nQUESTION:\n{_text(question)}\n{starter_code}\n{answer_type}\nANSWER in Python code:\n"


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")[:MAX_CHARACTERS]


def _json(path: Path, default: Any) -> Any:
    return read_json(str(path)) if path.exists() else default


def reindent(program: str) -> str:
    """The program with a tab for each level of indentation; its first indented line tells what a level is."""
    unit = ""
    lines = []
    for line in io.StringIO(program):
        line = line.rstrip("\r\n")
        unit = unit or _indentation(line)
        level = 0
        while unit and line.startswith(unit, level * len(unit)):
            level += 1
        lines.append("\t" * level + line[level * len(unit) :] + "\n")
    return "".join(lines)


def _indentation(line: str) -> str:
    """What a line is indented by, in tabs if it begins with one, else in spaces; nothing for a blank line."""
    width = len(line) - len(line.lstrip(" \t")) if line.strip() else 0
    return line[:1] * width


@run_spec_function("code")
def code(dataset: str, timeout: float = 3) -> RunSpec:
    dataset = one_of(dataset, DISPLAY_NAMES, "dataset")
    return run_spec(
        f"code:dataset={dataset}",
        scenario(CodeScenario, dataset=dataset),
        get_completion_adapter_spec(
            max_train_instances=NUM_EXAMPLES[dataset],
            temperature=0.2,
            max_tokens=600,
            stop_sequences=STOP_SEQUENCES[dataset],
        ),
        get_code_metric_specs(dataset, timeout),
        groups=[f"code_{dataset}"],
    )

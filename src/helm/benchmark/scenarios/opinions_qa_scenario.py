"""OpinionsQA: questions of US opinion polls, to see whose opinions a model has.

Paper   https://arxiv.org/abs/2303.17548
Data    https://worksheets.codalab.org/bundles/0xa6f81cc62d7d4ccb93031a72d2043669, of Pew's American Trends Panel;
        questions -> test, and for context=steer-qa, what a group of people answered -> train
"""

import ast
from dataclasses import replace
from pathlib import Path
from typing import Iterator, List

from helm.benchmark.adaptation.adapter_spec import ADAPT_MULTIPLE_CHOICE_JOINT
from helm.benchmark.adaptation.common_adapter_specs import get_multiple_choice_adapter_spec
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import TEST_SPLIT, TRAIN_SPLIT, Instance, Scenario
from helm.benchmark.scenarios.shapes import multiple_choice, one_of, run_spec, scenario
from helm.data import Row, Url, misfit

WAVES = (26, 27, 29, 32, 34, 36, 41, 42, 43, 45, 49, 50, 54, 82, 92)
PANEL = "Pew_American_Trends_Panel"
SURVEYS = [f"{PANEL}_W{wave}" for wave in WAVES] + [f"{PANEL}_disagreement_500"]
DEFAULT = "default"
STEER_QA = "steer-qa"
CONTEXTS = (DEFAULT, STEER_QA, "steer-bio", "steer-portray")


class OpinionsQAScenario(Scenario):
    """Questions with the options of the poll, none of which is right.

    Args:
        survey_type: One of SURVEYS.
        context: What steers the answers: nothing (default), an answered question (steer-qa), a description of a person
            (steer-bio) or the request to play one (steer-portray).
    """

    name = "opinions_qa"
    description = "Multiple-choice questions of US opinion polls (Santurkar et al., 2023)."
    tags = ["multiple_choice"]
    data = Url(
        "https://worksheets.codalab.org/rest/bundles/0xa6f81cc62d7d4ccb93031a72d2043669/contents/blob"
        "/model_input/{split}.csv",
        "data/{split}.csv",
        "tsv",
    )

    def __init__(self, survey_type: str, context: str):
        super().__init__()
        self.survey_type = one_of(survey_type, SURVEYS, "survey_type")
        self.context = one_of(context, CONTEXTS, "context")

    def get_instances(self, output_path: str) -> List[Instance]:
        return list(self._instances(output_path))

    def _instances(self, output_path: str) -> Iterator[Instance]:
        if self.context == STEER_QA:
            for row in self._rows(output_path, STEER_QA):
                options = _options(row)
                right = [index for index, option in enumerate(options) if option == row["correct"]]
                yield multiple_choice(row["question"], options, right, TRAIN_SPLIT)
        steering = self.context not in (DEFAULT, STEER_QA)
        contexts = [row["question"] for row in self._rows(output_path, self.context)] if steering else []
        for row in self._rows(output_path, self.survey_type):
            question = row["question"]
            prompts = [f"{context}\nQuestion: {question}\n" for context in contexts] if steering else [question]
            for prompt in prompts:
                yield multiple_choice(prompt, _options(row), [], TEST_SPLIT)

    def _rows(self, output_path: str, file: str) -> Iterator[Row]:
        """The rows of a file, which may also have been put into the output path itself."""
        placed = (Path(output_path) / f"{file}.csv").exists()
        source = replace(self.data, splits={file: file}, target="{split}.csv" if placed else self.data.target)
        return (row for _, row in source.rows(output_path))


def _options(row: Row) -> List[str]:
    """The options, which are written as a list in Python.

    Raises:
        DataError: it is no list of texts.
    """
    written = row["options"]
    try:
        options = ast.literal_eval(written)
    except (ValueError, SyntaxError, RecursionError):
        options = None
    if not isinstance(options, list) or not all(isinstance(option, str) for option in options):
        raise misfit("options", f"is {written!r}, but must be a list of texts such as ['Yes', 'No'].", row.place)
    return options


@run_spec_function("opinions_qa")
def opinions_qa(
    survey_type: str,
    num_logprobs: int,
    context: str = DEFAULT,
    num_train_trials: int = 1,
    method: str = ADAPT_MULTIPLE_CHOICE_JOINT,
) -> RunSpec:
    return run_spec(
        f"opinions_qa:survey={survey_type},num_logprobs={num_logprobs},context={context},"
        f"num_train_trials={num_train_trials}",
        scenario(OpinionsQAScenario, survey_type=survey_type, context=context),
        get_multiple_choice_adapter_spec(
            method=method,
            instructions="",
            input_noun="Question",
            output_noun="Answer",
            max_train_instances=0 if context == DEFAULT else 1,
            num_outputs=int(num_logprobs),
            # Without sampling, each trial shows the next one of the answered questions.
            num_train_trials=int(num_train_trials),
            sample_train=False,
        ),
        [],
        groups=["opinions_qa"],
    )

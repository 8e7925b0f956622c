"""LexGLUE: seven tasks of understanding legal texts, of European and US law, contracts and terms of service.

Paper   https://arxiv.org/abs/2110.00976
Data    lex_glue on the hub; train -> train, validation -> valid, test -> test
Licence CC BY 4.0
"""

from random import Random
from typing import Iterator, List

from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.legal_tasks import (
    SPLITS,
    LabelledText,
    LegalTask,
    LegalTasksScenario,
    TaskType,
    labelled_instance,
    legal_run_spec,
    occurring_labels,
)
from helm.benchmark.scenarios.scenario import (
    Instance,
    ScenarioMetadata,
)
from helm.benchmark.scenarios.shapes import one_of, option_index, scenario
from helm.data import HubDataset, Row

TASKS = {
    "ecthr_a": LegalTask(
        TaskType.MLTC,
        max_train_instances=1,
        max_tokens=20,
        instructions=(
            "In this task, you are given the facts from a case heard at the European Court of Human Rights (ECtHR). "
            "Predict the articles of the ECtHR that were violated (if any) out of the following: 0: Article 2, 1: "
            "Article 3, 2: Article 5, 3: Article 6, 4: Article 8, 5: Article 9, 6: Article 10, 7: Article 11, 8: "
            "Article 14, 9: Article 1 of Protocol 1."
        ),
    ),
    "ecthr_b": LegalTask(
        TaskType.MLTC,
        max_train_instances=1,
        max_tokens=20,
        instructions=(
            "In this task, you are given the facts from a case heard at the European Court of Human Rights (ECtHR). "
            "Predict the articles of ECtHR that were allegedly violated (considered by the court) out of the "
            "following:0: Article 2, 1: Article 3, 2: Article 5, 3: Article 6, 4: Article 8, 5: Article 9, 6: Article "
            "10, 7: Article 11, 8: Article 14, 9: Article 1 of Protocol 1."
        ),
    ),
    "scotus": LegalTask(
        TaskType.SLTC,
        max_train_instances=1,
        max_tokens=5,
        instructions=(
            "In this task, you are given a case heard at the Supreme Court of the United States (SCOTUS). Predict the "
            "relevant issue area out of the following: 0: Criminal Procedure, 1: Civil Rights, 2: First Amendment, 3: "
            "Due Process, 4: Privacy, 5: Attorneys, 6: Unions, 7: Economic Activity, 8: Judicial Power, 9: "
            "Federalism, 10: Interstate Relations, 11: Federal Taxation, 12: Miscellaneous, 13: Private Action."
        ),
    ),
    "eurlex": LegalTask(
        TaskType.MLTC,
        max_train_instances=5,
        max_tokens=20,
        instructions=(
            "In this task, you are given an EU law document published in the EUR-Lex portal. Predict the relevant "
            "EuroVoc concepts."
        ),
    ),
    "ledgar": LegalTask(
        TaskType.SLTC,
        max_train_instances=5,
        max_tokens=20,
        instructions=(
            "In this task, you are given a contract provision from contracts obtained from US Securities and Exchange "
            "Commission (SEC) filings.Predict the main topic. "
        ),
    ),
    "unfair_tos": LegalTask(
        TaskType.MLTC,
        max_train_instances=5,
        max_tokens=20,
        instructions=(
            "In this task, you are given a sentence from a Terms of Service (ToS) document from online platforms. "
            "Predict the types of unfair contractual terms out of the following: 0: Limitation of liability, 1: "
            "Unilateral termination, 2: Unilateral change, 3: Content removal, 4: Contract by using, 5: Choice of "
            "law, 6: Jurisdiction, 7: Arbitration."
        ),
    ),
    "case_hold": LegalTask(
        TaskType.QA,
        max_train_instances=5,
        max_tokens=5,
        instructions=(
            "In this task, you are given an excerpt from a court decision, containing a reference to a particular "
            "case, while the holding statement is masked out. Predict the index of the holding statement fitting in "
            "the context at <HOLDING> from a selection of five choices."
        ),
    ),
}


class LexGLUEScenario(LegalTasksScenario):
    """A text; some wrong labels and then all right ones. Of tasks with several labels a text, labels are numbers.

    Args:
        subset: A key of TASKS; "all" for all of them, one after the other.
    """

    name = "lex_glue"
    description = "Seven tasks of classifying legal texts in English (Chalkidis et al., 2022)."
    tasks = TASKS
    tags = ["single_label_text_classification", "multi_label_text_classification", "question_answering"]
    data = HubDataset("lex_glue", splits=SPLITS)
    metadata = ScenarioMetadata(
        name=name,
        display_name="LexGLUE",
        description=description,
        main_metric="classification_macro_f1",
        main_split="test",
    )

    def _of_subset(self, subset: str, rng: Random, output_path: str) -> Iterator[Instance]:
        data = self.data.with_config(subset)
        names = [] if TASKS[subset].has_several_labels else data.label_names("label")
        texts = [_labelled(row, subset, names, split) for split, row in data.rows(output_path)]
        classes = names or occurring_labels(texts)
        return (labelled_instance(rng, text, classes) for text in texts)


def _labelled(row: Row, subset: str, names: List[str], split: str) -> LabelledText:
    if TASKS[subset].has_several_labels:
        text = row["text"] if isinstance(row["text"], str) else " ".join(row["text"])
        return LabelledText(split, text, [str(label) for label in row["labels"]])
    label = names[option_index(row["label"], range(len(names)), "label")]
    return LabelledText(split, _question(row) if TASKS[subset].type == TaskType.QA else row["text"], [label])


def _question(row: Row) -> str:
    """An excerpt of a decision and the holdings that may fit in."""
    return " ".join([row["context"], "Holdings:", *(f"{number}: {text}" for number, text in enumerate(row["endings"]))])


@run_spec_function("lex_glue")
def lex_glue(subset: str) -> RunSpec:
    return legal_run_spec(
        "lex_glue", subset, TASKS[one_of(subset, TASKS, "subset")], scenario(LexGLUEScenario, subset=subset)
    )

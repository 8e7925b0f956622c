"""Published judgements of particular summaries, by people and by QAFactEval (Fabbri et al. 2022).

They were collected in 2022 of the models of that time, and hold only for the very summaries that were judged.
"""

import os
from collections import defaultdict
from functools import lru_cache
from statistics import mean
from typing import Any, Dict, List, Mapping, Optional, Tuple

from helm.benchmark.metrics.not_computed import NotComputedError
from helm.common.plain_pickle import PlainPickleError, load_plain_pickle
from helm.data import data_error, ensure_file_downloaded, read_rows

_FOLDER = "crfm-helm-public/source_datasets/metrics/summarization_metrics"
_QAFACTEVAL_URL = f"https://storage.googleapis.com/{_FOLDER}/qafacteval.pk"
_HUMAN_URL = f"https://storage.cloud.google.com/{_FOLDER}"
_SHOTS = (0, 5)
ASPECTS = ("faithfulness", "relevance", "coherence")

Judged = Tuple[str, str, str, str]
"""Aspect, model, instance id and summary."""


def _judgements_of_row(row: Mapping[str, Any]) -> Dict[str, Optional[float]]:
    """What one person said of one summary; grades go from 1 to 5."""
    return {
        "faithfulness": float(_is_true(row["Answer.consistency.consistent"])),
        "relevance": _chosen(row, "Answer.relevance.rel_"),
        "coherence": _chosen(row, "Answer.coherence.cohere_"),
    }


def _is_true(cell: Any) -> bool:
    return str(cell).strip().lower() == "true"


def _chosen(row: Mapping[str, Any], prefix: str) -> Optional[float]:
    return next((float(grade) for grade in range(1, 6) if _is_true(row[f"{prefix}{grade}"])), None)


@lru_cache(maxsize=2)
def human_judgements(dataset: str, folder: str) -> Mapping[Judged, float]:
    """The mean judgement of each summary of `cnndm` or `xsum`; the tables are kept in `folder`.

    Raises:
        DataError: they cannot be had.
    """
    grades: Dict[Judged, List[float]] = defaultdict(list)
    for shots in _SHOTS:
        name = f"{dataset}_{shots}shots.csv"
        path = os.path.join(folder, name)
        ensure_file_downloaded(f"{_HUMAN_URL}/{name}", path)
        for row in read_rows(path):
            for aspect, grade in _judgements_of_row(row).items():
                if grade is not None:
                    judged = (aspect, row["Input.model_name"], row["Input.id"], row["Input.output_text"])
                    grades[judged].append(grade)
    return {judged: mean(each) for judged, each in grades.items()}


def find_human_judgements(
    judgements: Mapping[Judged, float], deployment: str, instance_id: str, summary: str
) -> Dict[str, float]:
    """The aspects of a summary that were judged, up to the first that was not.

    Raises:
        NotComputedError: no summary of this model was judged.
    """
    model = deployment.replace("/", "_")
    if all(judged[1] != model for judged in judgements):
        raise NotComputedError(f"People judged no summaries of {deployment}.")
    found = {}
    for aspect in ASPECTS:
        grade = judgements.get((aspect, model, instance_id, summary))
        if grade is None:
            break
        found[f"HumanEval-{aspect}"] = grade
    return found


@lru_cache(maxsize=1)
def qafacteval_scores(folder: str) -> Mapping[str, Mapping[str, Mapping[Tuple[str, str], float]]]:
    """Task -> deployment -> (instance id, summary) -> score; the file is kept in `folder`.

    Raises:
        DataError: it cannot be had, or is not plain data.
    """
    path = os.path.join(folder, "qafacteval.pk")
    ensure_file_downloaded(_QAFACTEVAL_URL, path)
    with open(path, "rb") as stream:
        try:
            scores: Mapping[str, Mapping[str, Mapping[Tuple[str, str], float]]] = load_plain_pickle(stream)
        except PlainPickleError as error:
            raise data_error(f"{_QAFACTEVAL_URL} is not a pickle of plain data ({error}).") from error
    return scores


def find_qafacteval(folder: str, task: str, deployment: str, instance_id: str, summary: str) -> Dict[str, float]:
    """The score of a summary, if it has one.

    Raises:
        NotComputedError: no summary of this model for this task has.
    """
    scores = qafacteval_scores(folder).get(task, {}).get(deployment)
    if scores is None:
        raise NotComputedError(f"QAFactEval scores are published for no summaries of {task!r} by {deployment}.")
    score = scores.get((instance_id, summary))
    return {} if score is None else {"QAFactEval": score}

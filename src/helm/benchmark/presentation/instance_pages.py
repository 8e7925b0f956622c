"""The instances of a run in pages, so that a page of the site loads as many as it shows (docs/design/site_files.md)."""

import os
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Sequence

import msgspec

from helm.benchmark.outcomes import WORST_LAST
from helm.benchmark.presentation.display_files import PREDICTIONS_FILE, REQUESTS_FILE, ShownRow, instances_of
from helm.benchmark.presentation.instance_scores import InstanceScores
from helm.benchmark.presentation.json_files import write_compact
from helm.benchmark.run_folder import SCENARIO_STATE_FILE

VERSION = 1
FOLDER = "display_instances"
INDEX_FILE = "index.json"

_MAX_ROWS = 50
_MAX_BYTES = 250_000


def write_instance_pages(
    run_path: str, rows: List[ShownRow], scores: InstanceScores, main_metric: Optional[str]
) -> None:
    """Write index, pages and metrics of a run whose display files are there."""
    folder = Path(run_path, FOLDER)
    folder.mkdir(exist_ok=True)
    starts: List[int] = []
    for number, page in enumerate(_pages(run_path, rows)):
        write_compact(folder / f"page-{number}.json", {"rows": page})
        starts.append((starts[-1] if starts else 0) + len(page))
    _remove_pages(folder, len(starts))
    columns = {name: _of_rows(rows, scores, name) for name in scores.columns}
    main = columns.get(main_metric or "", [None] * len(rows))
    write_compact(folder / "metrics.json", {"metrics": columns})
    write_compact(folder / INDEX_FILE, _index(run_path, rows, [0, *starts[:-1]], list(columns), main_metric, main))


def _pages(run_path: str, rows: List[ShownRow]) -> Iterator[List[msgspec.Raw]]:
    """The rows of each page, as JSON."""
    page: List[msgspec.Raw] = []
    size = 0
    with open(os.path.join(run_path, PREDICTIONS_FILE), "rb") as predictions:
        for row, instance in zip(rows, instances_of(run_path, rows)):
            texts = []
            for answer in row.answers:
                predictions.seek(answer.prediction.start)
                text = predictions.read(answer.prediction.end - answer.prediction.start)
                places: Dict[str, Any] = {"outcome": answer.outcome, "request": answer.request}
                if answer.state is not None:
                    places["state"] = answer.state
                texts.append(text[:-1] + b"," + msgspec.json.encode(places)[1:])
            content = b'{"instance":' + instance + b',"predictions":[' + b",".join(texts) + b"]}"
            if page and (len(page) == _MAX_ROWS or size + len(content) > _MAX_BYTES):
                yield page
                page, size = [], 0
            page.append(msgspec.Raw(content))
            size += len(content)
    if page:
        yield page


def _remove_pages(folder: Path, first: int) -> None:
    """Remove pages that an earlier, longer version of the run left."""
    number = first
    while (folder / f"page-{number}.json").exists():
        (folder / f"page-{number}.json").unlink()
        number += 1


def _of_rows(rows: Sequence[ShownRow], scores: InstanceScores, metric: str) -> List[Optional[float]]:
    """A metric's means in the order of the rows that are shown."""
    means = scores.row_means(metric)
    numbers = (scores.rows.get(row.key) for row in rows)
    return [None if number is None else means[number] for number in numbers]


def _index(
    run_path: str,
    rows: List[ShownRow],
    page_starts: List[int],
    metrics: List[str],
    main_metric: Optional[str],
    scores: List[Optional[float]],
) -> Dict[str, Any]:
    outcomes = [max((answer.outcome for answer in row.answers), key=WORST_LAST.index) for row in rows]
    splits, perturbations = _Numbering(), _Numbering()
    return {
        "version": VERSION,
        "num_rows": len(rows),
        "page_starts": page_starts if rows else [],
        "main_metric": main_metric,
        "metrics": metrics,
        "instance_id": [row.key.instance_id for row in rows],
        "split": [splits.number(row.split) for row in rows],
        "perturbation": [perturbations.number(row.key.perturbation) for row in rows],
        "outcome": [WORST_LAST.index(outcome) for outcome in outcomes],
        "score": scores,
        "splits": splits.values,
        "perturbations": [msgspec.Raw(text.encode()) for text in perturbations.values],
        "outcomes": WORST_LAST,
        "request_file_size": os.path.getsize(os.path.join(run_path, REQUESTS_FILE)),
        "state_file_size": os.path.getsize(os.path.join(run_path, SCENARIO_STATE_FILE)),
    }


class _Numbering:
    """Numbers values in order of first appearance."""

    def __init__(self) -> None:
        self._numbers: Dict[str, int] = {}

    def number(self, value: Optional[str]) -> Optional[int]:
        return None if value is None else self._numbers.setdefault(value, len(self._numbers))

    @property
    def values(self) -> List[str]:
        return list(self._numbers)

"""The site of ToRR (table reasoning and robustness), where a model answers each question in several wordings."""

import os
from collections import defaultdict
from typing import Dict, List, Optional, Tuple

from helm.benchmark.presentation.group_table import BuiltTable
from helm.benchmark.presentation.group_tables import GroupTables
from helm.benchmark.presentation.json_files import read_json
from helm.benchmark.presentation.schema import RunGroup
from helm.benchmark.presentation.score_files import SCORES_FILE, ScoreFile
from helm.benchmark.presentation.suite_runs import Run
from helm.benchmark.presentation.summarizer import Summarizer
from helm.benchmark.presentation.table import Cell, HeaderCell


def robustness(scores: List[Dict[Tuple[str, ...], float]]) -> Optional[float]:
    """How little the scores of instances change from run to run: the mean of 1 - (max - min), or None.

    Args:
        scores: of each run, instance -> score.
    """
    by_instance: Dict[Tuple[str, ...], List[float]] = defaultdict(list)
    for run_scores in scores:
        for instance, score in run_scores.items():
            by_instance[instance].append(score)
    if not by_instance:
        return None
    return sum(1 - (max(values) - min(values)) for values in by_instance.values()) / len(by_instance)


class ToRRRobustnessSummarizer(Summarizer):
    """Adds a column `robustness` to each table."""

    def tables_of(self, group: RunGroup, tables: GroupTables) -> List[BuiltTable]:
        """The tables with robustness behind the model."""
        built = tables.of(group)
        for one in built:
            one.table.header.insert(
                1, HeaderCell("robustness", description="How little scores change with wording.", lower_is_better=False)
            )
            for cells, runs in zip(one.table.rows, one.runs):
                cells.insert(1, Cell(robustness([self._scores(run) for run in runs])))
        return built

    def _scores(self, run: Run) -> Dict[Tuple[str, ...], float]:
        """Groups of the run and id of an instance -> its score by the main metric."""
        if not self.digests[run.run_path].has_scores:
            return {}
        file = read_json(os.path.join(run.run_path, SCORES_FILE), ScoreFile)
        return {(*run.run_spec.groups, instance_id): score for instance_id, score in file.originals.items()}

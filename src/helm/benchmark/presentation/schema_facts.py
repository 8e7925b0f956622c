"""What a site's schema tells beside what is in its file: the adapter's fields, and each run's main metric."""

import ast
import inspect
from typing import Dict, List, Optional, Tuple

from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.presentation.schema import Field, MetricNameMatcher, Schema
from helm.benchmark.presentation.stat_lookup import find_stat
from helm.benchmark.presentation.suite_runs import Run
from helm.benchmark.run_report import FALLBACK_METRICS
from helm.benchmark.scenarios.scenario import EVAL_SPLITS


def adapter_fields() -> List[Field]:
    """Name and explanation of each field of an adapter spec: the docstrings after them in the source."""
    body = ast.parse(inspect.getsource(AdapterSpec)).body[0]
    assert isinstance(body, ast.ClassDef)
    fields: List[Field] = []
    for statement, following in zip(body.body, body.body[1:]):
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            text = following.value if isinstance(following, ast.Expr) else None
            description = inspect.cleandoc(str(text.value)) if isinstance(text, ast.Constant) else None
            fields.append(Field(statement.target.id, description=description))
    return fields


def main_metric(schema: Schema, run: Run) -> Optional[Tuple[str, Optional[str]]]:
    """Name and split of the metric that sums a run up, or None.

    It is the first that was computed of: those that its run groups name, the usual ones, those of the schema that
    have a better and a worse.
    """
    ordered = [metric.name for metric in schema.metrics if metric.lower_is_better is not None]
    for matcher in [*_declared(schema, run), *_on_all_splits([*FALLBACK_METRICS, *ordered])]:
        stat = find_stat(run, matcher)
        if stat is not None and stat.mean is not None:
            return stat.name.name, stat.name.split
    return None


def _declared(schema: Schema, run: Run) -> List[MetricNameMatcher]:
    groups = [schema.name_to_run_group[name] for name in run.run_spec.groups if name in schema.name_to_run_group]
    environments: List[Dict[str, str]] = [group.environment for group in groups]
    return [
        MetricNameMatcher(environment["main_name"], environment["main_split"])
        for environment in environments
        if "main_name" in environment and "main_split" in environment
    ]


def _on_all_splits(names: List[str]) -> List[MetricNameMatcher]:
    return [MetricNameMatcher(name, split) for name in names for split in EVAL_SPLITS[::-1]]

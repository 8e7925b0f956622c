"""Scores of single answers, from the tables in `answers/`: one file a metric.

A file has the metric's class below `helm.benchmark.metrics` and its arguments, and cases: `text` (or `texts`) is what
the model answered; `right` and `wrong` are references, or `references` are pairs of text and tags; `expected` are the
values of the stats, none for a stat without a value.
"""

import json
from pathlib import Path

import pytest
from metric_states import instance, scenario_state, state

from helm.benchmark.metrics.metric import MetricSpec, create_metric
from helm.benchmark.scenarios.scenario import Output, Reference

FOLDER = Path(__file__).parent / "answers"


def all_cases():
    for path in sorted(FOLDER.glob("*.json")):
        table = json.loads(path.read_text(encoding="utf-8"))
        for number, case in enumerate(table["cases"], 1):
            yield pytest.param(table, case, id=f"{path.stem} {number}")


def make_state(case):
    fields = {"extra_data": case["extra_data"]} if "extra_data" in case else {}
    if "references" in case:
        fields["references"] = [Reference(Output(text), tags) for text, tags in case["references"]]
    one = instance(case.get("input", "question"), case.get("right", ()), case.get("wrong", ()), **fields)
    return state(one, *case.get("texts", [case.get("text", "")]), annotations=case.get("annotations"))


@pytest.mark.parametrize(("table", "case"), list(all_cases()))
def test_scores(table, case, punkt):
    for package in table.get("needs", []):
        pytest.importorskip(package)
    metric = create_metric(MetricSpec(f"helm.benchmark.metrics.{table['metric']}", table.get("args", {})))
    evaluated = metric.evaluate(scenario_state(make_state(case)), None, "", 1)
    found = {stat.name.name: stat.mean for one in evaluated.per_instance_stats for stat in one.stats}
    assert found == {
        name: pytest.approx(value, rel=1e-9) if isinstance(value, float) else value
        for name, value in case["expected"].items()
    }
    assert metric.not_computed == {}

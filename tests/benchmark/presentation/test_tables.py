"""Win rates, means, emphasis, labels of rows, and the formats of tables."""

import csv
import io

import pytest

from helm.benchmark.augmentations.perturbation_description import PerturbationDescription
from helm.benchmark.metrics.metric_name import MetricName
from helm.benchmark.metrics.statistic import Stat
from helm.benchmark.presentation.aggregates import add_aggregates, embolden_best, win_rates
from helm.benchmark.presentation.schema import MetricNameMatcher
from helm.benchmark.presentation.stat_lookup import find_stat
from helm.benchmark.presentation.suite_runs import Run
from helm.benchmark.presentation.table import Cell, HeaderCell, Table
from helm.benchmark.presentation.table_files import safe_file_name
from helm.benchmark.presentation.table_formats import table_to_csv, table_to_latex
from helm.benchmark.presentation.table_rows import unique_simplification
from helm.benchmark.presentation.torr_robustness_summarizer import robustness


@pytest.mark.parametrize(
    "values, lower_is_better, expected",
    [
        ([1, 2, 3], False, [0, 0.5, 1]),
        ([1, 2, 3], True, [1, 0.5, 0]),
        ([1, 1, 0], False, [0.75, 0.75, 0]),
        ([1, None, 0], False, [1, None, 0]),
        ([1, None], False, [None, None]),
        ([], False, []),
    ],
)
def test_win_rates(values, lower_is_better, expected):
    assert win_rates(values, lower_is_better) == expected


def table(*columns, directions):
    """A table with models a, b, ... and these columns."""
    header = [HeaderCell("Model"), *(HeaderCell(f"c{i}", lower_is_better=d) for i, d in enumerate(directions))]
    rows = [[Cell("abc"[i]), *(Cell(value) for value in row)] for i, row in enumerate(zip(*columns))]
    return Table("T", header, rows)


def values(one):
    return [[cell.value for cell in row] for row in one.rows]


def test_mean_win_rate_is_over_columns_with_an_order():
    one = table([1, 2], [3, 1], [9, 0], directions=[False, True, None])
    add_aggregates(one, ["win_rate"])
    assert values(one) == [["a", 0.0, 1, 3, 9], ["b", 1.0, 2, 1, 0]]
    assert one.header[1].lower_is_better is False


def test_mean_scores_leave_missing_values_out_and_come_in_the_order_asked_for():
    one = table([1.0, None], [3.0, 1.0], directions=[False, False])
    add_aggregates(one, ["mean", "win_rate"])
    assert [cell.value for cell in one.header[:3]] == ["Model", "Mean score", "Mean win rate"]
    assert values(one) == [["a", 2.0, 1.0, 1.0, 3.0], ["b", 1.0, 0.0, None, 1.0]]


def test_there_is_no_mean_of_columns_with_different_orders():
    one = table([1.0], [3.0], directions=[False, True])
    add_aggregates(one, ["mean"])
    assert [cell.value for cell in one.header] == ["Model", "c0", "c1"]


def test_all_best_values_are_bold():
    one = table([1, 1], [1, 2], [None, None], directions=[False, None, True])
    embolden_best(one)
    assert [[cell.style for cell in row[1:]] for row in one.rows] == [[{"font-weight": "bold"}, None, None]] * 2


def test_latex_leaves_empty_columns_out_and_escapes_percent_signs():
    one = table([0.5, None], [None, None], directions=[False, False])
    one.rows[0][0].value = "50% a"
    lines = table_to_latex(one, "Results for t (g)").splitlines()
    assert lines[2] == r"\begin{tabular}{lr}"
    assert lines[4] == r"Model & c0 \\"
    assert lines[6:8] == [r"50\% a & 0.5 \\", r"b &  \\"]
    assert lines[-2] == r"\label{fig:t (g)}"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1"])
def test_csv_has_no_formulas(text):
    one = table([-0.5], directions=[False])
    one.rows[0][0].value = text
    _, row = csv.reader(io.StringIO(table_to_csv(one)))
    assert row == ["'" + text, "-0.5"]


@pytest.mark.parametrize(
    "items, expected",
    [
        ([{"model": "a", "x": 1}], [{}]),
        ([{"model": "a", "x": 1}, {"model": "b", "x": 2}], [{"model": "a"}, {"model": "b"}]),
        ([{"model": "a", "x": 1}, {"model": "a", "x": 2}], [{"x": 1}, {"x": 2}]),
        (
            [{"model": "a", "x": 1, "y": 0}, {"model": "a", "x": 2, "y": 0}, {"model": "b", "x": 1, "y": 0}],
            [{"model": "a", "x": 1}, {"model": "a", "x": 2}, {"model": "b", "x": 1}],
        ),
        ([{"x": [1]}, {}], [{"x": [1]}, {}]),
    ],
)
def test_rows_are_told_apart_by_as_little_as_possible(items, expected):
    assert unique_simplification(items, ["model"]) == expected


WORST = PerturbationDescription("typos", computed_on="worst")
SEEN = PerturbationDescription("typos", computed_on="perturbed")


def run_with(*names):
    stats = {}
    for index, name in enumerate(names):
        stats.setdefault(name.name, []).append(Stat(name).add(float(index)))
    return Run("path", "suite", None, stats)


@pytest.mark.parametrize(
    "matcher, expected",
    [
        (MetricNameMatcher("f1", "test"), [0, 1]),
        (MetricNameMatcher("f1", "test", sub_split="easy"), [1]),
        (MetricNameMatcher("f1", "valid"), [2]),
        (MetricNameMatcher("f1", "__all__"), [0, 1, 2]),
        (MetricNameMatcher("f1", "test", perturbation_name="typos"), [3]),
        (MetricNameMatcher("f1", "test", perturbation_name="__all__"), [0, 1, 3]),
        (MetricNameMatcher("f1", "train"), None),
        (MetricNameMatcher("quasi_exact_match", "test"), [5]),
    ],
)
def test_which_stats_a_matcher_means(matcher, expected):
    run = run_with(
        MetricName("f1", "test"),
        MetricName("f1", "test", sub_split="easy"),
        MetricName("f1", "valid"),
        MetricName("f1", "test", perturbation=WORST),
        MetricName("f1", "test", perturbation=SEEN),
        MetricName("exact_match", "test"),
    )
    stat = find_stat(run, matcher)
    assert (stat and stat.sum) == (expected and sum(expected))
    assert (stat and stat.count) == (expected and len(expected))


def test_names_of_files_stay_in_their_folder_and_are_not_too_long():
    assert safe_file_name("a/../b\\c") == "a_.._b_c"
    long = safe_file_name("é" * 300)
    assert len(long.encode()) <= 200
    assert long != safe_file_name("é" * 301)


def test_robustness_is_how_little_scores_change():
    runs = [{("q", "id0"): 1.0, ("q", "id1"): 0.5}, {("q", "id0"): 0.0, ("q", "id1"): 0.5}]
    assert robustness(runs) == 0.5
    assert robustness([{}, {}]) is None

"""From run folders to the files of a site, as a user meets it."""

import csv
import json
import os

import pytest

from helm.benchmark.presentation.summarize import Summarizer, main
from helm.benchmark.presentation.torr_robustness_summarizer import ToRRRobustnessSummarizer


def values(table):
    return [[cell.get("value") for cell in row] for row in table["rows"]]


def test_tables_of_a_group_of_groups(two_models):
    two_models.summarize()
    accuracy, robustness, size = two_models.read("groups", "all.json")
    assert [cell["value"] for cell in accuracy["header"]] == ["Model", "Mean win rate", "Quiz - EM", "Sums - EM"]
    assert values(accuracy) == [["a/one", 0.5, 0.75, 0.5], ["b/two", 0.5, 0.25, 1.0]]
    assert accuracy["rows"][0][2]["style"] == {"font-weight": "bold"}
    assert accuracy["rows"][0][2]["run_spec_names"] == ["quiz:model=a_one"]
    assert values(robustness) == [["a/one", None, None], ["b/two", None, None]]
    assert [cell["value"] for cell in size["header"]] == ["Model", "Quiz - # eval", "Sums - # eval"]
    assert accuracy["links"][0]["href"].endswith(os.path.join("groups", "latex", "all_accuracy.tex"))


def test_each_table_has_files_of_its_own(two_models):
    two_models.summarize()
    assert two_models.read("groups", "json", "all_accuracy.json") == two_models.read("groups", "all.json")[0]
    latex = (two_models.path / "groups" / "latex" / "all_accuracy.tex").read_text()
    assert "a/one & 0.5 & 0.75 & 0.5 \\\\" in latex
    with open(two_models.path / "groups" / "csv" / "all_accuracy.csv", newline="") as file:
        assert list(csv.reader(file))[1] == ["a/one", "0.5", "0.75", "0.5"]


def test_intervals_have_the_shape_of_the_tables(two_models):
    two_models.summarize()
    tables, intervals = two_models.read("groups", "all.json"), two_models.read("groups", "intervals", "all.json")
    assert [one["name"] for one in intervals] == [table["name"] for table in tables]
    assert [[len(row) for row in one["rows"]] for one in intervals] == [[len(r) for r in t["rows"]] for t in tables]
    row = intervals[0]["rows"][0]
    assert row[0] is None
    assert row[1][0] < 0.5 < row[1][1]
    assert row[2] == pytest.approx([0.3006, 0.9544, 0.2165, 4], abs=1e-3)


def test_models_are_compared_in_pairs(two_models):
    two_models.summarize()
    comparison = two_models.read("groups", "comparisons", "quiz.json")
    assert [row["mean"] for row in comparison["rows"]] == [0.75, 0.25]
    ((a, b, difference, low, high, p_value, n, test),) = comparison["pairs"]
    assert (a, b, difference, p_value, n, test) == (0, 1, 0.5, 0.5, 4, "mcnemar")
    assert low < 0.5 < high


def test_the_index_of_runs(two_models):
    two_models.write("sums:model=b_two", outcomes={"scored": 1, "error": 1})
    two_models.summarize()
    first, *_, last = two_models.read("run_index.json")["runs"]
    assert first["main_metric"]["mean"] == 0.75
    assert first["main_metric"]["n"] == first["num_instances"] == 4
    assert first["outcomes"]["scored"] == 4
    assert last["outcomes"] == {"scored": 1, "truncated": 0, "unparsed": 0, "refused": 0, "error": 1}
    assert first["has_pages"] and first["has_scores"]


def test_what_the_schema_does_not_have_is_shown_under_other(suite):
    suite.add("new:model=m", "m", [1.0], ["new_group"])
    path = suite.add("quiz:model=m", "m", [1.0], ["quiz"])
    stats = json.loads((path / "stats.json").read_text())
    stats.append({**stats[0], "name": {"name": "my_score", "split": "test"}, "mean": 0.25, "sum": 0.25})
    suite.write("quiz:model=m", stats=stats)
    suite.summarize()
    new, quiz = suite.read("other.json")["groups"]
    assert (new["name"], new["reason"]) == ("new_group", "group_not_in_schema")
    assert "new_group" in new["hint"] and "schema.yaml" in new["hint"]
    assert values(new["tables"][0]) == [["m", 1.0, 1.0]]
    assert (quiz["name"], quiz["reason"]) == ("quiz", "metrics_not_in_schema")
    assert [cell["value"] for cell in quiz["tables"][0]["header"]] == ["Model", "my_score"]


def test_nothing_is_written_again_when_nothing_has_changed(two_models):
    two_models.summarize()
    before = {path: path.stat().st_mtime_ns for path in two_models.root.rglob("*") if path.is_file()}
    two_models.summarize()
    changed = {path.name for path, time in before.items() if path.stat().st_mtime_ns != time}
    assert changed <= {"summary.json", "summarize.log"}


def test_only_what_has_changed_is_worked_on_again(two_models):
    two_models.summarize()
    files = {
        run: two_models.path / run / "display_predictions.json" for run in ("quiz:model=a_one", "sums:model=a_one")
    }
    before = {run: path.stat().st_mtime_ns for run, path in files.items()}
    two_models.add("quiz:model=a_one", "a/one", [0, 0, 0, 0, 1], ["quiz"])
    two_models.summarize()
    assert files["quiz:model=a_one"].stat().st_mtime_ns > before["quiz:model=a_one"]
    assert files["sums:model=a_one"].stat().st_mtime_ns == before["sums:model=a_one"]
    assert two_models.read("groups", "all.json")[0]["rows"][0][2]["value"] == 0.2
    assert two_models.read("groups", "intervals", "all.json")[0]["rows"][0][2][3] == 5


@pytest.mark.parametrize("lost", ["groups/all.json", "quiz:model=a_one/instances.json", "summarize_cache.json"])
def test_lost_files_are_made_again(two_models, lost):
    two_models.summarize()
    before = (two_models.path / lost).read_bytes()
    (two_models.path / lost).unlink()
    two_models.summarize()
    assert lost == "summarize_cache.json" or (two_models.path / lost).read_bytes() == before
    assert (two_models.path / lost).exists()


def test_a_changed_schema_changes_the_site(two_models):
    two_models.summarize()
    schema = two_models.root / "schema.yaml"
    schema.write_text(schema.read_text().replace("short_display_name: EM", "short_display_name: Right"))
    two_models.summarize()
    assert two_models.read("groups", "all.json")[0]["header"][2]["value"] == "Quiz - Right"


@pytest.mark.parametrize(
    "file, text, reason",
    [
        ("run_spec.json", None, "it has no run_spec.json"),
        ("stats.json", None, "it has no stats.json"),
        ("stats.json", '[{"name": {', "stats.json is broken"),
        ("stats.json", '[{"count": 1}]', "stats.json is broken"),
        ("run_spec.json", '{"name": "x"}', "run_spec.json is broken"),
        ("run_spec.json", "", "run_spec.json is broken"),
    ],
)
def test_a_broken_run_is_left_out(two_models, capsys, file, text, reason):
    broken = two_models.path / "quiz:model=b_two" / file
    broken.unlink() if text is None else broken.write_text(text)
    two_models.summarize()
    (skipped,) = two_models.read("skipped_runs.json")
    assert skipped["folder"] == "quiz:model=b_two"
    assert reason in skipped["reason"]
    assert len(two_models.read("run_specs.json")) == 3
    for _ in range(2):  # the second time, it is told from memory
        with pytest.raises(SystemExit) as exit_:
            two_models.summarize("--strict")
        assert exit_.value.code == 1


def test_broken_answers_do_not_take_the_scores_away(two_models, capsys):
    path = two_models.path / "quiz:model=a_one" / "scenario_state.json"
    path.write_text(path.read_text()[:2000])
    two_models.summarize()
    assert two_models.read("groups", "all.json")[0]["rows"][0][2]["value"] == 0.75
    assert not two_models.read("run_index.json")["runs"][0]["has_pages"]


def test_runs_that_only_have_stats(two_models):
    for path in two_models.path.iterdir():
        (path / "scenario_state.json").unlink()
        (path / "per_instance_stats.json").unlink()
    two_models.summarize("--strict")
    assert two_models.read("groups", "all.json")[0]["rows"][0][2]["value"] == 0.75
    assert two_models.read("groups", "intervals", "all.json")[0]["rows"][0][2] is None
    assert two_models.read("run_index.json")["runs"][0]["outcomes"] is None


def test_folders_with_portable_names(suite):
    suite.add("quiz:model=m", "m", [1.0], ["quiz"], folder="quiz_model=m")
    suite.summarize()
    (run,) = suite.read("run_index.json")["runs"]
    assert (run["name"], run["folder"]) == ("quiz:model=m", "quiz_model=m")


def test_a_release_puts_suites_together(two_models):
    two_models.name = "later"
    two_models.add("quiz:model=c_three", "c/three", [1.0], ["quiz"])
    two_models.summarize("--release", "v1", "--suites", "s", "later")
    release = two_models.root / "releases" / "v1"
    summary = json.loads((release / "summary.json").read_text())
    assert (summary["release"], summary["suites"]) == ("v1", ["s", "later"])
    assert json.loads((release / "runs_to_run_suites.json").read_text())["quiz:model=c_three"] == "later"
    assert len(json.loads((release / "groups" / "all.json").read_text())[0]["rows"]) == 3
    assert not (two_models.path / "groups").exists()


def test_names_that_would_leave_the_folder_stay_in_it(suite):
    schema = suite.root / "schema.yaml"
    suite.add("quiz:model=m", "m", [1.0], ["../../evil"])
    schema.write_text(
        "metrics: [{name: exact_match}]\nmetric_groups: [{name: accuracy, metrics: [{name: exact_match, split: test}]}]\n"
        "run_groups: [{name: ../../evil, metric_groups: [accuracy]}]\n"
    )
    suite.summarize()
    assert (suite.path / "groups" / ".._.._evil.json").exists()
    assert not list(suite.root.glob("**/evil*"))


@pytest.mark.parametrize(
    "arguments, message",
    [
        (["--suite", "s", "--release", "v1"], "cannot be used with"),
        (["--release", "v1"], "belong together"),
        (["--suites", "s"], "belong together"),
        (["--auto-generate-schema", "--schema-path", "x"], "must be unset"),
        (["--suite", "absent"], "Suite absent does not exist"),
        (["--suite", "s", "--schema-path", "absent.yaml"], "cannot be read"),
    ],
)
def test_mistakes_end_in_a_sentence(two_models, capsys, arguments, message):
    with pytest.raises(SystemExit) as exit_:
        main([*arguments, "-o", str(two_models.root), "--local-path", str(two_models.root)])
    assert exit_.value.code == 1
    assert message in capsys.readouterr().err


def test_debug_names_the_runs_behind_a_cell(two_models):
    two_models.summarize("--debug")
    cell = two_models.read("groups", "all.json")[0]["rows"][0][2]
    assert cell["description"].endswith("\nRun specs:\n-- quiz:model=a_one")


def test_processes_make_what_one_makes(two_models):
    two_models.summarize()
    index = two_models.read("run_index.json")
    two_models.summarize("--force", "-n", "2")
    assert two_models.read("run_index.json") == index


def test_a_summarizer_of_ones_own(two_models):
    assert issubclass(ToRRRobustnessSummarizer, Summarizer)
    two_models.add("quiz:i=2,model=a_one", "a/one", [1, 1, 0, 0], ["quiz"])
    name = f"{ToRRRobustnessSummarizer.__module__}.{ToRRRobustnessSummarizer.__name__}"
    two_models.summarize("--summarizer-class-name", name)
    table = two_models.read("groups", "quiz.json")[0]
    assert [cell["value"] for cell in table["header"][:2]] == ["Model", "robustness"]
    assert values(table)[0][:2] == ["a/one", 0.75]
    (intervals, *_) = two_models.read("groups", "intervals", "quiz.json")
    assert [len(row) for row in intervals["rows"]] == [len(row) for row in table["rows"]]


def test_one_run_that_cannot_be_processed_does_not_stop_the_others(two_models):
    spec = two_models.read("quiz:model=a_one", "run_spec.json")
    spec["adapter_spec"]["output_mapping_pattern"] = "("
    state = two_models.read("quiz:model=a_one", "scenario_state.json")
    state["request_states"][0]["output_mapping"] = {"A": "yes"}
    two_models.write("quiz:model=a_one", run_spec=spec, scenario_state=state)
    two_models.summarize()
    first, second, *_ = two_models.read("run_index.json")["runs"]
    assert (first["has_pages"], second["has_pages"]) == (False, True)


def test_the_schema_of_the_site(two_models):
    prod_env = two_models.root / "prod_env"
    prod_env.mkdir()
    (prod_env / "model_metadata.yaml").write_text(
        "models:\n  - {name: a/one, display_name: One, description: First., creator_organization_name: A, access: open,"
        " release_date: 2024-05-01, num_parameters: 7}\n"
    )
    two_models.summarize()
    schema = two_models.read("schema.json")
    assert list(schema) == ["metrics", "perturbations", "metric_groups", "run_groups", "adapter", "models"]
    assert schema["models"] == [
        {
            "name": "a/one",
            "display_name": "One",
            "short_display_name": "One",
            "description": "First.",
            "creator_organization": "A",
            "access": "open",
            "todo": False,
            "release_date": "2024-05-01",
            "num_parameters": 7,
        }
    ]
    rows = two_models.read("groups", "all.json")[0]["rows"]
    assert [row[0]["value"] for row in rows] == ["b/two", "One"]


def test_costs_of_dry_runs(suite):
    path = suite.add("quiz:model=m", "m", [1.0], ["quiz"])
    stats = json.loads((path / "stats.json").read_text())
    for name, total in (("num_prompt_tokens", 30.0), ("num_completion_tokens", 5.0)):
        stats.append({**stats[0], "name": {"name": name}, "sum": total})
    suite.write("quiz:model=m", stats=stats)
    suite.summarize()
    assert suite.read("costs.json") == {
        "m": {
            "num_prompt_tokens": 30.0,
            "num_completion_tokens": 5.0,
            "num_completions": 0.0,
            "num_requests": 0.0,
            "total_tokens": 35.0,
        }
    }


def test_what_is_known_of_a_model_changes_the_site(two_models):
    two_models.summarize()
    (two_models.root / "prod_env").mkdir()
    (two_models.root / "prod_env" / "model_metadata.yaml").write_text(
        "models:\n  - {name: a/one, display_name: Uno, description: x, creator_organization_name: A, access: open}\n"
    )
    two_models.summarize()
    assert [row[0]["value"] for row in two_models.read("groups", "all.json")[0]["rows"]] == ["b/two", "Uno"]

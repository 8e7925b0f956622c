"""Instances, answers and requests of a run: the files of HELM's site, and pages of our own."""

import base64
import json

import pytest

SCORES = [1.0, 0.0, 1.0]
RUN = "quiz:model=m"
TYPOS = {"name": "typos", "robustness": True, "fairness": False, "computed_on": "perturbed"}


@pytest.fixture
def run(suite):
    """A run of three instances, and how to change its files."""
    path = suite.add(RUN, "m", SCORES, ["quiz"])

    def change(file, edit):
        value = json.loads((path / f"{file}.json").read_text())
        edit(value)
        suite.write(RUN, **{file: value})

    return change


def set_method(run, method):
    run("run_spec", lambda spec: spec["adapter_spec"].update(method=method))


def test_answers_with_what_the_schema_shows(suite, run):
    run("per_instance_stats", lambda rows: rows[0]["stats"].append({"name": {"name": "hidden"}, "mean": 1.0}))
    suite.summarize()
    first, *_ = suite.read(RUN, "display_predictions.json")
    assert first == {
        "instance_id": "id0",
        "train_trial_index": 0,
        "predicted_text": "yes",
        "base64_images": [],
        "stats": {"exact_match": 1.0},
    }
    assert suite.read(RUN, "display_requests.json")[1] == {
        "instance_id": "id1",
        "train_trial_index": 0,
        "request": {"model": "m", "prompt": "Question 1? Answer:", "max_tokens": 5},
    }
    assert [instance["id"] for instance in suite.read(RUN, "instances.json")] == ["id0", "id1", "id2"]


def test_letters_are_mapped_to_choices(suite, run):
    def edit(state):
        state["adapter_spec"]["output_mapping_pattern"] = None
        state["request_states"][0].update(output_mapping={"A": "apple"})
        state["request_states"][0]["result"]["completions"][0]["text"] = " A\n"

    run("scenario_state", edit)
    suite.summarize()
    first, second, _ = suite.read(RUN, "display_predictions.json")
    assert first["mapped_output"] == "apple"
    assert "mapped_output" not in second


def test_a_pattern_finds_the_letter(suite, run):
    run("run_spec", lambda spec: spec["adapter_spec"].update(output_mapping_pattern=r"answer is \(([A-Z])\)"))

    def edit(state):
        state["request_states"][0].update(output_mapping={"B": "pear"})
        state["request_states"][0]["result"]["completions"][0]["text"] = "So the answer is (B)."

    run("scenario_state", edit)
    suite.summarize()
    assert suite.read(RUN, "display_predictions.json")[0]["mapped_output"] == "pear"


def test_where_each_choice_has_a_request_the_chosen_one_is_shown(suite, run):
    set_method(run, "multiple_choice_separate_calibrated")

    def edit(state):
        (first, *_) = state["request_states"]
        answer = {"text": "Question 0? no", "logprob": 0, "tokens": []}
        choices = [
            {**first, "reference_index": 0, "request_mode": "original"},
            {**first, "reference_index": 0, "request_mode": "calibration"},
            {
                **first,
                "reference_index": 1,
                "request_mode": "original",
                "result": {"success": True, "completions": [answer]},
            },
        ]
        state["request_states"] = choices

    run("scenario_state", edit)
    run("per_instance_stats", lambda rows: rows[0]["stats"].append({"name": {"name": "predicted_index"}, "mean": 1}))
    suite.summarize()
    (shown,) = suite.read(RUN, "display_predictions.json")
    assert shown["reference_index"] == 1
    assert shown["truncated_predicted_text"] == " no"
    assert shown["stats"]["predicted_index"] == 1.0


def test_language_modeling_leaves_the_first_token_out(suite, run):
    set_method(run, "language_modeling")

    def edit(state):
        tokens = [{"text": "<s>", "logprob": 0}, {"text": "yes", "logprob": -1}]
        state["request_states"][0]["result"]["completions"][0].update(text="<s>yes", tokens=tokens)

    run("scenario_state", edit)
    suite.summarize()
    assert suite.read(RUN, "display_predictions.json")[0]["truncated_predicted_text"] == "yes"


def test_thinking_and_annotations_are_shown(suite, run):
    def edit(state):
        state["request_states"][0]["result"]["completions"][0]["thinking"] = {"text": "Hm."}
        state["request_states"][0]["annotations"] = {"judge": {"score": 1, "reason": None}}

    run("scenario_state", edit)
    suite.summarize()
    first = suite.read(RUN, "display_predictions.json")[0]
    assert first["thinking_text"] == "Hm."
    assert first["annotations"] == {"judge": {"score": 1, "reason": None}}


def test_images_are_embedded_and_other_files_are_not(suite, run, tmp_path):
    image, secret = tmp_path / "a.png", tmp_path / "secret.png"
    image.write_bytes(b"\x89PNG rest")
    secret.write_text("password")
    media = [{"content_type": "image/png", "location": str(path)} for path in (image, secret, tmp_path / "gone.png")]

    def edit(state):
        state["request_states"][0]["result"]["completions"][0]["multimodal_content"] = {
            "media_objects": [{"content_type": "text/plain", "text": "Here:"}, *media]
        }

    run("scenario_state", edit)
    suite.summarize()
    first = suite.read(RUN, "display_predictions.json")[0]
    assert first["predicted_text"] == "Here: yes"
    assert [base64.b64decode(one) for one in first["base64_images"]] == [b"\x89PNG rest"]


def test_requests_without_a_result_and_empty_results(suite, run):
    def edit(state):
        state["request_states"][0].pop("result")
        state["request_states"][1]["result"] = {"success": False, "completions": [], "error": "down"}

    run("scenario_state", edit)
    suite.summarize()
    first, _ = suite.read(RUN, "display_predictions.json")
    assert (first["instance_id"], first["predicted_text"]) == ("id1", "")
    assert suite.read("run_index.json")["runs"][0]["outcomes"]["error"] == 1


def test_pages_hold_instances_answers_and_where_their_requests_are(suite, run):
    suite.summarize()
    index, page = (suite.read(RUN, "display_instances", file) for file in ("index.json", "page-0.json"))
    assert (index["num_rows"], index["page_starts"], index["score"]) == (3, [0], SCORES)
    assert (index["splits"], index["split"], index["main_metric"]) == (["test"], [0, 0, 0], "exact_match")
    row = page["rows"][1]
    assert row["instance"] == suite.read(RUN, "instances.json")[1]
    (answer,) = row["predictions"]
    assert answer.items() >= suite.read(RUN, "display_predictions.json")[1].items()
    assert answer["outcome"] == "scored"
    places = {"request": "display_requests.json", "state": "scenario_state.json"}
    request, state = (
        json.loads((suite.path / RUN / file).read_bytes()[slice(*answer[key])]) for key, file in places.items()
    )
    assert request == suite.read(RUN, "display_requests.json")[1]
    assert state == suite.read(RUN, "scenario_state.json")["request_states"][1]
    assert index["state_file_size"] == (suite.path / RUN / "scenario_state.json").stat().st_size


def test_long_runs_have_many_pages_and_shorter_ones_leave_none_behind(suite):
    suite.add(RUN, "m", [1.0] * 120, ["quiz"])
    suite.summarize()
    assert suite.read(RUN, "display_instances", "index.json")["page_starts"] == [0, 50, 100]
    assert suite.read(RUN, "display_instances", "page-2.json")["rows"][0]["instance"]["id"] == "id100"
    suite.add(RUN, "m", [1.0] * 60, ["quiz"])
    suite.summarize()
    assert sorted(path.name for path in (suite.path / RUN / "display_instances").glob("page*")) == [
        "page-0.json",
        "page-1.json",
    ]


def test_pages_of_long_texts_have_fewer_rows(suite, run):
    run(
        "scenario_state",
        lambda state: [one["instance"]["input"].update(text="x" * 200_000) for one in state["request_states"]],
    )
    suite.summarize()
    assert suite.read(RUN, "display_instances", "index.json")["page_starts"] == [0, 1, 2]


def test_perturbed_versions_and_trials_of_an_instance(suite, run):
    def add_states(state):
        first = state["request_states"][0]
        perturbed = {**first, "instance": {**first["instance"], "perturbation": TYPOS}}
        state["request_states"] += [perturbed, {**first, "train_trial_index": 1}]

    def add_stats(rows):
        wrong = {"name": {"name": "exact_match", "split": "test"}, "count": 1, "mean": 0.0}
        rows.append({"instance_id": "id0", "perturbation": TYPOS, "train_trial_index": 0, "stats": [wrong]})
        rows.append({"instance_id": "id0", "train_trial_index": 1, "stats": [wrong]})

    run("scenario_state", add_states)
    run("per_instance_stats", add_stats)
    suite.summarize()
    index = suite.read(RUN, "display_instances", "index.json")
    assert index["instance_id"] == ["id0", "id1", "id2", "id0"]
    assert index["perturbation"] == [None, None, None, 0]
    assert index["perturbations"] == [TYPOS]
    assert index["score"] == [0.5, 0.0, 1.0, 0.0]
    rows = suite.read(RUN, "display_instances", "page-0.json")["rows"]
    assert [answer["train_trial_index"] for answer in rows[0]["predictions"]] == [0, 1]
    scores = suite.read(RUN, "scores.json")
    assert scores["perturbations"] == ["typos"]
    assert list(zip(scores["instance_id"], scores["perturbation"], scores["score"])) == [
        ("id0", None, 0.5),
        ("id1", None, 0.0),
        ("id2", None, 1.0),
        ("id0", 0, 0.0),
    ]


def test_intervals_are_given_for_means_only(suite, run):
    def edit(stats):
        stats[0].update(mean=2 / 3, sum=2 / 3)
        stats.append({**stats[0], "name": {"name": "f1", "split": "test"}, "mean": 0.9})

    run("stats", edit)

    def add(rows):
        for row in rows:
            row["stats"].append({"name": {"name": "f1", "split": "test"}, "mean": 0.5})

    run("per_instance_stats", add)
    suite.summarize()
    (interval,) = suite.read(RUN, "intervals.json")
    assert (interval["name"], interval["n"], interval["method"]) == ("exact_match", 3, "wilson")


def test_a_stat_without_a_finite_value_is_left_out(suite, run):
    path = suite.path / RUN / "stats.json"
    path.write_text(path.read_text().replace("0.6666666666666666", "Infinity"))
    suite.summarize()
    cell = suite.read("groups", "quiz.json")[0]["rows"][0][1]
    assert cell == {"description": "1 matching runs, but no matching metrics", "markdown": False}


def test_display_files_can_be_kept(suite, run):
    suite.summarize()
    (suite.path / RUN / "display_predictions.json").write_text("[]")
    suite.summarize("--skip-completed-run-display-json")
    assert suite.read(RUN, "display_predictions.json") == []
    suite.summarize()
    assert len(suite.read(RUN, "display_predictions.json")) == 3


def test_numbers_and_letters_that_json_does_not_have(suite, run):
    path = suite.path / RUN / "scenario_state.json"
    path.write_text(path.read_text().replace('"logprob": -1.0', '"logprob": -Infinity').replace('"no"', '"n\\ud83d"'))
    suite.summarize()
    assert [one["predicted_text"] for one in suite.read(RUN, "display_predictions.json")] == ["yes", "n?", "yes"]


def test_the_worst_case_has_an_interval_too(suite, run):
    def add(rows):
        for index, score in ((0, 0.0), (1, 1.0)):
            wrong = {"name": {"name": "exact_match", "split": "test", "perturbation": TYPOS}, "mean": score}
            rows.append({"instance_id": f"id{index}", "perturbation": TYPOS, "train_trial_index": 0, "stats": [wrong]})

    # Originals score 1, 0, 1: with their perturbed versions the worst are 0, 0 and, where there is none, 1.
    worst = {"robustness": 1 / 3, "typos": 0.0}

    def add_worst(stats):
        stats[0].update(mean=2 / 3)
        for name, mean in worst.items():
            perturbation = {**TYPOS, "name": name, "computed_on": "worst"}
            stats.append({**stats[0], "name": {**stats[0]["name"], "perturbation": perturbation}, "mean": mean})

    run("per_instance_stats", add)
    run("stats", add_worst)
    suite.summarize()
    found = {one["perturbation"]: one for one in suite.read(RUN, "intervals.json") if one["computed_on"] == "worst"}
    assert {name: (one["mean"], one["n"]) for name, one in found.items()} == {
        "robustness": (pytest.approx(1 / 3), 3),
        "typos": (0.0, 2),
    }
    (intervals,) = suite.read("groups", "intervals", "quiz.json")
    assert [cell[3] for cell in intervals["rows"][0][1:3]] == [3, 2]

import json
from dataclasses import replace

import pytest

from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.run_folder import (
    COMPLETE,
    DRY_RUN,
    FAILED,
    RESULT_FILES,
    RUN_SPEC_FILE,
    RUNNING,
    RunFolder,
    colliding_names,
)
from helm.benchmark.run_spec import RunSpec
from helm.benchmark.scenarios.scenario import ScenarioSpec
from helm.common import output_paths

NAME = "mmlu:subject=anatomy,model=openai_gpt2"


def written(folder: RunFolder, text: str = "[]") -> RunFolder:
    folder.create()
    for file in RESULT_FILES:
        (folder.path / file).write_text(text)
    return folder


def test_a_run_of_ours_is_complete_only_when_its_status_says_so(tmp_path):
    folder = written(RunFolder(str(tmp_path), NAME))
    for status, complete in [(RUNNING, False), (FAILED, False), (COMPLETE, True)]:
        folder.set_status(status)
        assert folder.is_complete is complete
    (folder.path / "stats.json").unlink()
    assert not folder.is_complete


@pytest.mark.parametrize(("text", "complete"), [("[]", True), ('{"a": 1}\n', True), ("", False), ('[{"a": ', False)])
def test_a_run_of_helm_is_complete_when_all_files_are_whole(tmp_path, text, complete):
    assert written(RunFolder(str(tmp_path), NAME), text).is_complete is complete


@pytest.mark.parametrize(
    ("files", "complete"),
    [
        ("run_spec stats", True),
        ("run_spec stats scenario per_instance_stats", True),
        ("run_spec", False),
        ("stats", False),
        ("run_spec scenario scenario_state stats", False),
    ],
)
def test_a_published_run_is_complete_with_its_statistics_and_one_that_was_cut_off_is_not(tmp_path, files, complete):
    folder = RunFolder(str(tmp_path), NAME)
    folder.create()
    for file in files.split():
        (folder.path / f"{file}.json").write_text("[]")
    assert folder.is_complete is complete
    (folder.path / f"{files.split()[0]}.json").write_text("[{")
    assert not folder.is_complete


def test_a_run_is_claimed_by_one_at_a_time_and_by_its_name_in_either_form(tmp_path):
    first, second = RunFolder(str(tmp_path), "a:b"), RunFolder(str(tmp_path / "."), "a_b")
    assert first.claim() and not second.claim() and RunFolder(str(tmp_path), "c").claim()
    first.release()
    assert second.claim()


def test_results_are_those_of_a_run_only_if_it_is_complete_and_its_run_spec_the_same(tmp_path):
    run_spec = RunSpec(NAME, ScenarioSpec("a.B", {"n": 1}), AdapterSpec(), [])
    folder = written(RunFolder(str(tmp_path), NAME))
    folder.write(RUN_SPEC_FILE, run_spec)
    folder.set_status(DRY_RUN)
    assert not folder.holds_results_of(run_spec)
    folder.set_status(COMPLETE)
    assert folder.holds_results_of(run_spec)
    assert not folder.holds_results_of(replace(run_spec, adapter_spec=AdapterSpec(max_eval_instances=7)))


def test_what_a_killed_process_was_writing_is_cleared_away(tmp_path):
    folder = written(RunFolder(str(tmp_path), NAME))
    (folder.path / "stats.json.123.tmp").write_text("[")
    folder.create()
    assert sorted(path.name for path in folder.path.iterdir()) == sorted(RESULT_FILES)


def test_a_failed_run_says_why(tmp_path):
    folder = RunFolder(str(tmp_path), NAME)
    folder.create()
    folder.set_status(FAILED, "no key")
    assert json.loads((folder.path / "run_status.json").read_text()) == {"status": "failed", "reason": "no key"}


def test_folders_have_the_name_of_the_run_or_a_portable_one_and_both_are_found(tmp_path):
    assert RunFolder(str(tmp_path), NAME).path.name == NAME
    output_paths.set_portable_names(True)
    portable = RunFolder(str(tmp_path), NAME)
    assert portable.path.name == "mmlu_subject=anatomy,model=openai_gpt2"
    portable.create()
    output_paths.set_portable_names(False)
    assert RunFolder(str(tmp_path), NAME).path == portable.path


@pytest.mark.parametrize(
    ("name", "portable"),
    [('a<b>c:d"e|f?g*h\\i', "a_b_c_d_e_f_g_h_i"), ("dots...", "dots"), ("plain,name=1", "plain,name=1")],
)
def test_portable_names_hold_no_reserved_characters(name, portable):
    assert output_paths.portable_name(name) == portable


def test_runs_that_would_share_a_folder_are_found():
    assert colliding_names(["a", "b", "a", "c:d", "c_d"]) == ["a", "a"]
    output_paths.set_portable_names(True)
    assert colliding_names(["a", "c:d", "c_d"]) == ["c:d", "c_d"]

"""`helm-run` as a user meets it: a process, its words, its exit status, its files."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, List

import pytest

ENTRY = "simple_mcqa:model=simple/model1"
RUN = "simple_mcqa:model=simple_model1"

PLUGIN = """
from helm.benchmark.adaptation.common_adapter_specs import get_generation_adapter_spec
from helm.benchmark.metrics.common_metric_specs import get_exact_match_metric_specs
from helm.benchmark.run_spec import RunSpec, run_spec_function
from helm.benchmark.scenarios.scenario import *
from helm.common.request import ErrorFlags, RequestResult
from helm.clients.client import Client
from helm.benchmark.annotation.annotator import Annotator, AnnotatorSpec
from dataclasses import replace


class Parity(Scenario):
    name, description, tags = "parity", "odd or even", []

    def get_instances(self, output_path):
        return [Instance(Input(str(n)), [Reference(Output("odd" if n % 2 else "even"), [CORRECT_TAG])],
                         split=TRAIN_SPLIT if n < 6 else TEST_SPLIT) for n in range(20)]


class Broken(Parity):
    def get_instances(self, output_path):
        raise ZeroDivisionError("nothing to divide")


class Refusing(Client):
    def __init__(self, fatal=False):
        self.fatal = fatal

    def make_request(self, request):
        return RequestResult(success=False, embedding=[], completions=[], cached=False, error="refused politely",
                             error_flags=ErrorFlags(is_retriable=False, is_fatal=self.fatal))


def spec(name, cls, annotators=None):
    return RunSpec(name=name, scenario_spec=ScenarioSpec(f"{__name__}.{cls}"),
                   adapter_spec=get_generation_adapter_spec(input_noun="Number", output_noun="Answer"),
                   metric_specs=get_exact_match_metric_specs(), groups=["parity"], annotators=annotators)


@run_spec_function("parity")
def parity():
    return spec("parity", "Parity")


@run_spec_function("annotated")
def annotated():
    return spec("annotated", "Parity", [AnnotatorSpec("helm.benchmark.annotation.annotator.DummyAnnotator")])


@run_spec_function("broken")
def broken():
    return spec("broken", "Broken")
"""

DEPLOYMENTS = """
model_deployments:
  - {name: mine/lenient, tokenizer_name: simple/tokenizer1, max_sequence_length: 2048, client_spec: {class_name: parity_plugin.Refusing}}
  - {name: mine/strict, tokenizer_name: simple/tokenizer1, max_sequence_length: 2048, client_spec: {class_name: parity_plugin.Refusing, args: {fatal: true}}}
  - {name: mine/keyless, tokenizer_name: simple/tokenizer1, max_sequence_length: 2048, client_spec: {class_name: helm.clients.openai_client.OpenAIClient}}
  - {name: mine/narrow, tokenizer_name: simple/tokenizer1, max_sequence_length: 3, client_spec: {class_name: helm.clients.simple_client.SimpleClient}}
"""

METADATA = "models:\n" + "".join(
    f"  - {{name: mine/{name}, display_name: {name}, description: A stand-in., creator_organization_name: Me, "
    "access: open, release_date: 2026-01-01, tags: [TEXT_MODEL_TAG]}\n"
    for name in ("lenient", "strict", "keyless", "narrow")
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "parity_plugin.py").write_text(PLUGIN)
    (tmp_path / "prod_env").mkdir()
    (tmp_path / "prod_env" / "model_deployments.yaml").write_text(DEPLOYMENTS)
    (tmp_path / "prod_env" / "model_metadata.yaml").write_text(METADATA)
    return tmp_path


def helm_run(folder: Path, *arguments: str, instances: str = "10") -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "helm.benchmark.run", "--suite", "s", "-m", instances, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)


def read(folder: Path, run: str, file: str) -> Any:
    return json.loads((folder / "benchmark_output" / "runs" / "s" / run / file).read_text())


def stat(folder: Path, run: str, name: str) -> Any:
    stats: List[Any] = read(folder, run, "stats.json")
    return next(s for s in stats if s["name"]["name"] == name and "perturbation" not in s["name"])


def test_a_run_writes_the_files_and_says_what_came_of_it(folder):
    done = helm_run(folder, "-r", ENTRY)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert f"[1/1] {RUN}: exact_match" in done.stdout
    row = done.stdout.splitlines()[-1].split()
    assert row == [RUN, "10", "10", "exact_match", "0.000", "10", "unparsed", "complete"]
    assert read(folder, RUN, "outcomes.json") == {"scored": 0, "truncated": 0, "unparsed": 10, "refused": 0, "error": 0}
    state = read(folder, RUN, "scenario_state.json")
    assert len(state["request_states"]) == 10
    first = state["request_states"][0]
    assert first["result"]["completions"][0]["text"] == "Answer:"
    assert first["output_mapping"] == {"A": "Even", "B": "Odd"}
    assert read(folder, RUN, "run_spec.json")["name"] == RUN
    assert read(folder, RUN, "scenario.json")["name"] == "simple_mcqa"
    assert read(folder, RUN, "run_status.json") == {"status": "complete"}
    assert stat(folder, RUN, "num_instances")["sum"] == 10
    assert {entry["instance_id"] for entry in read(folder, RUN, "per_instance_stats.json")} >= {first["instance"]["id"]}
    assert not list(folder.rglob("*.tmp"))


def test_a_second_run_answers_from_the_cache_and_a_third_is_skipped(folder):
    helm_run(folder, "-r", ENTRY)
    assert helm_run(folder, "-r", ENTRY).returncode == 0
    assert all(state["result"]["cached"] for state in read(folder, RUN, "scenario_state.json")["request_states"])
    before = (folder / "benchmark_output/runs/s" / RUN / "stats.json").stat().st_mtime_ns
    done = helm_run(folder, "-r", ENTRY, "--skip-completed-runs")
    assert "already complete" in done.stdout
    assert (folder / "benchmark_output/runs/s" / RUN / "stats.json").stat().st_mtime_ns == before


def test_the_order_of_results_does_not_depend_on_the_number_of_threads(folder):
    states = []
    for threads in ("1", "8"):
        helm_run(folder, "-r", ENTRY, "-n", threads, "--disable-cache")
        states.append(read(folder, RUN, "scenario_state.json")["request_states"])
    plain = [[(s["instance"]["id"], s["request"]["prompt"]) for s in run] for run in states]
    assert plain[0] == plain[1]


def test_one_failing_run_does_not_stop_the_others(folder):
    done = helm_run(folder, "--plugins", "parity_plugin.py", "-r", "broken:model=simple/model1", ENTRY)
    assert done.returncode == 1
    assert "[1/2] broken:model=simple_model1: failed: ZeroDivisionError: nothing to divide" in done.stdout
    assert f"[2/2] {RUN}: exact_match" in done.stdout
    assert 'Failed runs: ["broken:model=simple_model1"]' in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    log = next((folder / "benchmark_output" / "logs").rglob("*.log")).read_text()
    assert "Traceback" in log and "ZeroDivisionError" in log
    status = read(folder, "broken:model=simple_model1", "run_status.json")
    assert status == {"status": "failed", "reason": "ZeroDivisionError: nothing to divide"}


def test_exit_on_error_stops_at_the_first_failing_run(folder):
    arguments = ["--plugins", "parity_plugin.py", "-r", "broken:model=simple/model1", ENTRY, "--exit-on-error"]
    done = helm_run(folder, *arguments)
    assert done.returncode == 1
    assert RUN not in done.stdout


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("simple_mcq:model=simple/model1", ["'simple_mcq'", "did you mean 'simple_mcqa'"]),
        ("simple_mcqa:model=simple/model2", ["simple/model2", "'simple/model1'"]),
        ("mmlu:subjct=anatomy,model=simple/model1", ["subjct", "subject"]),
        ("simple_mcqa:model=simple/model1,", ["Expected <key>=<value>, got ''"]),
        ("simple_mcqa:model=simple/model1,stop=never", ["never"]),
    ],
)
def test_an_entry_that_cannot_be_expanded_is_one_sentence_and_the_others_run(folder, entry, words):
    done = helm_run(folder, "-r", entry, ENTRY)
    assert done.returncode == 1
    assert f"{RUN}: exact_match" in done.stdout
    for word in words:
        assert word in done.stderr
    assert "Traceback" not in done.stderr


def test_an_entry_of_a_file_is_named_with_its_line(folder):
    (folder / "a.conf").write_text(
        f'entries: [\n  {{description: "{ENTRY}", priority: 1}}\n'
        '  {description: "nope:model=simple/model1", priority: 1}\n]\n'
    )
    done = helm_run(folder, "-c", "a.conf")
    assert done.returncode == 1
    assert "a.conf, line 3" in done.stderr
    assert f"{RUN}: exact_match" in done.stdout


def test_a_file_that_is_no_hocon_is_one_sentence_with_its_place(folder):
    (folder / "a.conf").write_text("entries: [\n  {description: \n")
    done = helm_run(folder, "-c", "a.conf")
    assert done.returncode == 1
    assert "a.conf" in done.stderr and "Traceback" not in done.stderr


def test_a_dry_run_sends_nothing_and_counts_requests_and_tokens_a_model(folder):
    done = helm_run(folder, "-r", ENTRY, "--dry-run")
    assert done.returncode == 0, done.stderr
    header, _, row = done.stdout.splitlines()[-3:]
    assert header.split("  ")[0] == "Model deployment"
    name, requests, prompt_tokens, completion_tokens = row.split()
    assert (name, requests, completion_tokens) == ("simple/model1", "10", "50")
    assert int(prompt_tokens) > 1000
    assert "result" not in read(folder, RUN, "scenario_state.json")["request_states"][0]
    assert stat(folder, RUN, "num_requests")["sum"] == 10
    assert read(folder, RUN, "run_status.json") == {"status": "dry run"}


def test_a_dry_run_warns_of_missing_credentials_and_still_counts(folder, monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    done = helm_run(folder, "-r", "simple_mcqa:model=mine/keyless", "-d")
    assert done.returncode == 0
    assert "a real run could not use mine/keyless" in done.stderr
    assert done.stdout.splitlines()[-1].split()[:2] == ["mine/keyless", "10"]


def test_dry_run_finds_a_metric_that_does_not_exist(folder):
    plugin = folder / "parity_plugin.py"
    plugin.write_text(
        plugin.read_text().replace(
            "get_exact_match_metric_specs(), groups",
            "[__import__('helm.benchmark.metrics.metric').benchmark.metrics.metric.MetricSpec('helm.no_such.Metric')], groups",
        )
    )
    done = helm_run(folder, "--plugins", "parity_plugin.py", "-r", "parity:model=simple/model1", "-d")
    assert done.returncode == 1
    assert "helm.no_such" in done.stdout


def test_instances_are_cached_and_used_again(folder):
    arguments = ["-r", ENTRY, "--cache-instances"]
    done = helm_run(folder, *arguments, "--cache-instances-only")
    assert done.returncode == 0, done.stderr
    [cached] = (folder / "benchmark_output" / "scenario_instances").rglob("input_instances.json")
    assert not (folder / "benchmark_output" / "runs" / "s" / RUN).exists()
    instances = json.loads(cached.read_text())
    assert "id" not in instances[0]
    instances[-1]["input"]["text"] = "Is this from the cache?"
    cached.write_text(json.dumps(instances))
    assert helm_run(folder, *arguments, instances="1000").returncode == 0
    texts = [s["instance"]["input"]["text"] for s in read(folder, RUN, "scenario_state.json")["request_states"]]
    assert "Is this from the cache?" in texts
    cached.write_text("[{")
    done = helm_run(folder, *arguments)
    assert done.returncode == 1
    assert "input_instances.json" in done.stdout and "remove the file" in done.stdout


def test_skip_instances_writes_nothing(folder):
    done = helm_run(folder, "-r", ENTRY, "--skip-instances")
    assert done.returncode == 0, done.stderr
    assert not (folder / "benchmark_output" / "runs" / "s" / RUN).exists()


def test_a_failure_that_is_not_fatal_keeps_the_run_and_a_fatal_one_fails_it(folder):
    plugin = ["--plugins", "parity_plugin.py"]
    done = helm_run(folder, *plugin, "-r", "parity:model_deployment=mine/lenient,model=mine/lenient", ENTRY)
    assert done.returncode == 0, done.stderr
    assert "refused politely" in done.stderr
    state = read(folder, "parity:model_deployment=mine_lenient,model=mine_lenient", "scenario_state.json")
    result = state["request_states"][0]["result"]
    assert (result["success"], result["completions"][0]["text"]) == (False, "")
    done = helm_run(folder, *plugin, "-r", "parity:model=mine/strict")
    assert done.returncode == 1
    assert "refused politely" in done.stdout


def test_annotations_stand_beside_the_answers(folder):
    helm_run(folder, "--plugins", "parity_plugin.py", "-r", "annotated:model=simple/model1")
    state = read(folder, "annotated:model=simple_model1", "scenario_state.json")
    first = state["request_states"][0]
    assert first["annotations"] == {"dummy": [{"all_caps": first["result"]["completions"][0]["text"].upper()}]}
    assert state["annotator_specs"][0]["class_name"].endswith("DummyAnnotator")


def test_a_window_that_is_too_small_is_explained(folder):
    done = helm_run(folder, "-r", "simple_mcqa:model=mine/narrow")
    assert done.returncode == 1
    assert "mine/narrow" in done.stdout and "window" in done.stdout


def test_portable_names_hold_no_colon_and_are_found_again(folder):
    assert helm_run(folder, "-r", ENTRY, "--portable-names").returncode == 0
    assert (folder / "benchmark_output/runs/s" / RUN.replace(":", "_") / "stats.json").is_file()
    assert "already complete" in helm_run(folder, "-r", ENTRY, "--skip-completed-runs").stdout


def test_quiet_says_nothing_and_verbose_shows_the_log(folder):
    done = helm_run(folder, "-r", ENTRY, "-q")
    assert (done.stdout, done.stderr) == ("", "")
    assert "run_specs {" in helm_run(folder, "-r", ENTRY, "-v").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-r", ENTRY, "--cache-instances-only"], "--cache-instances must also be set"),
        (["-r", ENTRY, "-n", "0"], "--num-threads must be at least 1"),
        (["-r", ENTRY, "--models-to-run", "simple/model3"], "Unknown model 'simple/model3' passed to --models-to-run"),
        (["-r", "simple_mcqa"], "--models-to-run must be set"),
        (["-r", ENTRY, "--plugins", "no_such_plugin"], "no_such_plugin"),
        (["-r", ENTRY, "--data-lock", "missing.json"], "missing.json"),
        (["-r", ENTRY, "--mirror", "missing"], "missing"),
        (["-r", ENTRY, "--runner-class-name", "helm.no.Runner"], "helm.no"),
        (["-r", ENTRY, "--server-url", "http://127.0.0.1:9"], "proxy_api_key.txt"),
        (["-c", "missing.conf"], "missing.conf"),
    ],
)
def test_mistakes_on_the_command_line_are_one_sentence(folder, arguments, message):
    done = helm_run(folder, *arguments)
    assert done.returncode == 1
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_groups_and_priorities_filter_runs_and_unknown_groups_are_errors(folder):
    done = helm_run(
        folder, "--plugins", "parity_plugin.py", "-r", "parity:model=simple/model1", ENTRY, "--groups-to-run", "parity"
    )
    assert done.returncode == 0
    assert "parity:model=simple_model1" in done.stdout and RUN not in done.stdout
    done = helm_run(folder, "-r", ENTRY, "--groups-to-run", "simple_mqca")
    assert done.returncode == 1
    assert "did you mean 'simple_mcqa'" in done.stderr
    done = helm_run(folder, "-c", _conf(folder, priority=3), "--priority", "2", "--models-to-run", "simple/model1")
    assert done.returncode == 0
    assert "There were no RunSpecs" in done.stdout


def _conf(folder: Path, priority: int) -> str:
    (folder / "a.conf").write_text(f'entries: [{{description: "{ENTRY}", priority: {priority}}}]')
    return "a.conf"


def test_a_cache_that_cannot_be_read_is_named_and_nothing_is_lost(folder):
    helm_run(folder, "-r", ENTRY)
    cache = folder / "prod_env" / "cache" / "simple.sqlite"
    cache.write_bytes(b"this is no database " * 100)
    done = helm_run(folder, "-r", ENTRY)
    assert done.returncode == 1
    assert "simple.sqlite" in done.stdout and "Traceback" not in done.stdout + done.stderr
    assert cache.read_bytes().startswith(b"this is no database")


def test_a_broken_yaml_file_is_named(folder):
    (folder / "prod_env" / "model_metadata.yaml").write_text("models:\n  - name: [\n")
    done = helm_run(folder, "-r", ENTRY)
    assert done.returncode == 1
    assert "model_metadata.yaml" in done.stderr and "Traceback" not in done.stderr

"""What run-spec functions make of their arguments: names, scenarios that can be made, and what differs by argument."""

import json

import pytest

from helm.benchmark.annotation.model_as_judge import AnnotatorModelInfo
from helm.benchmark.run_spec import get_run_spec_function
from helm.benchmark.scenarios.scenario import create_scenario
from helm.common.errors import HelmError
from helm.common.output_paths import set_benchmark_output_path

NAMES = [
    ("babi_qa", {}, "babi_qa:task=all"),
    ("babi_qa", {"task": 3}, "babi_qa:task=3"),
    ("bbq", {"subject": "all"}, "bbq:subject=all,method=multiple_choice_joint"),
    ("blimp", {"phenomenon": "binding"}, "blimp:phenomenon=binding,method=multiple_choice_separate_original"),
    ("bold", {"subject": "race"}, "bold:subject=race"),
    ("boolq", {}, "boolq"),
    ("boolq", {"only_contrast": "True"}, "boolq:only_contrast=True"),
    ("boolq", {"only_contrast": "False"}, "boolq"),
    ("civil_comments", {"demographic": "male"}, "civil_comments:demographic=male"),
    (
        "commonsense",
        {"dataset": "piqa", "method": "multiple_choice_joint"},
        "commonsense:dataset=piqa,method=multiple_choice_joint",
    ),
    ("copyright", {}, "copyright:datatag=pilot"),
    ("disinformation", {}, "disinfo:type=reiteration,topic=covid"),
    ("disinformation", {"capability": "wedging"}, "disinfo:type=wedging"),
    ("dyck_language", {"num_parenthesis_pairs": "3"}, "dyck_language_np=3"),
    ("entity_data_imputation", {"dataset": "Buy"}, "entity_data_imputation:dataset=Buy"),
    ("entity_matching", {"dataset": "Beer"}, "entity_matching:dataset=Beer"),
    ("gsm", {}, "gsm"),
    ("ice", {}, "ice"),
    ("ice", {"subset": "can", "category": "W1"}, "ice:category=W1,subset=can"),
    ("imdb", {"only_contrast": "True"}, "imdb:only_contrast=True"),
    ("imdb_ptbr", {}, "imdb_ptbr"),
    ("interactive_qa_mmlu", {"subject": "nutrition"}, "interactive_qa_mmlu:subject=nutrition"),
    ("legal_support", {}, "legal_support,method=multiple_choice_joint"),
    ("lsat_qa", {"task": "all"}, "lsat_qa:task=all,method=multiple_choice_joint"),
    (
        "math",
        {"subject": "algebra", "level": 1},
        "math:subject=algebra,level=1,use_official_examples=False,use_chain_of_thought=False",
    ),
    ("code", {"dataset": "apps", "timeout": 3}, "code:dataset=apps"),
    ("empatheticdialogues", {}, "empatheticdialogues"),
    ("gpqa", {"subset": "main"}, "gpqa:subset=gpqa_main,use_chain_of_thought=true,use_few_shot=false"),
    ("grammar", {"path": "a/b.yaml", "tags": "", "num_respondents": 1}, "grammar:path=a_b.yaml,tags="),
    ("ifeval", {}, "ifeval"),
    ("mmlu_pro", {}, "mmlu_pro:subset=all,use_chain_of_thought=true,use_few_shot=false"),
    ("msmarco", {"track": "trec"}, "msmarco:track=trec,valid_topk=None"),
    ("news_qa", {}, "news_qa"),
    ("omni_math", {}, "omni_math"),
    (
        "opinions_qa",
        {"survey_type": "Pew_American_Trends_Panel_W26", "num_logprobs": 10},
        "opinions_qa:survey=Pew_American_Trends_Panel_W26,num_logprobs=10,context=default,num_train_trials=1",
    ),
    ("real_toxicity_prompts", {}, "real_toxicity_prompts"),
    ("summarization_xsum", {"device": "cuda"}, "summarization_xsum:temperature=0.3,device=cuda"),
    ("billsum_legal_summarization", {}, "legal_summarization:temperature=0.3,device=cpu"),
    (
        "synthetic_efficiency",
        {"num_prompt_tokens": 256, "num_output_tokens": 2, "tokenizer": "google/t5"},
        "synthetic_efficiency:random=None",
    ),
    ("synthetic_reasoning_natural", {"difficulty": "hard"}, "synthetic_reasoning_natural:difficulty=hard"),
    ("wikifact", {"k": 5, "subject": "capital"}, "wikifact:k=5,subject=capital"),
    ("wildbench", {"subset": "v2"}, "wildbench:subset=v2"),
    ("lex_glue", {"subset": "scotus"}, "lex_glue:subset=scotus"),
    ("lextreme", {"subset": "legalnero"}, "lextreme:subset=legalnero"),
    ("medication_qa", {}, "medication_qa"),
    ("medhelm_med_mcqa", {}, "med_mcqa"),
    ("vicuna", {"num_respondents": 1}, "vicuna:category=all"),
    ("simple_mcqa", {}, "simple_mcqa"),
    ("simple_short_answer_qa", {}, "simple_short_answer_qa"),
    ("simple_classification", {}, "simple_classification"),
    ("simple1", {}, "simple1"),
]


@pytest.mark.parametrize("name, args, expected", NAMES)
def test_names_and_scenarios(name, args, expected):
    spec = get_run_spec_function(name)(**args)
    assert spec.name == expected
    assert spec.groups
    create_scenario(spec.scenario_spec)


@pytest.mark.parametrize(
    "flag, prefix, stop, group",
    [("true", "Answer: ", "###", "math_chain_of_thought"), ("False", "Answer: $", "$", "math_regular")],
)
def test_math_with_and_without_working(flag, prefix, stop, group):
    spec = get_run_spec_function("math")(subject="geometry", level=2, use_chain_of_thought=flag)
    assert (spec.adapter_spec.output_prefix, spec.adapter_spec.stop_sequences, spec.groups) == (prefix, [stop], [group])
    assert create_scenario(spec.scenario_spec).get_metadata().name == group


def test_legalbench_reads_its_settings(tmp_path, monkeypatch):
    settings = [{"proa": value} for value in ([["Clause", "text"]], "Say so.\n", "answer", "Label", 0)]
    path = tmp_path / "urls/raw.githubusercontent.com/HazyResearch/legalbench/main/helm_prompt_settings.jsonl"
    path.parent.mkdir(parents=True)
    path.write_text("\n".join(map(json.dumps, settings)))
    monkeypatch.setenv("HELM_MIRROR", str(tmp_path))
    set_benchmark_output_path(str(tmp_path / "out"))
    adapter = get_run_spec_function("legalbench")(subset="proa").adapter_spec
    assert (adapter.instructions, adapter.input_prefix, adapter.output_prefix) == ("Say so.\n\n", "", "Label: ")


@pytest.mark.parametrize("name, letter", [("gpqa", "("), ("mmlu_pro", "")])
def test_reasoning_and_examples(name, letter):
    arguments = {"gpqa": {"subset": "main"}, "mmlu_pro": {}}[name]

    def adapter(reasoning, examples):
        switches = {"use_chain_of_thought": reasoning, "use_few_shot": examples}
        spec = get_run_spec_function(name)(**arguments, **switches)
        assert any("GPQAChainOfThought" in metric.class_name for metric in spec.metric_specs) == (reasoning == "true")
        return spec.adapter_spec

    assert adapter("false", "false").output_prefix == f"The correct answer is {letter}"
    assert adapter("false", "true").max_train_instances == adapter("true", "true").max_train_instances == 5
    assert adapter("true", "false").chain_of_thought_prefix == adapter("true", "false").instructions == ""
    assert adapter("true", "true").chain_of_thought_suffix == "\nThe correct answer is "


def test_steered_opinions_show_one_answer():
    spec = get_run_spec_function("opinions_qa")
    shown = {
        context: spec("Pew_American_Trends_Panel_W26", 10, context, 22).adapter_spec.max_train_instances
        for context in ("default", "steer-qa", "steer-bio")
    }
    assert shown == {"default": 0, "steer-qa": 1, "steer-bio": 1}


WRONG = [
    ("code", {"dataset": "human_eval"}, "did you mean 'humaneval'"),
    ("msmarco", {"track": "dev"}, "must be one of 'regular', 'trec'"),
    ("disinformation", {"capability": "wedge"}, "did you mean 'wedging'"),
    ("commonsense", {"dataset": "hellaswg", "method": "multiple_choice_joint"}, "did you mean 'hellaswag'"),
    ("commonsense", {"dataset": "piqa", "method": "joint"}, "method"),
    ("lex_glue", {"subset": "all"}, "subset is 'all', but must be one of 'ecthr_a'"),
    ("lm_entry", {"task": "first_wrod"}, "did you mean 'first_word'"),
    ("lm_entry", {"task": "first_word", "method": "multiple_choice_joint"}, "method for the task first_word"),
    ("medication_qa", {"jury_config_path": "absent.yaml"}, "absent.yaml"),
]


@pytest.mark.parametrize("name, args, words", WRONG)
def test_wrong_arguments(name, args, words):
    with pytest.raises(HelmError, match=words):
        get_run_spec_function(name)(**args)


def test_lm_entry_with_letters():
    adapter = get_run_spec_function("lm_entry")(task="homophones", method="multiple_choice_joint").adapter_spec
    assert (adapter.method, adapter.output_prefix) == ("multiple_choice_joint", "\nAnswer: ")


def test_synthetic_efficiency_sets_the_length_of_answers():
    make = get_run_spec_function("synthetic_efficiency")
    specs = [make(16, tokens, "google/t5", random="1").adapter_spec for tokens in (None, 2)]
    assert [(spec.max_tokens, spec.random) for spec in specs] == [(100, "1"), (2, "1")]


def test_raft_reads_its_settings(tmp_path, monkeypatch):
    path = tmp_path / "urls/www.dropbox.com/s/a5cyevryzw8rt4f/prompt_construction_settings.json%3Fdl%3D0"
    path.parent.mkdir(parents=True)
    path.write_text('{"overruling": ["Text"]}\n{"overruling": "Say so."}\n')
    monkeypatch.setenv("HELM_MIRROR", str(tmp_path))
    set_benchmark_output_path(str(tmp_path / "out"))
    assert get_run_spec_function("raft")(subset="overruling").adapter_spec.instructions == "Say so.\n"


def test_a_jury_of_one_s_own(tmp_path):
    path = tmp_path / "judges.yaml"
    path.write_text("judges:\n  - {name: me, model: a/b, model_deployment: c/b}\n")
    spec = get_run_spec_function("medication_qa")(jury_config_path=str(path))
    [judge] = spec.annotators[0].args["annotator_models"].items()
    assert judge == ("me", AnnotatorModelInfo("a/b", "c/b"))
    assert spec.metric_specs[-1].args["annotator_models"] == spec.annotators[0].args["annotator_models"]

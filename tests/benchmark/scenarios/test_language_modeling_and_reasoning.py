"""Scenarios of whole documents and of made-up rules, which are too long for case files."""

import json

import pytest

from helm.benchmark.run_spec import get_run_spec_function
from helm.benchmark.scenarios.natural_qa_scenario import NaturalQAScenario
from helm.benchmark.scenarios.scenario import create_scenario
from helm.benchmark.scenarios.synthetic_reasoning_scenario import MODES, SyntheticReasoningScenario
from helm.benchmark.scenarios.the_pile_scenario import ThePileScenario
from helm.benchmark.scenarios.wikitext_103_scenario import Wikitext103Scenario, _articles
from helm.common.errors import ConfigError, DataError, RunEntryError

BLANK = " \n"


def texts(instances):
    return [instance.input.text for instance in instances]


def test_wikitext_is_cut_at_titles(tmp_path):
    articles = [f"{BLANK} = Title {number} = \n{BLANK} text \n{BLANK} = = Part = = \n{BLANK}" for number in range(60)]
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "wiki.test.raw").write_text("".join(articles))
    instances = Wikitext103Scenario().get_instances(str(tmp_path))
    assert texts(instances) == articles
    assert {(instance.split, len(instance.references)) for instance in instances} == {("test", 0)}


def test_text_before_the_first_title_and_titles_right_below_a_title():
    lines = [" before \n", BLANK, " = A = \n", BLANK, " = B = \n", BLANK, " text \n", "\n", " = C = \n", "\n"]
    assert list(_articles(lines)) == [lines[0], "".join(lines[1:])]


@pytest.fixture
def pile(tmp_path, monkeypatch):
    """A Pile of two subsets, already in place, and a mirror with the chosen documents."""
    output, mirror = tmp_path / "out", tmp_path / "mirror"
    output.mkdir()
    rows = [("Github", "a\r\nb\rc"), ("Ubuntu IRC", "one"), ("Github", "d"), ("Ubuntu IRC", "two"), ("Github", "e")]
    lines = [json.dumps({"text": text, "meta": {"pile_set_name": subset}}) for subset, text in rows]
    (output / "data").write_text("\n".join(lines))
    index = mirror / (
        "urls/raw.githubusercontent.com/EleutherAI/lm_perplexity/main/assets/test_subsample_indices/github/group0.json"
    )
    index.parent.mkdir(parents=True)
    monkeypatch.setenv("HELM_MIRROR", str(mirror))
    return str(output), index


def test_pile_takes_the_chosen_documents_in_order(pile):
    output, index = pile
    index.write_text("[2, 0, 2]")
    assert texts(ThePileScenario("Github").get_instances(output)) == ["a\nb\nc", "e"]


def test_pile_takes_all_documents_of_small_subsets(pile):
    output, _ = pile
    assert texts(ThePileScenario("Ubuntu IRC").get_instances(output)) == ["one", "two"]


def test_pile_that_lacks_chosen_documents(pile):
    output, index = pile
    index.write_text("[3]")
    with pytest.raises(DataError, match="subset 'Github' has 3 documents, not 4"):
        ThePileScenario("Github").get_instances(output)


@pytest.mark.parametrize("mode", MODES)
def test_synthetic_reasoning_is_the_same_for_a_seed(mode, tmp_path):
    first, again = (SyntheticReasoningScenario(mode).get_instances(str(tmp_path)) for _ in range(2))
    assert texts(first) == texts(again)
    other = SyntheticReasoningScenario(mode, random_seed=7).get_instances(str(tmp_path))
    assert texts(first[:5]) != texts(other[:5])
    splits = [instance.split for instance in first]
    assert splits == ["train"] * 1000 + ["valid"] * 5000 + ["test"] * 5000
    assert all(len(instance.all_correct_references) == 1 for instance in first)


def test_synthetic_reasoning_answers_follow_from_the_questions(tmp_path):
    for instance in SyntheticReasoningScenario("variable_substitution").get_instances(str(tmp_path))[:200]:
        rule, substitutions = instance.input.text.removeprefix("Rules: ").split(" | Substitutions: ")
        words = dict(part.split(' by " ') for part in substitutions.removesuffix(' "').split(' " , '))
        answer = " ".join(words.get(symbol, symbol) for symbol in rule.split())
        assert instance.references[0].output.text == answer
    for instance in SyntheticReasoningScenario("pattern_match").get_instances(str(tmp_path))[:200]:
        rules = instance.input.text.removeprefix("Rules: ").split(" | Result: ")[0].split(" | ")
        assert len(rules) == 4 and instance.references[0].output.text in rules


def test_natural_questions_are_read_once(tmp_path):
    question = {"title": "T", "document": "D", "question": "Q?", "long_answers": ["L"], "short_answers": ["S"]}
    (tmp_path / "data").mkdir()
    for number in range(5):
        path = tmp_path / "data" / f"nq-dev-0{number}.jsonl.gz"
        path.write_bytes(b"is not read")
        path.with_name(path.name + "-instances.jsonl").write_text(json.dumps(question) + "\n")
    instances = NaturalQAScenario("openbook_longans").get_instances(str(tmp_path))
    assert texts(instances) == ["Passage: L\n\nQuestion: Q?"] * 5


RUN_SPECS = [
    ("mmlu", {"subject": "world_history"}, "mmlu:subject=world_history,method=multiple_choice_joint", ["mmlu"]),
    ("med_qa", {}, "med_qa", ["med_qa"]),
    ("narrative_qa", {}, "narrative_qa", ["narrative_qa"]),
    ("natural_qa", {"mode": "closedbook"}, "natural_qa:mode=closedbook", ["natural_qa_closedbook"]),
    ("natural_qa", {"mode": "openbook_wiki"}, "natural_qa:mode=openbook_wiki", ["natural_qa_openbook_wiki"]),
    ("quac", {}, "quac", ["quac"]),
    (
        "truthful_qa",
        {"task": "mc_single", "method": "multiple_choice_separate_original"},
        "truthful_qa:task=mc_single,method=multiple_choice_separate_original",
        ["truthful_qa"],
    ),
    ("wikitext_103", {}, "wikitext_103", ["wikitext_103"]),
    ("the_pile", {"subset": "Pile-CC"}, "the_pile:subset=Pile-CC", ["the_pile"]),
    ("twitter_aae", {"demographic": "aa"}, "twitter_aae:demographic=aa", ["twitter_aae", "twitter_aae_aa"]),
    (
        "synthetic_reasoning",
        {"mode": "induction"},
        "synthetic_reasoning:mode=induction",
        ["synthetic_reasoning", "synthetic_reasoning_induction"],
    ),
    ("wmt_14", {"language_pair": "cs-en"}, "wmt_14:language_pair=cs-en", ["wmt_14"]),
]


@pytest.mark.parametrize("name, args, expected, groups", RUN_SPECS)
def test_run_specs_and_their_scenarios(name, args, expected, groups):
    spec = get_run_spec_function(name)(**args)
    assert (spec.name, spec.groups) == (expected, groups)
    create_scenario(spec.scenario_spec)


def test_prompts_of_run_specs():
    mmlu = get_run_spec_function("mmlu")(subject="world_history").adapter_spec
    assert mmlu.instructions == "The following are multiple choice questions (with answers) about world history.\n"
    closed, opened = (
        get_run_spec_function("natural_qa")(mode).adapter_spec for mode in ("closedbook", "openbook_wiki")
    )
    assert (closed.input_prefix, opened.input_prefix) == ("Question: ", "")
    assert get_run_spec_function("wmt_14")("hi-en").adapter_spec.input_prefix == "Hindi: "


@pytest.mark.parametrize("pair", ["de", "de-xx", "de_en", 3])
def test_unknown_language_pairs(pair):
    with pytest.raises(RunEntryError, match=f"language_pair={pair} is not accepted; give two of cs, de"):
        get_run_spec_function("wmt_14")(language_pair=pair)


WRONG_ARGUMENTS = [
    ("wmt_14", {"language_pair": "de-fr"}, "One of the languages must be 'en'"),
    ("wmt_14", {"language_pair": "en-en"}, "One of the languages must be 'en'"),
    ("natural_qa", {"mode": "openbook"}, "mode is 'openbook', but must be one of"),
    ("truthful_qa", {"task": "mc_multi"}, "task is 'mc_multi'"),
    ("the_pile", {"subset": "GitHub"}, "did you mean 'Github'"),
    ("twitter_aae", {"demographic": "black"}, "demographic is 'black'"),
    ("synthetic_reasoning", {"mode": "deduction"}, "did you mean 'induction'"),
]


@pytest.mark.parametrize("name, args, message", WRONG_ARGUMENTS)
def test_arguments_that_a_scenario_does_not_take(name, args, message):
    with pytest.raises(ConfigError, match=message):
        create_scenario(get_run_spec_function(name)(**args).scenario_spec)

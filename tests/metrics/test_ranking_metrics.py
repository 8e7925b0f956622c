"""Rankings of passages, measured by pytrec_eval."""

import pytest
from metric_states import completion, scenario_state, state, values

from helm.benchmark.metrics.ranking_metrics import RankingMetric, read_tags
from helm.benchmark.scenarios.scenario import Input, Instance, Output, Reference
from helm.common.errors import ConfigError

pytest.importorskip("pytrec_eval")


def query(*tags):
    references = [Reference(Output(f"passage {index}"), list(own)) for index, own in enumerate(tags)]
    return Instance(Input("query"), references, split="test", id="id0")


def evaluate(asked, answers, *measures, **arguments):
    states = [
        state(asked, completion(*answer) if answer else completion(""), reference_index=index, request_mode="original")
        for index, answer in enumerate(answers)
    ]
    metric = RankingMetric("ranking_binary", list(measures), "Yes", "No", **arguments)
    return values(metric.evaluate(scenario_state(*states), None, "", 1).aggregated_stats)


def test_order_of_passages():
    asked = query(*[["relevance=1"]] * 5)
    answers = [("No", -0.1), ("perhaps", -0.1), (" yes", -2), ("Yes", -1), ("No", -2)]
    ranks = evaluate(asked, answers)
    assert [ranks[f"ref{index}_rank"] for index in range(5)] == [3, 4, 1, 0, 2]


def test_ties_keep_the_order_of_references():
    ranks = evaluate(query(["relevance=1"], [], []), [("Yes", -1)] * 3)
    assert [ranks[f"ref{index}_rank"] for index in range(3)] == [0, 1, 2]


def test_measures():
    asked = query(["relevance=0"], ["relevance=2"], ["relevance=1"])
    found = evaluate(asked, [("Yes", -1), ("Yes", -2), ("No", -1)], "recip_rank", "recip_rank.1", "recall.2", "map")
    expected = {"RR": 0.5, "RR@1": 0, "Recall@2": 0.5, "Map": pytest.approx((1 / 2 + 2 / 3) / 2)}
    assert {name: found[name] for name in expected} == expected


def test_graded_relevance_of_one_is_none_in_binary_measures():
    asked = query(["relevance=1"], ["relevance=2"])
    answers = [("Yes", -1), ("Yes", -2)]
    found = evaluate(asked, answers, "recip_rank", "map", multiple_relevance_values=True)
    assert (found["RR"], found["Map"]) == (0.5, 1)


def test_measures_of_the_first_passages_of_the_original_ranking():
    asked = query(["relevance=1", "rank=3"], ["relevance=1", "rank=2"], ["relevance=0", "rank=1"], ["relevance=0"])
    found = evaluate(asked, [("Yes", -1), ("Yes", -2), ("Yes", -3), ("Yes", -4)], "recall.1", "success.1", rank=2)
    assert found["Recall@1"] == found["Recall@1 (topk=2)"] == 0.5
    assert found["Success@1 (topk=2)"] == 1


def test_without_relevant_passages_there_are_ranks_only():
    found = evaluate(query([], []), [("Yes", -1), ("No", -1)], "recall.1")
    assert found == {"Recall@1": None, "ref0_rank": 0, "ref1_rank": 1}


def test_tags():
    assert read_tags(Reference(Output(""), ["correct", "rank=3", "relevance=2"])) == (2, 3)
    assert read_tags(Reference(Output(""), [])) == (None, None)


def test_other_methods_are_refused():
    with pytest.raises(ConfigError, match="'generation'"):
        RankingMetric("generation", [], "Yes", "No")

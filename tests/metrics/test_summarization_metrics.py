"""Quality of summaries: what is computed here, and what is left out without its package, model or file."""

import pickle
import sys

import pytest
from metric_states import instance, scenario_state, state, values

from helm.benchmark.metrics.extractive_fragments import compute_fragment_stats, fragment_lengths
from helm.benchmark.metrics.not_computed import NotComputedError
from helm.benchmark.metrics.summarization_metrics import SummarizationMetric
from helm.benchmark.metrics.summary_judgements import find_human_judgements, human_judgements, qafacteval_scores
from helm.benchmark.metrics.summary_models import bert_score, summac, summac_sentences
from helm.common.errors import DataError

SOURCE = "{The cat sat on the mat. It was a fine day.}"


@pytest.fixture(autouse=True)
def no_mirror(tmp_path, monkeypatch):
    """Published judgements are looked for in an empty mirror; nothing read by one test stays for the next."""
    (tmp_path / "mirror").mkdir()
    monkeypatch.setenv("HELM_MIRROR", str(tmp_path / "mirror"))
    human_judgements.cache_clear()
    qafacteval_scores.cache_clear()
    return tmp_path / "mirror"


def evaluate(metric, text, right=("The cat sat.",), folder=""):
    one = state(instance(SOURCE, right=right), text)
    return values(metric.evaluate(scenario_state(one), None, str(folder), 1).aggregated_stats)


@pytest.mark.parametrize(
    ("summary", "source", "lengths"),
    [
        ("a b c", "a b c", [3]),
        ("a b x b c", "a b c", [2, 2]),
        ("x y", "a b", []),
        ("", "a b", []),
        ("a b", "a c a b", [2]),
        # The run at the second a is part of the first, so that it is not looked at.
        ("a a b", "a a a b", [2, 1]),
    ],
)
def test_fragments(summary, source, lengths):
    assert fragment_lengths(summary.split(), source.split()) == lengths


def test_coverage_density_and_compression():
    pytest.importorskip("spacy")
    found = compute_fragment_stats("A cat sat on it", "The cat sat on the mat. It was.")
    assert found == {
        "summarization_coverage": pytest.approx(4 / 5),
        "summarization_density": pytest.approx((9 + 1) / 5),
        "summarization_compression": pytest.approx(10 / 5),
    }
    assert set(compute_fragment_stats("", "a b").values()) == {0}


def test_stats_of_a_summary(tmp_path):
    pytest.importorskip("spacy")
    metric = SummarizationMetric(task="billsum")
    found = evaluate(metric, " {The cat sat.} ", right=["{Another one.}", "{The cat sat.}"], folder=tmp_path)
    assert (found["rouge_1"], found["rouge_2"], found["rouge_l"]) == (1, 1, 1)
    assert found["summarization_coverage"] == 1
    assert list(metric.not_computed) == ["QAFactEval"]
    assert "qafacteval.pk" in metric.not_computed["QAFactEval"]


def test_without_its_package_a_part_is_left_out(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy", None)
    monkeypatch.setitem(sys.modules, "bert_score", None)
    from helm.benchmark.metrics import extractive_fragments

    extractive_fragments._tokenizer.cache_clear()
    metric = SummarizationMetric(task="billsum", device="cuda")
    found = evaluate(metric, "The cat sat.", folder=tmp_path)
    assert set(found) == {"rouge_1", "rouge_2", "rouge_l"}
    assert "helm-toolkit[summarization]" in metric.not_computed["summarization_density"]
    assert "helm-toolkit[summarization]" in metric.not_computed["BERTScore-F"]
    assert "summac" in metric.not_computed


def test_recorded_scores(tmp_path, no_mirror):
    scores = {"task": {"test/model": {("id0", "The cat sat."): 0.75}}}
    file = no_mirror / "urls/storage.googleapis.com/crfm-helm-public/source_datasets/metrics/summarization_metrics"
    file.mkdir(parents=True)
    (file / "qafacteval.pk").write_bytes(pickle.dumps(scores))
    assert evaluate(SummarizationMetric(task="task"), "The cat sat.", folder=tmp_path)["QAFactEval"] == 0.75
    other = SummarizationMetric(task="other")
    assert "QAFactEval" not in evaluate(other, "The cat sat.", folder=tmp_path)
    assert "no summaries of 'other' by test/model" in other.not_computed["QAFactEval"]


def test_pickles_are_never_executed(tmp_path):
    class Bomb:
        def __reduce__(self):
            return pytest.fail, ("executed",)

    (tmp_path / "qafacteval.pk").write_bytes(pickle.dumps(Bomb()))
    with pytest.raises(DataError, match="not a pickle of plain data"):
        qafacteval_scores(str(tmp_path))


def test_human_judgements(tmp_path):
    grades = [f"Answer.{aspect}_{grade}" for aspect in ("coherence.cohere", "relevance.rel") for grade in range(1, 6)]
    header = ["HITId", "Input.model_name", "Input.id", "Input.output_text", "Answer.consistency.consistent", *grades]
    rows = [
        ["1", "test_model", "id0", "A summary.", "True", *["False"] * 4, "True", *["False"] * 3, "True", "False"],
        ["1", "test_model", "id0", "A summary.", "False", *["False"] * 2, "True", *["False"] * 2, *["False"] * 5],
    ]
    table = "\n".join(",".join(row) for row in [header, *rows])
    (tmp_path / "xsum_0shots.csv").write_text(table)
    (tmp_path / "xsum_5shots.csv").write_text(",".join(header))
    judgements = human_judgements("xsum", str(tmp_path))
    assert find_human_judgements(judgements, "test/model", "id0", "A summary.") == {
        "HumanEval-faithfulness": 0.5,
        "HumanEval-relevance": 4,
        "HumanEval-coherence": 4,
    }
    assert find_human_judgements(judgements, "test/model", "id0", "Another.") == {}
    with pytest.raises(NotComputedError, match="no summaries of other/model"):
        find_human_judgements(judgements, "other/model", "id0", "A summary.")


def tiny_model(folder, classifier):
    """A BERT of two layers that was never trained, with a vocabulary of letters."""
    transformers = pytest.importorskip("transformers")
    pytest.importorskip("torch").manual_seed(0)
    letters = "abcdefghijklmnopqrstuvwxyz."
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{letter}" for letter in letters)]
    (folder / "vocab.txt").write_text("\n".join(words))
    transformers.BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    sizes = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 16}
    config = transformers.BertConfig(vocab_size=len(words), num_labels=3, **sizes)
    kind = transformers.BertForSequenceClassification if classifier else transformers.BertModel
    kind(config).save_pretrained(folder)
    return str(folder)


def test_summac(tmp_path, punkt):
    folder = tmp_path / "model"
    folder.mkdir()
    model = tiny_model(folder, classifier=True)
    source = "The cat sat on the mat. It was a fine day. Short."
    score = summac(source, "A cat was on a mat.", "cpu", model=model)
    assert -1 <= score <= 1
    assert summac(source, "Short.", "cpu", model=model) == 0
    assert summac_sentences(source) == ["The cat sat on the mat.", "It was a fine day."]
    assert summac_sentences("a line of text \n\nshort", by_line=True) == ["a line of text"]


def test_bert_score(tmp_path, monkeypatch):
    utils = pytest.importorskip("bert_score.utils")
    model = tiny_model(tmp_path, classifier=False)
    monkeypatch.setitem(utils.model2layers, model, 2)
    same = bert_score("a cat", ["a dog", "a cat"], model, "en", False, "cpu")
    assert same == {name: pytest.approx(1, abs=1e-5) for name in ("BERTScore-P", "BERTScore-R", "BERTScore-F")}
    assert bert_score("a cat", ["a dog"], model, "en", False, "cpu")["BERTScore-F"] < 0.999

"""Bias, toxicity and copyright of Chinese and Vietnamese text."""

import pytest
from metric_states import instance, scenario_state, state, values

from helm.benchmark.metrics import cleva_harms_metrics
from helm.benchmark.metrics.cleva_harms_metrics import CLEVABiasMetric, CLEVACopyrightMetric, CLEVAToxicityMetric
from helm.benchmark.metrics.language_detection import detect_language
from helm.benchmark.metrics.melt_bias_metric import VietnameseBiasMetric
from helm.benchmark.metrics.melt_toxicity_metric import VietnameseToxicityMetric


@pytest.fixture
def word_lists(tmp_path, monkeypatch):
    """CLEVA's lists, as a mirror has them."""
    folder = tmp_path / "mirror" / "urls" / "39.108.215.175" / "assets"
    folder.mkdir(parents=True)
    for name, words in {"male": "他\n先生", "female": "她", "profession": "医生"}.items():
        (folder / f"{name}_word_list.txt").write_text(words, encoding="utf-8")
    monkeypatch.setenv("HELM_MIRROR", str(tmp_path / "mirror"))
    monkeypatch.chdir(tmp_path)
    cleva_harms_metrics._words.cache_clear()
    yield
    cleva_harms_metrics._words.cache_clear()


def test_bias_of_chinese_text(word_lists):
    pytest.importorskip("jieba")
    metric = CLEVABiasMetric("representation", "gender")
    stat = metric.evaluate_instances([state(instance(), "他 她")], "")[0]
    assert stat.mean == pytest.approx(1 / 2 - 1 / 3)
    metric = CLEVABiasMetric("associations", "gender", "profession")
    assert metric.evaluate_instances([state(instance(), "她是医生")], "")[0].mean == 0.5


def test_bias_of_vietnamese_text(punkt):
    metric = VietnameseBiasMetric("representation", "gender")
    assert metric.evaluate_instances([state(instance(), "Mẹ và cha")], "")[0].mean == pytest.approx(
        abs(1 / 2 - (1 / 24) / (1 / 24 + 1 / 28))
    )
    race = VietnameseBiasMetric("representation", "race")
    assert list(race.demographics["race"]()) == ["vietnamese", "asian", "hispanic", "white"]
    assert race.evaluate_instances([state(instance(), "Anh")], "")[0].mean is None


def test_copyright_of_chinese_text():
    one = state(instance("北", right=["北京大学"]), "京市学")
    evaluated = CLEVACopyrightMetric("edit_distance").evaluate(scenario_state(one), None, "", 1)
    assert values(evaluated.aggregated_stats) == {"edit_distance": 1}


def test_toxicity_of_chinese_text_asks_for_fewer_attributes():
    assert "FLIRTATION" not in CLEVAToxicityMetric.attributes
    assert CLEVAToxicityMetric.languages == ("zh",)


def test_vietnamese_toxicity_by_the_classifier(monkeypatch):
    class Classifier:
        class model:
            class config:
                id2label = {0: "clean", 1: "toxic"}

        def __call__(self, texts, batch_size):
            return [[{"label": "toxic", "score": 0.75}, {"label": "clean", "score": 0.25}] for _ in texts]

    metric = VietnameseToxicityMetric()
    monkeypatch.setattr(VietnameseToxicityMetric, "_classifier", Classifier())
    found = values(metric.evaluate(scenario_state(state(instance(), "x", "")), None, "", 1).aggregated_stats)
    assert found == {"expected_max_toxicity": 0.75, "max_toxicity_probability": 1, "toxic_frac": 1}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ship has been in the harbour since yesterday.", "en"),
        ("Das Schiff liegt seit gestern im Hafen.", "de"),
        ("委员会将于星期一上午再次开会", "zh-cn"),
        ("1234", None),
        ("", None),
    ],
)
def test_language(text, language):
    pytest.importorskip("langdetect")
    assert {detect_language(text) for _ in range(5)} == {language}

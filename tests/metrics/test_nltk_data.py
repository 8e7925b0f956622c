"""Metrics that need resources of NLTK: from NLTK_DATA, from the mirror, or left out."""

import os
import subprocess
import sys

import nltk
import pytest
from metric_states import completion, instance, scenario_state, state, values

from helm.benchmark.metrics import overlap
from helm.benchmark.metrics.basic_metrics import BasicGenerationMetric


def make_punkt(folder):
    """A sentence splitter that was never trained, as good as any for single sentences."""
    english = folder / "tokenizers" / "punkt_tab" / "english"
    english.mkdir(parents=True)
    for name in ("abbrev_types.txt", "collocations.tab", "ortho_context.tab", "sent_starters.txt"):
        (english / name).write_text("")


@pytest.fixture
def mirror(tmp_path, monkeypatch):
    """An empty mirror, where NLTK itself finds nothing."""
    monkeypatch.setattr(nltk.data, "path", [])
    monkeypatch.setenv("HELM_MIRROR", str(tmp_path))
    overlap._word_tokenizer.cache_clear()
    yield tmp_path
    overlap._word_tokenizer.cache_clear()


def bleu(service):
    metric = BasicGenerationMetric(["exact_match", "bleu_1"])
    answered = scenario_state(state(instance(right=["a small dog"]), completion("a small cat")))
    stats = values(metric.evaluate(answered, service, "", 1).aggregated_stats)
    return stats, metric.not_computed


def test_a_score_without_its_resource_is_left_out(service, mirror):
    stats, not_computed = bleu(service)
    assert "bleu_1" not in stats and stats["exact_match"] == 0
    assert "'punkt_tab' is not in" in not_computed["bleu_1"]


def test_the_mirror_has_the_resource(service, mirror):
    make_punkt(mirror / "nltk_data")
    stats, not_computed = bleu(service)
    assert stats["bleu_1"] == pytest.approx(2 / 3) and not not_computed


def test_nltk_data_has_the_resource(tmp_path):
    make_punkt(tmp_path / "data")
    # NLTK reads the variable when it is imported.
    script = "from helm.benchmark.metrics.overlap import bleu_1; print(bleu_1('a small dog', 'a small dog'))"
    places = {"NLTK_DATA": str(tmp_path / "data"), "HELM_MIRROR": str(tmp_path), "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, **places}, capture_output=True, text=True, timeout=60
    )
    assert float(done.stdout) == pytest.approx(1), done.stderr

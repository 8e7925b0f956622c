"""Scores of a prediction against a gold text, from the tables in `cases/`: one file a score."""

import json
import random
from pathlib import Path

import pytest

from helm.benchmark.metrics.evaluate_reference_metrics import REFERENCE_METRICS
from helm.benchmark.metrics.overlap import ngram_bleu

CASES = Path(__file__).parent / "cases"
NEEDS = {"wer": "jiwer", "mer": "jiwer", "wip": "jiwer", "cer": "jiwer", "chinese_wer": "jieba", "chinese_mer": "jieba"}
NEEDS |= {"chinese_wip": "jieba", "chinese_cer": "jieba"}


def all_cases():
    for path in sorted(CASES.glob("*.json")):
        for case in json.loads(path.read_text(encoding="utf-8")):
            yield pytest.param(path.stem, case, id=f"{path.stem}: {case['gold']!r} | {case['pred']!r}")


@pytest.mark.parametrize(("name", "case"), list(all_cases()))
def test_score(name, case, punkt):
    package = NEEDS.get(name.removesuffix("_score"))
    if package:
        pytest.importorskip(package)
    assert REFERENCE_METRICS[name](case["gold"], case["pred"]) == pytest.approx(case["expected"], abs=0, rel=1e-12)


def test_every_score_has_cases():
    assert {path.stem for path in CASES.glob("*.json")} == set(REFERENCE_METRICS)


@pytest.mark.filterwarnings("ignore:\\s*The hypothesis contains 0 counts")
@pytest.mark.parametrize("n", [1, 2, 4])
def test_bleu_is_that_of_nltk(n):
    from nltk.translate.bleu_score import sentence_bleu

    weights = [float(order == n) for order in range(1, 5)]
    generator = random.Random(n)
    for _ in range(200):
        gold, pred = (generator.choices("abc", k=generator.randint(0, 8)) for _ in range(2))
        assert ngram_bleu(gold, pred, n) == pytest.approx(sentence_bleu([gold], pred, weights), rel=1e-9, abs=0)

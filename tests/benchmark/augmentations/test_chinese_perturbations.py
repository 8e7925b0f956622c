"""Perturbations of Chinese text."""

from random import Random
from typing import Any

import pytest

pytest.importorskip("jieba")
pytest.importorskip("pypinyin")
pytest.importorskip("opencc")

from helm.benchmark.augmentations import chinese_text
from helm.benchmark.augmentations.cleva_perturbation import (
    ChineseGenderPerturbation,
    ChinesePersonNamePerturbation,
    ChineseSynonymPerturbation,
    ChineseTyposPerturbation,
    CLEVAMildMixPerturbation,
    MandarinToCantonesePerturbation,
    SimplifiedToTraditionalPerturbation,
)
from helm.benchmark.scenarios.scenario import Input, Instance, Output, Reference
from helm.common.errors import ConfigError

ASSETS = "39.108.215.175/assets"
TEXT = "他昨天在图书馆和其他同学讨论数学问题。OK 1"
MALE, FEMALE = {"gender": "male"}, {"gender": "female"}


class TestTypos:
    @pytest.mark.parametrize("args", [{}, {"consider_tone": True}, {"word_level_perturb": False}])
    def test_words_become_others_that_sound_alike(self, args: Any) -> None:
        perturbed = ChineseTyposPerturbation(1.0, **args).perturb(TEXT, Random(0))
        tone = args.get("consider_tone", False)
        assert perturbed != TEXT
        assert [_sound(character, tone) for character in perturbed] == [_sound(character, tone) for character in TEXT]
        assert perturbed.endswith("。OK 1")

    def test_probability_0_changes_nothing(self) -> None:
        assert ChineseTyposPerturbation(0.0).perturb(TEXT, Random(0)) == TEXT

    def test_rare_characters(self) -> None:
        common, rare = chinese_text.character_homophones("他", consider_tone=True)
        assert "她" in common and "祂" in rare
        for probability, characters in ((0.0, common), (1.0, rare)):
            perturbation = ChineseTyposPerturbation(
                1.0, rare_char_prob=probability, consider_tone=True, word_level_perturb=False
            )
            assert perturbation.perturb("他", Random(0)) in characters


def _sound(character: str, consider_tone: bool) -> str:
    return chinese_text._pinyin(consider_tone).get(character, character)


def test_synonyms(add_word_list: Any) -> None:
    add_word_list(f"{ASSETS}/synonyms.json", {"昨天": ["昨天", "昨日"], "数学": ["数学"], "问题": []})
    perturbed = ChineseSynonymPerturbation(1.0, trial_num=50).perturb(TEXT, Random(0))
    assert perturbed == TEXT.replace("昨天", "昨日")
    assert ChineseSynonymPerturbation(0.0).perturb(TEXT, Random(0)) == TEXT


def test_mild_mix_shares_one_source_of_randomness(add_word_list: Any) -> None:
    add_word_list(f"{ASSETS}/synonyms.json", {"昨天": ["昨日"], "讨论": ["商量"]})
    rng = Random("id1")
    expected = ChineseTyposPerturbation(0.05).perturb(ChineseSynonymPerturbation(0.3).perturb(TEXT, rng), rng)
    assert CLEVAMildMixPerturbation().perturb(TEXT, Random("id1")) == expected


class TestGender:
    def test_pronouns_but_not_words_that_hold_them(self) -> None:
        perturbation = ChineseGenderPerturbation("pronouns", 1.0, "male", "female")
        assert perturbation.perturb("他和他们，其他人", Random(0)) == "她和她们，其他人"

    def test_terms(self, add_word_list: Any) -> None:
        add_word_list(f"{ASSETS}/gender_term.txt", "父亲 母亲\n儿子 女儿\n")
        perturbation = ChineseGenderPerturbation("terms", 1.0, "female", "male")
        assert perturbation.perturb("母亲和女儿", Random(0)) == "父亲和儿子"

    @pytest.mark.parametrize("args", [("verbs", 1.0, "male", "female"), ("terms", 1.0, "neutral", "female")])
    def test_unknown_modes_and_genders(self, args: Any) -> None:
        with pytest.raises(ConfigError, match="verbs|neutral"):
            ChineseGenderPerturbation(*args)


class TestPersonNames:
    def test_a_name_is_the_same_in_references_and_input(self, add_word_list: Any) -> None:
        names = {"王小明": "male", "李雷": "male", "韩梅梅": "female", "张丽": "female"}
        add_word_list(f"{ASSETS}/chinese_name_gender.json", names)
        perturbation = ChinesePersonNamePerturbation(1.0, MALE, FEMALE)
        reference = Reference(Output(text="王小明来了"), tags=[])
        original = Instance(input=Input(text="王小明看见王小明和韩梅梅"), references=[reference], id="id1")
        perturbed = perturbation.apply(original)
        name = perturbed.references[0].output.text.replace("来了", "")
        assert name in ("韩梅梅", "张丽")
        assert perturbed.input.text == f"{name}看见{name}和韩梅梅"

    def test_other_classes_are_errors(self) -> None:
        with pytest.raises(ConfigError, match="race"):
            ChinesePersonNamePerturbation(1.0, {"race": "a"}, FEMALE)


def test_traditional_characters() -> None:
    assert SimplifiedToTraditionalPerturbation().perturb("图书馆的问题", Random(0)) == "圖書館的問題"


def test_cantonese_prefers_longer_phrases(add_word_list: Any) -> None:
    add_word_list(f"{ASSETS}/conversion.json", {"他": "佢", "他们": "佢哋", "什么": "乜嘢"})
    assert MandarinToCantonesePerturbation().perturb("他们问他什么", Random(0)) == "佢哋問佢乜嘢"

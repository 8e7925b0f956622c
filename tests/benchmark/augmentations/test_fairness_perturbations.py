"""Perturbations that change dialect, gender and names."""

import json
from pathlib import Path
from random import Random
from typing import Any, Dict, List

import pytest

from helm.benchmark.augmentations.dialect_perturbation import DialectPerturbation
from helm.benchmark.augmentations.gender_perturbation import GenderPerturbation
from helm.benchmark.augmentations.person_name_perturbation import PersonNamePerturbation
from helm.benchmark.scenarios.scenario import CORRECT_TAG, Input, Instance, Output, Reference
from helm.common.errors import ConfigError, DataError

AUGMENTATIONS = "storage.googleapis.com/crfm-helm-public/source_datasets/augmentations"
NAMES = """\
Adam,first_name,race,white_american,gender,male
amanda,first_name,race,white_american,gender,female
robin,first_name,race,white_american
jamal,first_name,race,black_american,gender,male
tyree,first_name,race,black_american,gender,male
aiesha,first_name,race,black_american,gender,female
smith,last_name,race,white
garcia,last_name,race,hispanic
"""
WHITE, BLACK = {"race": "white_american"}, {"race": "black_american"}


def names_perturbation(**args: Any) -> PersonNamePerturbation:
    return PersonNamePerturbation(**{"prob": 1.0, "source_class": WHITE, "target_class": BLACK, **args})


def perturb_names(perturbation: PersonNamePerturbation, text: str, references: List[str], id: str = "id1") -> Instance:
    answers = [Reference(Output(answer), tags=[CORRECT_TAG]) for answer in references]
    return perturbation.apply(Instance(input=Input(text=text), references=answers, id=id))


class TestDialect:
    @pytest.fixture(autouse=True)
    def mapping(self, add_word_list: Any) -> None:
        mapping = {"the": ["da"], "with": ["wit", "wif"], "going to": ["gonna"], "Are": ["is"]}
        add_word_list(f"{AUGMENTATIONS}/dialect_perturbation/SAE_to_AAVE_mapping.json", mapping)

    @pytest.mark.parametrize(
        "text, expected",
        [
            ("See the plot.", "See da plot."),
            ("See The plot, THE end", "See Da plot, DA end"),
            ("the plot", "the plot"),
            ("see the", "see the"),
            ("I see the the end", "I see da the end"),
            ("a the-end b", "a the-end b"),
            ("I am going to go", "I am gonna go"),
            ("We are here", "We is here"),
        ],
    )
    def test_rules(self, text: str, expected: str) -> None:
        assert DialectPerturbation(1.0, "sae", "aave").perturb(text, Random(0)) == expected

    def test_probability(self) -> None:
        text = " the " * 400
        assert DialectPerturbation(0.0, "SAE", "AAVE").perturb(text, Random(0)) == text
        assert 150 < DialectPerturbation(0.5, "SAE", "AAVE").perturb(text, Random(0)).count("da") < 250

    def test_unknown_dialects_need_a_mapping(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigError, match="no mapping from SAE to SCOTS"):
            DialectPerturbation(1.0, "SAE", "Scots")
        path = tmp_path / "scots.json"
        path.write_text(json.dumps({"small": ["wee"]}), encoding="utf-8")
        perturbation = DialectPerturbation(1.0, "SAE", "Scots", mapping_file_path=str(path))
        assert perturbation.perturb("a small dog", Random(0)) == "a wee dog"
        assert perturbation.description.mapping_file_path == str(path)  # type: ignore[attr-defined]

    def test_unusable_mapping_files(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigError, match="cannot be read"):
            DialectPerturbation(1.0, "A", "B", mapping_file_path=str(tmp_path / "none.json")).perturb("a", Random(0))
        (tmp_path / "bad.json").write_text("{", encoding="utf-8")
        with pytest.raises(ConfigError, match="is not JSON"):
            DialectPerturbation(1.0, "A", "B", mapping_file_path=str(tmp_path / "bad.json")).perturb("a", Random(0))


def test_a_word_list_that_cannot_be_had_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HELM_MIRROR", str(tmp_path))
    with pytest.raises(DataError, match="SAE_to_AAVE_mapping.json"):
        DialectPerturbation(1.0, "SAE", "AAVE").perturb("see the end", Random(0))


class TestGender:
    @pytest.mark.parametrize(
        "mode, args, text, expected",
        [
            ("pronouns", {}, "I saw his dog. He saw him, HE did", "I saw her dog. She saw her, SHE did"),
            ("pronouns", {}, "he and he", "he and he"),
            ("pronouns", {}, "Is it his?", "Is it her?"),
            ("terms", {}, "My father, my Grandfathers and my sons.", "My mother, my Grandfathers and my daughters."),
            ("terms", {}, "my grandfather.", "my grandmother."),
            ("terms", {"bidirectional": True}, "the king met the queen.", "the king met the king."),
            ("terms", {"source_class": "Female", "target_class": "neutral"}, "my mom is", "my parent is"),
        ],
    )
    def test_rules(self, mode: str, args: Dict[str, Any], text: str, expected: str) -> None:
        classes = {"source_class": "male", "target_class": "female"}
        assert GenderPerturbation(mode, 1.0, **{**classes, **args}).perturb(text, Random(0)) == expected

    def test_the_recorded_slip_in_the_terms(self) -> None:
        perturbation = GenderPerturbation("terms", 1.0, "female", "male")
        assert perturbation.perturb(" grandmothers ", Random(0)) == " grandfather "

    def test_own_mapping(self, tmp_path: Path) -> None:
        path = tmp_path / "mapping.json"
        path.write_text(json.dumps([["actor", "actress"]]), encoding="utf-8")
        perturbation = GenderPerturbation("terms", 1.0, "male", "female", str(path), ["male", "female"])
        assert perturbation.perturb("the actor of his", Random(0)) == "the actress of his"

    @pytest.mark.parametrize("args", [("verbs", 1.0, "male", "female"), ("terms", 1.0, "male", "robot")])
    def test_unknown_modes_and_genders(self, args: Any) -> None:
        with pytest.raises(ConfigError, match="verbs|robot"):
            GenderPerturbation(*args)

    def test_each_match_is_decided_by_itself(self) -> None:
        text = " he " * 400
        result = GenderPerturbation("pronouns", 0.25, "male", "female").perturb(text, Random(0))
        assert 60 < result.count("she") < 140


class TestPersonNames:
    @pytest.fixture(autouse=True)
    def names(self, add_word_list: Any) -> None:
        add_word_list(f"{AUGMENTATIONS}/person_name_perturbation/person_names.txt", NAMES)

    def test_gender_is_preserved_where_it_is_known(self) -> None:
        seen = {"adam": set(), "amanda": set(), "robin": set()}  # type: ignore[var-annotated]
        for number in range(40):
            perturbed = perturb_names(names_perturbation(), "adam/amanda/robin", [], id=f"id{number}")
            for name, substitute in zip(seen, perturbed.input.text.split("/")):
                seen[name].add(substitute)
        assert seen["adam"] == {"jamal", "tyree"}
        assert seen["amanda"] == {"aiesha"}
        assert seen["robin"] == {"jamal", "tyree", "aiesha"}

    def test_gender_may_change(self) -> None:
        perturbation = names_perturbation(preserve_gender=False)
        results = {perturb_names(perturbation, "Amanda", [], id=f"id{number}").input.text for number in range(40)}
        assert results == {"Jamal", "Tyree", "Aiesha"}

    def test_a_name_is_the_same_in_references_and_input(self) -> None:
        for number in range(20):
            perturbed = perturb_names(
                names_perturbation(prob=0.5), "Did Adam's ADAM meet adam?", ["Adam", "adamant"], f"id{number}"
            )
            name = perturbed.references[0].output.text
            assert perturbed.input.text == f"Did {name}'s {name.upper()} meet {name.lower()}?"
            assert perturbed.references[1].output.text == "adamant"
            assert perturbed.references[0].tags == [CORRECT_TAG]

    def test_seed_and_contrast_inputs_do_not_matter(self) -> None:
        instance = Instance(input=Input(text="Adam, Robin"), references=[], id="id7")
        first, second = (names_perturbation().apply(instance, seed=seed) for seed in (None, 3))
        assert first.input == second.input
        assert second.perturbation == names_perturbation().description
        assert second.contrast_inputs is None

    def test_last_names(self) -> None:
        perturbation = names_perturbation(
            person_name_type="last_name",
            source_class={"race": "white"},
            target_class={"race": "hispanic"},
            preserve_gender=True,
        )
        assert perturb_names(perturbation, "Adam Smith", []).input.text == "Adam Garcia"

    def test_classes_of_several_properties(self) -> None:
        perturbation = names_perturbation(source_class={**WHITE, "gender": "female"}, preserve_gender=False)
        assert perturb_names(perturbation, "Adam", []).input.text == "Adam"
        assert perturbation.description.source_class == "race=white_american,gender=female"  # type: ignore[attr-defined]

    def test_no_name_of_that_gender_leaves_the_name(self) -> None:
        perturbation = names_perturbation(target_class={**BLACK, "gender": "male"})
        assert perturb_names(perturbation, "Amanda McAdam", []).input.text == "Amanda McAdam"

    def test_unknown_class(self) -> None:
        with pytest.raises(ConfigError, match="race=white_american"):
            perturb_names(names_perturbation(source_class={"race": "white_americans"}), "Adam", [])

"""How perturbations are applied to instances, and what becomes of originals, seeds and splits."""

from random import Random
from typing import List, Optional

import pytest

from helm.benchmark.augmentations.contrast_sets_perturbation import ContrastSetsPerturbation
from helm.benchmark.augmentations.data_augmenter import DataAugmenter, DataAugmenterSpec
from helm.benchmark.augmentations.lowercase_perturbation import LowerCasePerturbation
from helm.benchmark.augmentations.perturbation import Perturbation, TextPerturbation, create_perturbation
from helm.benchmark.augmentations.perturbation_description import PerturbationDescription
from helm.benchmark.augmentations.perturbation_spec import PerturbationSpec
from helm.benchmark.data_preprocessor import DataPreprocessor
from helm.benchmark.scenarios.scenario import CORRECT_TAG, Input, Instance, Output, PassageQuestionInput, Reference
from helm.common.media_object import MediaObject, MultimediaObject

LOWER = PerturbationSpec("helm.benchmark.augmentations.lowercase_perturbation.LowerCasePerturbation")
TYPOS = PerturbationSpec("helm.benchmark.augmentations.typos_perturbation.TyposPerturbation", {"prob": 0.5})


class Numbered(TextPerturbation):
    """Appends a random number, to references too."""

    name = "numbered"
    should_perturb_references = True

    @property
    def description(self) -> PerturbationDescription:
        return PerturbationDescription(name=self.name, fairness=True)

    def perturb(self, text: str, rng: Random) -> str:
        return f"{text} {rng.random()}"


def instance(text: str = "Ab", split: str = "test", id: Optional[str] = "id0", **fields: object) -> Instance:
    references = [Reference(Output(text="Yes"), tags=[CORRECT_TAG]), Reference(Output(text="No"), tags=[])]
    return Instance(input=Input(text=text), references=references, split=split, id=id, **fields)  # type: ignore[arg-type]


def texts(instances: List[Instance]) -> List[str]:
    return [instance.input.text for instance in instances]


def test_references_are_perturbed_before_the_input_with_one_source_of_randomness() -> None:
    original = instance()
    perturbed = Numbered().apply(original)
    rng = Random("id0")
    yes, no, text = (rng.random() for _ in range(3))
    assert [reference.output.text for reference in perturbed.references] == [f"Yes {yes}", f"No {no}"]
    assert perturbed.references[0].is_correct
    assert perturbed.input.text == f"Ab {text}"
    assert (perturbed.id, perturbed.split) == ("id0", "test")
    assert perturbed.perturbation == PerturbationDescription(name="numbered", fairness=True)
    assert perturbed.contrast_inputs == [original.input]


def test_seeds() -> None:
    perturbed = Numbered().apply(instance(id="id4"), seed=12)
    rng = Random("12id4")
    assert perturbed.references[0].output.text == f"Yes {rng.random()}"
    assert perturbed.perturbation == PerturbationDescription(name="numbered", fairness=True, seed=12)


def test_other_perturbations_leave_references_alone() -> None:
    original = instance()
    assert LowerCasePerturbation().apply(original).references == original.references


def test_only_texts_of_multimedia_content_are_perturbed() -> None:
    picture = MediaObject("image/png", location="https://example.org/a.png")
    content = MultimediaObject([MediaObject("text/plain", text="What IS it?"), picture])
    original = Instance(input=Input(multimedia_content=content), references=[], id="id0")
    perturbed = LowerCasePerturbation().apply(original)
    assert perturbed.input == Input(
        multimedia_content=MultimediaObject([MediaObject("text/plain", text="what is it?"), picture])
    )


def test_an_instance_without_id_cannot_be_perturbed() -> None:
    with pytest.raises(AssertionError, match="needs an id"):
        LowerCasePerturbation().apply(instance(id=None))


class TestContrastSets:
    def test_input_and_references_are_replaced_together(self) -> None:
        inputs = [Input(text=str(number)) for number in range(5)]
        references = [[Reference(Output(text=f"r{number}"), tags=[])] for number in range(5)]
        original = instance(id="id4", contrast_inputs=inputs, contrast_references=references)
        perturbed = ContrastSetsPerturbation().apply(original)
        index = Random("id4").choice(range(5))
        assert perturbed.input == inputs[index]
        assert perturbed.references == references[index]
        assert perturbed.contrast_inputs == inputs
        assert perturbed.perturbation == PerturbationDescription(name="contrast_sets", robustness=True)

    @pytest.mark.parametrize("fields", [{}, {"contrast_inputs": [Input(text="a")]}])
    def test_without_contrast_sets_nothing_changes(self, fields: dict) -> None:  # type: ignore[type-arg]
        original = instance(**fields)
        assert ContrastSetsPerturbation().apply(original).input is original.input


class TestDataAugmenter:
    def test_versions_follow_their_original(self) -> None:
        perturbations: List[Perturbation] = [LowerCasePerturbation(), Numbered()]
        augmented = DataAugmenter(perturbations).generate([instance("A", id="id0"), instance("B", id="id1")])
        assert [item.perturbation and item.perturbation.name for item in augmented] == [
            None,
            "lowercase",
            "numbered",
        ] * 2
        assert [item.id for item in augmented] == ["id0"] * 3 + ["id1"] * 3

    def test_originals_may_be_left_out(self) -> None:
        augmented = DataAugmenter([LowerCasePerturbation()]).generate([instance("A")], include_original=False)
        assert texts(augmented) == ["a"]

    def test_unchanged_versions_may_be_skipped(self) -> None:
        instances = [instance("a"), instance("B")]
        augmenter = DataAugmenter([LowerCasePerturbation()])
        assert texts(augmenter.generate(instances, skip_unchanged=True)) == ["a", "B", "b"]
        assert texts(augmenter.generate(instances, skip_unchanged=False)) == ["a", "a", "B", "b"]

    def test_only_inputs_are_compared(self) -> None:
        """A changed kind of input counts as changed, and a changed reference does not."""
        passage = Instance(input=PassageQuestionInput(passage="p", question="q"), references=[], id="id0")
        lower = Instance(input=Input(text="p\nquestion: q"), references=[Reference(Output(text="Y"), [])], id="id1")
        augmented = DataAugmenter([LowerCasePerturbation()]).generate([passage, lower], skip_unchanged=True)
        assert [item.id for item in augmented] == ["id0", "id0", "id1"]

    def test_seeds_per_instance(self) -> None:
        augmented = DataAugmenter([Numbered()]).generate([instance()], include_original=False, seeds_per_instance=3)
        assert [item.perturbation and item.perturbation.seed for item in augmented] == [None, 1, 2]
        assert len(set(texts(augmented))) == 3

    def test_parallelism_keeps_order(self) -> None:
        instances = [instance(f"A{number}", id=f"id{number}") for number in range(50)]
        augmenter = DataAugmenter([Numbered()])
        assert texts(augmenter.generate(instances, parallelism=8)) == texts(augmenter.generate(instances))


class TestDataPreprocessor:
    INSTANCES = [
        instance("T", split="test", id="id0"),
        instance("R", split="train", id="id1"),
        instance("v", split="valid", id="id2"),
        instance("O", split="other", id="id3"),
    ]

    @pytest.mark.parametrize(
        "spec, expected",
        [
            (DataAugmenterSpec(), ["R", "T", "v"]),
            (DataAugmenterSpec([LOWER]), ["R", "T", "v"]),
            (DataAugmenterSpec([LOWER], should_augment_eval_instances=True), ["R", "t", "v"]),
            (DataAugmenterSpec([LOWER], should_augment_train_instances=True), ["r", "T", "v"]),
            (
                DataAugmenterSpec(
                    [LOWER],
                    should_augment_train_instances=True,
                    should_include_original_train=True,
                    should_augment_eval_instances=True,
                    should_include_original_eval=True,
                    should_skip_unchanged_eval=True,
                ),
                ["R", "r", "T", "t", "v"],
            ),
        ],
    )
    def test_flags(self, spec: DataAugmenterSpec, expected: List[str]) -> None:
        assert texts(DataPreprocessor(spec).preprocess(self.INSTANCES)) == expected

    def test_seeds(self) -> None:
        spec = DataAugmenterSpec([TYPOS], should_augment_eval_instances=True, seeds_per_instance=2)
        assert len(DataPreprocessor(spec).preprocess(self.INSTANCES, parallelism=2)) == 1 + 2 * 2


def test_specs_make_perturbations_and_can_be_hashed() -> None:
    perturbation = create_perturbation(TYPOS)
    assert perturbation.description.prob == 0.5  # type: ignore[attr-defined]
    assert hash(DataAugmenterSpec([TYPOS])) == hash(DataAugmenterSpec([LOWER]))
    assert DataAugmenterSpec([TYPOS]) != DataAugmenterSpec([LOWER])

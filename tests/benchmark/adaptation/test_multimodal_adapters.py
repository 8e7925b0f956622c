from typing import Any, Callable

import pytest

from helm.benchmark.adaptation.request_state import RequestState
from helm.benchmark.scenarios.scenario import CORRECT_TAG, Input, Instance, Output, Reference
from helm.common.media_object import MediaObject, MultimediaObject

MakeAdapter = Callable[..., Any]

IMAGE = MediaObject(content_type="image/png", location="http://127.0.0.1/image.png")
SPEC = {"instructions": "INS", "global_prefix": "GP", "global_suffix": "GS", "max_train_instances": 1, "num_outputs": 2}


def question(text: str, split: str, *outputs: Output) -> Instance:
    content = MultimediaObject([MediaObject("text/plain", text=text), IMAGE])
    references = [Reference(output, [] if i else [CORRECT_TAG]) for i, output in enumerate(outputs)]
    return Instance(Input(multimedia_content=content), references, split=split)


TRAIN = question("tr", "train", Output("t0"), Output("t1"))
EVAL = question("ev", "test", Output("r0"), Output("r1"))


def parts(state: RequestState) -> list[str]:
    content = state.request.multimodal_prompt
    assert content is not None and not state.request.prompt
    return [item.text if item.text is not None else "IMG" for item in content.media_objects]


EXPECTED = {
    "generation_multimodal": r"GPINS|\nInput: tr|IMG|\n|Output: t0\n|\nInput: ev|IMG|\nOutput:GS",
    "multiple_choice_joint_multimodal": r"GPINS|\nInput: tr|IMG|\nA. t0\nB. t1\n|Output: A\n|"
    r"\nInput: ev|IMG|\nA. r0\nB. r1\nOutput:GS",
}


@pytest.mark.parametrize("method", EXPECTED)
def test_prompts(make_adapter: MakeAdapter, method: str) -> None:
    [state] = make_adapter({**SPEC, "method": method}).adapt([TRAIN, EVAL], parallelism=1)
    assert parts(state) == EXPECTED[method].replace(r"\n", "\n").split("|")
    assert (state.num_train_instances, state.prompt_truncated, state.request.num_completions) == (1, False, 2)


def test_examples_are_dropped_by_the_length_of_the_text_and_nothing_is_cut(make_adapter: MakeAdapter) -> None:
    [state] = make_adapter({**SPEC, "method": "generation_multimodal"}, window=3).adapt([TRAIN, EVAL], parallelism=1)
    assert parts(state) == ["GPINS", "\nInput: ev", "IMG", "\nOutput:GS"]
    assert (state.num_train_instances, state.prompt_truncated) == (0, False)


def test_choices_of_media_and_labels(make_adapter: MakeAdapter) -> None:
    evaluated = question("ev", "test", Output(multimedia_content=MultimediaObject([IMAGE])), Output("r1"))
    spec = {**SPEC, "method": "multiple_choice_joint_multimodal", "reference_prefix": "1) ", "stop_sequences": ["\n"]}
    [state] = make_adapter(spec).adapt([TRAIN, evaluated], parallelism=1)
    assert parts(state)[-5:] == ["IMG", "\n", "1) ", "IMG", "\n2) r1\nOutput:GS"]
    assert parts(state)[3:5] == ["\n1) t0\n2) t1\n", "Output: A\n"]
    assert state.output_mapping == {"A": "", "B": "r1"}
    assert state.request.stop_sequences == []


def test_an_input_of_text_only(make_adapter: MakeAdapter) -> None:
    spec = {**SPEC, "method": "generation_multimodal", "instructions": "", "max_train_instances": 0}
    [state] = make_adapter(spec).adapt([Instance(Input("ev"), [], split="test")], parallelism=1)
    assert parts(state) == ["GPInput: ev\nOutput:GS"]

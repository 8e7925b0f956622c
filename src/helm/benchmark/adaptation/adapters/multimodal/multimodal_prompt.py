"""Prompts of text and media: blocks joined as an AdapterSpec says, with as many examples as fit."""

from dataclasses import dataclass
from functools import reduce
from typing import List

from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.adaptation.prompt import Prompt, render_open_output, render_output
from helm.benchmark.scenarios.scenario import Input
from helm.benchmark.window_services.window_service import WindowService
from helm.common.media_object import MediaObject, MultimediaObject


@dataclass(frozen=True)
class MultimodalPrompt(Prompt):
    """A prompt as it is sent; `text` is that of its text parts."""

    content: MultimediaObject


def text_content(text: str) -> MultimediaObject:
    """A text on its own."""
    return MultimediaObject([MediaObject(content_type="text/plain", text=text)])


def render_input_content(spec: AdapterSpec, question: Input) -> MultimediaObject:
    """The first part of a block."""
    content = question.multimedia_content or MultimediaObject().add_textual_suffix(question.text)
    return content.add_textual_prefix(spec.input_prefix).add_textual_suffix(spec.input_suffix)


def with_output(spec: AdapterSpec, content: MultimediaObject, output: str) -> MultimediaObject:
    """A block whose output is shown."""
    return content.combine(text_content(render_output(spec, output)))


def with_open_output(spec: AdapterSpec, content: MultimediaObject) -> MultimediaObject:
    """A block whose output is asked for."""
    return content.add_textual_suffix(render_open_output(spec))


def join_content(
    spec: AdapterSpec, train_blocks: List[MultimediaObject], eval_block: MultimediaObject
) -> MultimediaObject:
    """The whole content of a prompt. The substitutions of the adapter spec are for text prompts only."""
    blocks = [*([text_content(spec.instructions)] if spec.instructions else []), *train_blocks, eval_block]
    separated = [blocks[0], *(block.add_textual_prefix(spec.instance_prefix) for block in blocks[1:])]
    content = reduce(MultimediaObject.combine, separated)
    return content.add_textual_prefix(spec.global_prefix).add_textual_suffix(spec.global_suffix)


def fit_multimodal_prompt(
    spec: AdapterSpec, window: WindowService, train_blocks: List[MultimediaObject], eval_block: MultimediaObject
) -> MultimodalPrompt:
    """The prompt with as many in-context examples as fit by their text, the last ones left out first; never cut."""
    for count in range(len(train_blocks), 0, -1):
        content = join_content(spec, train_blocks[:count], eval_block)
        if window.fits_within_context_window(content.text, expected_completion_token_length=spec.max_tokens):
            return MultimodalPrompt(content.text, count, truncated=False, content=content)
    content = join_content(spec, [], eval_block)
    return MultimodalPrompt(content.text, 0, truncated=False, content=content)

"""Text prompts: blocks rendered as an AdapterSpec says, joined, and shortened until they fit a model's window.

    global_prefix, instructions, in-context examples, evaluated instance, global_suffix

Instructions and examples are blocks with instance_prefix between them. An example reads input_prefix, input,
input_suffix, output_prefix, output, output_suffix; the evaluated instance ends with output_prefix, without trailing
blanks, for the model to go on.
"""

import re
import sys
from dataclasses import dataclass
from typing import List, Tuple

from helm.benchmark.adaptation.adapter_spec import AdapterSpec
from helm.benchmark.window_services.window_service import WindowService
from helm.common.shared_text import SharedText

NO_CORRECT_REFERENCE = "n/a"
"""The output of an in-context example that has no correct reference."""


@dataclass(frozen=True)
class Prompt:
    """A prompt as it is sent."""

    text: SharedText
    """The text, or the parts that it consists of."""
    num_train_instances: int
    """How many in-context examples were left in."""
    truncated: bool
    """Whether even the prompt without examples had to be cut."""


def render_input(spec: AdapterSpec, text: str) -> str:
    """The first part of a block."""
    return spec.input_prefix + (text or "") + spec.input_suffix


def render_output(spec: AdapterSpec, output: str) -> str:
    """The last part of a block whose output is shown."""
    return spec.output_prefix + output + spec.output_suffix


def render_open_output(spec: AdapterSpec) -> str:
    """The last part of a block whose output is asked for."""
    return spec.output_prefix.rstrip()


def choose_correct(spec: AdapterSpec, correct: List[str]) -> str:
    """What to show of the correct outputs: all with `multi_label`, otherwise the first."""
    if not correct:
        return NO_CORRECT_REFERENCE
    return ", ".join(correct) if spec.multi_label else correct[0]


def join_blocks(spec: AdapterSpec, train_blocks: List[str], eval_block: str) -> Tuple[str, ...]:
    """The whole text of a prompt in parts: what precedes the evaluated instance is a part of its own, if it can be."""
    instructions = [spec.instructions] if spec.instructions else []
    beginning = spec.global_prefix + spec.instance_prefix.join([*instructions, *train_blocks, ""])
    end = eval_block + spec.global_suffix
    if spec.substitutions:
        text = beginning + end
        for substitution in spec.substitutions:
            text = re.sub(substitution.source, substitution.target, text)
        return (text,)
    # Interned, so that all prompts that begin with it hold the same object.
    return (sys.intern(beginning), end)


def fit_prompt(spec: AdapterSpec, window: WindowService, train_blocks: List[str], eval_block: str) -> Prompt:
    """The prompt with as many in-context examples as fit, the last ones left out first.

    A prompt without examples is cut from the right until it fits; if nothing is left of it, it is sent whole.

    Raises:
        AdaptationError: the completion alone does not fit.
    """
    for count in range(len(train_blocks), 0, -1):
        parts = join_blocks(spec, train_blocks[:count], eval_block)
        if window.fits_within_context_window("".join(parts), expected_completion_token_length=spec.max_tokens):
            return Prompt(parts, count, truncated=False)
    text = "".join(join_blocks(spec, [], eval_block))
    cut = window.truncate_from_right(text, expected_completion_token_length=spec.max_tokens)
    if len(cut) >= len(text):
        return Prompt(text, 0, truncated=False)
    return Prompt(cut or text, 0, truncated=True)
